using Flexportal.Contracts.Mails;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Shared;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Mails;

/// <summary>
/// One message until its fate is known. A crash between hand-over and commit sends it again with the same Message-ID, the same code, the same file;
/// what the answer moves (code's clock, copy's road, purge) is written in the commit that records the answer.
/// </summary>
[GrainType("flexportal.mail")]
internal sealed partial class MailGrain(
    IRowReader rows, ICommitStore commits, MailWriting writing, IMailTransport transport, TimeProvider time, ILogger<MailGrain> log)
    : TurnstileGrain<MailCase>(commits, time), IMailGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TimeProvider clock = time;

    private MessageId Id => new(Key.Id);

    public async Task Send()
    {
        Drop();
        if (await Current() is not { Mail.State: DeliveryState.Queued or DeliveryState.Delayed } found)
        {
            await Work(_ => new Changes().Plus(new DueWork(DueKind.SendMail, Id.Value, null)));
            return;
        }

        var sentAt = Now;
        var agency = await Grains.Agency().Get();
        if (!found.IsWanted(sentAt) || agency is null || await writing.Gather(Tenant, found, agency, sentAt) is not { } material)
        {
            await Record((mail, now) => MailRules.Cancel(mail, now));
            return;
        }

        var answer = await HandOver(material);
        await Record((mail, now) => answer switch
        {
            Mails.HandOver.Accepted { Delivered: true } yes => MailRules.Answered(mail, MailOutcome.Delivered, sentAt, now, yes.ProviderId, yes.Reply),
            Mails.HandOver.Accepted yes => MailRules.Answered(mail, MailOutcome.Accepted, sentAt, now, yes.ProviderId, yes.Reply),
            Mails.HandOver.Refused no => MailRules.Answered(mail, MailOutcome.Refused, sentAt, now, null, no.Reply),
            Mails.HandOver.Deferred later => MailRules.Answered(mail, MailOutcome.TryAgain, sentAt, now, null, later.Reply),
            Mails.HandOver.Unknown open => MailRules.Answered(mail, MailOutcome.TryAgain, sentAt, now, null, open.Reason),
            _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
        });
    }

    public async Task Report(DeliveryState state, DateTimeOffset at, string? detail)
    {
        Drop();
        var after = await Work(c => c is null || MailRules.Report(c.Mail, state, at, detail) is not { } changes
            ? Changes.None
            : c.Settle(changes, transport.ReportsDelivery, Now));
        await Tell(after);
    }

    protected override async Task<MailCase?> Read()
    {
        if (await rows.Mail(Tenant, Id, CancellationToken.None) is not { } mail)
        {
            return null;
        }

        var about = mail.Document is { } document ? await rows.SigningCase(Tenant, document, CancellationToken.None) : null;
        var worker = about is not null && about.Worker.Id == mail.Worker ? about.Worker
            : mail.Worker is { } id ? await rows.Worker(Tenant, id, CancellationToken.None) : null;
        return new MailCase(mail, worker, about);
    }

    protected override MailCase? After(MailCase? before, Changes committed) =>
        committed.Mails is [var mail, ..] && before is not null ? before with { Mail = mail with { Version = mail.Version + 1 } } : before;

    private async Task Record(Func<Mail, DateTimeOffset, Changes> outcome)
    {
        var now = Now;
        var after = await Work(c => c is { Mail.State: DeliveryState.Queued or DeliveryState.Delayed }
            ? c.Settle(outcome(c.Mail, now), transport.ReportsDelivery, now)
            : Changes.None);
        await Tell(after);
    }

    /// <summary>The code flow's grain arms its timer at once; should this poke be lost, the sweeper ends the code.</summary>
    private async Task Tell(MailCase? after)
    {
        Drop();
        if (after?.Mail is { Kind: MailKind.Code, Document: { } document })
        {
            await Grains.CodeChallenge(document).Refresh();
        }
    }

    /// <summary>Composes and sends. Whatever goes wrong here, the mail is tried again: an exception is no answer of the server.</summary>
    private async Task<HandOver> HandOver(MailMaterial material)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        try
        {
            var mail = await writing.Compose(material, limit.Token);
            return await transport.Send(mail, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception error)
        {
            LogNoAnswer(log, error.GetType().Name, error.StackTrace, material.Mail.Kind, transport.Name);
            return new HandOver.Unknown(error is OperationCanceledException ? "no answer in time" : error.GetType().Name);
        }
    }

    [LoggerMessage(7301, LogLevel.Warning, "No answer for a {Kind} mail from {Transport}; it is tried again. {Fault} {Trace}")]
    private static partial void LogNoAnswer(ILogger log, string fault, string? trace, MailKind kind, string transport);
}
