using Flexportal.Contracts.Challenges;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Grains.Shared;
using Flexportal.Grains.Signing;
using Flexportal.Sealing;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Challenges;

/// <summary>The act of signing. Its timer ends a code on time; the sweeper ends it when no activation lives.</summary>
[GrainType("flexportal.code-challenge")]
internal sealed class CodeChallengeGrain(IRowReader rows, ICommitStore commits, SecretKey secret, TimeProvider time)
    : SigningCaseGrain(commits, time), ICodeChallengeGrain
{
    private IGrainTimer? timer;
    private DateTimeOffset? armedFor;

    private DocumentId Id => new(Key.Id);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Current();
        await Arm();
    }

    public async Task<SigningReply> Start(StartSigning command, CommandContext context)
    {
        Drop();
        var seed = new AttemptSeed(new TransactionId(Seeds.NewId()), Seeds.NewId(), Seeds.NewMail(secret));
        if (await Current() is { } found && Unprintable(found, command, seed, Now) is { } refusal)
        {
            return new SigningReply(found.Document, found.Challenge, refusal);
        }

        return await Answered(Pass(
            context,
            Known(c => SigningRules.Start(c.Agency, c.Document, c.Challenge, c.Worker, command, seed, context.Actor, Now)),
            Reply,
            Id));
    }

    public Task<SigningReply> Resend(TransactionId attempt, WorkerIdentity worker, CommandContext context) => Answered(Pass(
        context,
        Known(c => c.Document.Worker == worker.Worker && c.Challenge?.Transaction == attempt
            ? ChallengeRules.Resend(c.Agency, c.Document, c.Challenge, c.Worker, Seeds.NewMail(secret), context.Actor, Now)
            : Decision.No(RefusalCode.NotFound)),
        Reply,
        Id));

    public Task<SigningReply> Confirm(ConfirmCode command, CommandContext context) => Answered(Pass(
        context,
        Known(c => SigningRules.Confirm(c.Agency, c.Document, c.Challenge, c.Worker, command, Codes(c.Challenge), Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id));

    public async Task Refresh()
    {
        Drop();
        await Current();
        await Arm();
    }

    public async Task Expire()
    {
        Drop();
        await Work(c => c switch
        {
            null => new Changes().Plus(new DueWork(DueKind.ExpireCode, Id.Value, null)),
            { Challenge: { } challenge } => ChallengeRules.Expire(c.Agency, c.Document, challenge, c.Worker, Seeds.NewMail(secret), Now).Changes,
            _ => Changes.None,
        });
        await Arm();
    }

    protected override Task<SigningCase?> Read() => rows.SigningCase(Tenant, Id, CancellationToken.None);

    private static SigningReply Reply(SigningCase? found, Refusal? refusal) =>
        refusal?.Code == RefusalCode.NotFound ? new SigningReply(null, null, refusal) : new SigningReply(found?.Document, found?.Challenge, refusal);

    private async Task<SigningReply> Answered(Task<SigningReply> passing)
    {
        var reply = await passing;
        await Arm();
        return reply;
    }

    /// <summary>Nothing that can refuse runs after the fact: names may have changed since the dry seal.</summary>
    private static Refusal? Unprintable(SigningCase c, StartSigning command, AttemptSeed seed, DateTimeOffset now)
    {
        if (command.Signer.Worker != c.Document.Worker || DocumentRules.NotOpen(c.Document, now) is not null || c.Document.State == DocumentState.AwaitingCode)
        {
            return null;
        }

        var document = c.Document with { Transaction = seed.Transaction };
        var evidence = SigningRules.Evidence(c.Agency, document, c.Worker, null, command.Signature, command.Signer, now);
        return Sealer.CheckTexts(evidence, Looks.Of(evidence, c.Agency, c.Worker)) is { } refusal ? SealRefusals.Translate(refusal) with { Field = null } : null;
    }

    private IReadOnlyList<string> Codes(CodeChallenge? challenge) => challenge is null ? [] : CodeDerivation.Codes(secret, challenge, challenge.Codes.Length);

    /// <summary>One timer for the running code's end; overdue means now. It lives in this activation only, the due work in the table outlives it.</summary>
    private async Task Arm()
    {
        var end = await Current() is { Document.State: DocumentState.AwaitingCode, Challenge: { State: ChallengeState.Running, Current.Ended: false } challenge }
            ? challenge.Current.ExpiresAt
            : null;
        if (end == armedFor)
        {
            return;
        }

        timer?.Dispose();
        armedFor = end;
        timer = end is not { } at ? null : this.RegisterGrainTimer(
            static (grain, _) => grain.Expire(),
            this,
            new GrainTimerCreationOptions(at > Now ? at - Now : TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }
}
