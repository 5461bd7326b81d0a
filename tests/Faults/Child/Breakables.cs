using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.Grains.Signing;
using Flexportal.Sealing;
using Flexportal.Storage.Writes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using SigningPolicy = Flexportal.Domain.Agencies.SigningPolicy;

namespace Flexportal.Tests.Faults.Child;

/// <summary>Points before and after each commit, named after what it writes.</summary>
internal sealed class BreakableCommits(ICommitStore real, KillPoints points) : ICommitStore
{
    public async Task<CommitResult> Commit(TenantId tenant, Changes changes, StoredAnswer? answer, CancellationToken cancellation)
    {
        var stage = Stage(changes);
        points.Reach($"before-{stage}", tenant.Value);
        var result = await real.Commit(tenant, changes, answer, cancellation);
        points.Reach($"after-{stage}", tenant.Value);
        return result;
    }

    public Task<StoredAnswer?> FindAnswer(TenantId tenant, string principal, string key, CancellationToken cancellation) =>
        real.FindAnswer(tenant, principal, key, cancellation);

    private static string Stage(Changes changes) => changes switch
    {
        { Tail: not null } => "tail",
        { Purge: not null } => "purge",
        { Signature.Version: 0 } => "sign",
        { Claim: not null } => "create",
        { Mails: [{ Version: > 0, State: DeliveryState.HandedOver, Kind: MailKind.Code }, ..] } => "code-accepted",
        { Mails: [{ Version: > 0, State: DeliveryState.HandedOver, Kind: MailKind.SignedCopy }, ..] } => "copy-accepted",
        { Mails: [{ State: DeliveryState.Delivered }, ..] } => "delivered",
        _ when changes.Facts.Any(fact => fact.Action == "code.wrong") => "wrong",
        _ when changes.Facts.Any(fact => fact.Action == "signing.started") => "start",
        _ => "other",
    };
}

/// <summary>Points in the middle of sealing: before anything is made, and when the signature is made and not yet stored.</summary>
internal sealed class BreakableSealer(IDocumentSealer real, KillPoints points) : IDocumentSealer
{
    public Task<UploadFigures> Inspect(ReadOnlyMemory<byte> pdf, SigningPolicy policy) => real.Inspect(pdf, policy);

    public Task<Refusal?> DrySeal(SealRequest request) => real.DrySeal(request);

    public async Task<SealOutcome> Seal(SealRequest request, TenantId tenant, string? keyId)
    {
        points.Reach("before-seal", tenant.Value);
        var outcome = await real.Seal(request, tenant, keyId);
        points.Reach("after-seal", tenant.Value);
        return outcome;
    }
}

/// <summary>Points around the hand-over to the mail provider: <c>before-hand</c> and <c>after-hand</c>, with the stream's name.</summary>
internal sealed class BreakableTransport(IMailTransport real, KillPoints points) : IMailTransport
{
    public string Name => real.Name;

    public bool ReportsDelivery => real.ReportsDelivery;

    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        var tenant = mail.MessageId.Split('@')[0].Split('.')[^1];
        var stream = mail.Attachments.Count > 0 ? "copy" : mail.Stream;
        points.Reach($"before-hand-{stream}", tenant);
        var answer = await real.Send(mail, cancellation);
        points.Reach($"after-hand-{stream}", tenant);
        return answer;
    }
}

/// <summary>A point where the work is done and the browser has no answer yet: <c>answer</c> with the first part of the path.</summary>
internal sealed class BreakableAnswers(KillPoints points) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (http, pass) =>
        {
            http.Response.OnStarting(() =>
            {
                points.Reach($"answer-{http.Request.Path.Value!.Split('/')[1]}", http.Request.Host.Host.Split('.')[0]);
                return Task.CompletedTask;
            });
            await pass(http);
        });
        next(app);
    };
}
