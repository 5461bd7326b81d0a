using Flexportal.Contracts.Documents;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Grains.Shared;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Documents;

/// <summary>The life of a document outside of signing.</summary>
[GrainType("flexportal.document")]
internal sealed class DocumentGrain(IRowReader rows, ICommitStore commits, DocumentIntake intake, SecretKey secret, TimeProvider time)
    : SigningCaseGrain(commits, time), IDocumentGrain
{
    private DocumentId Id => new(Key.Id);

    /// <summary>Read from its row: signing, sealing and mail write it too.</summary>
    public async ValueTask<Document?> Get()
    {
        Drop();
        return (await Current())?.Document;
    }

    public async Task<Reply<Document>> Create(CreateDocument command, CommandContext context)
    {
        if (await Current() is not null)
        {
            return await Pass(context, _ => Decision.No(RefusalCode.Conflict), Reply);
        }

        if (await Grains.Agency().Get() is not { } agency)
        {
            return Domain.Common.Reply.No<Document>(RefusalCode.NotFound);
        }

        var seed = Seeds.NewMail(secret);
        var taken = await intake.Take(Tenant, Id, agency, command, context.Actor, seed, Now);
        if (taken.Refusal is { } refusal)
        {
            return Domain.Common.Reply.No<Document>(refusal);
        }

        var (worker, file) = (taken.Worker!, taken.File!);
        var reply = await Pass(
            context,
            present => present is not null
                ? Decision.No(RefusalCode.Conflict)
                : DocumentRules.Create(Id, agency, worker, command, file, seed, context.Actor, Now),
            (present, refused) => new Reply<Document>(present?.Document, refused),
            Id,
            (before, changes) => before ?? (changes.Document is { } made ? new SigningCase(agency, worker, made with { Version = 1 }, null, null) : null));
        return reply.Refusal?.Code == RefusalCode.Unavailable && await intake.IsClaimed(Tenant, command.Upload, Id)
            ? Domain.Common.Reply.No<Document>(RefusalCode.UploadMissing, "uploadId")
            : reply;
    }

    public Task<Reply<Document>> Offer(long? ifVersion, CommandContext context) => Pass(
        context,
        Known(c => ifVersion is not null && ifVersion != c.Document.Version
            ? Decision.No(new Refusal(RefusalCode.Conflict, "ifVersion") { Detail = RefusalDetail.Version(c.Document.Version) })
            : DocumentRules.Offer(c.Agency, c.Document, c.Worker, Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id);

    public Task<Reply<Document>> Open(CommandContext context) => Pass(context, Own(context, c => DocumentRules.Open(c.Document, context.Actor, Now)), Reply, Id);

    public Task<Reply<Document>> Refuse(WithReason command, CommandContext context) => Pass(
        context,
        Own(context, c => DocumentRules.Refuse(c.Agency, c.Document, c.Challenge, c.Worker, command, Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id);

    public Task<Reply<Document>> Withdraw(WithReason command, CommandContext context) => Pass(
        context,
        Known(c => DocumentRules.Withdraw(c.Document, c.Challenge, c.Worker, command, Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id);

    public Task<Reply<Document>> Unlock(WithReason command, CommandContext context) => Pass(
        context,
        Known(c => DocumentRules.Unlock(c.Document, c.Challenge, c.Worker, command, Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id);

    public Task<Reply<Document>> Remind(string? language, CommandContext context) => Pass(
        context,
        Known(c => ReminderRules.Remind(c.Document, c.Worker, language, Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id);

    public Task<Reply<Document>> ConfirmCopy(string signedSha256, CommandContext context) => Pass(
        context,
        Known(c => DeliveryRules.ConfirmCopy(c.Document, c.Signature, signedSha256, context.Actor, Now)),
        Reply,
        Id);

    public Task<Reply<Document>> SendCopyAgain(CommandContext context) => Pass(
        context,
        Known(c => DeliveryRules.SendAgain(c.Agency, c.Document, c.Signature, c.Worker, Seeds.NewMail(secret), context.Actor, Now)),
        Reply,
        Id);

    /// <summary>Decided on fresh rows: it writes none of them, so no version would tell that the bytes were purged meanwhile.</summary>
    public Task<Reply<Document>> MailCopy(CommandContext context)
    {
        Drop();
        return Pass(context, Own(context, c => CopyRules.ByMail(c.Document, c.Signature, c.Worker, Seeds.NewMail(secret), context.Actor, Now)), Reply, Id);
    }

    public async Task RemindOnSchedule()
    {
        Drop();
        await Work(c => c is null
            ? new Changes().Plus(new DueWork(DueKind.RemindDocument, Id.Value, null))
            : ReminderRules.OnSchedule(c.Agency, c.Document, c.Worker, Seeds.NewMail(secret), Now));
    }

    public async Task Expire()
    {
        Drop();
        await Work(c => c is null
            ? new Changes().Plus(new DueWork(DueKind.ExpireDocument, Id.Value, null))
            : DocumentRules.Expire(c.Document, c.Challenge, Now).Changes);
    }

    protected override Task<SigningCase?> Read() => rows.SigningCase(Tenant, Id, CancellationToken.None);

    private static Reply<Document> Reply(SigningCase? found, Refusal? refusal) =>
        new(refusal?.Code == RefusalCode.NotFound ? null : found?.Document, refusal);

    /// <summary>A worker's command: another worker's document answers as an unknown one.</summary>
    private static Func<SigningCase?, Decision> Own(CommandContext context, Func<SigningCase, Decision> rule) =>
        Known(c => context.Actor is { Kind: ActorKind.Worker, Id: var id } && id == c.Document.Worker.Value ? rule(c) : Decision.No(RefusalCode.NotFound));
}
