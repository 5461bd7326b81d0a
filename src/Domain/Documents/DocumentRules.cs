using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Documents;

/// <summary>The life of a document outside of signing: put up, open, refuse, withdraw, unlock, expire.</summary>
public static class DocumentRules
{
    /// <summary>Most characters of a title or file name.</summary>
    public const int MaxName = 400;

    /// <summary>Checks the words of a new document, before its bytes are looked at.</summary>
    public static Refusal? CheckCreate(Agency agency, CreateDocument command, DateTimeOffset now) =>
        Check.Text("title", command.Title, MaxName)
        ?? Check.Text("fileName", command.FileName, MaxName)
        ?? (command.FileName.Contains('/', StringComparison.Ordinal) || command.FileName.Contains('\\', StringComparison.Ordinal) ? new Refusal(RefusalCode.InvalidFormat, "fileName") { Detail = RefusalDetail.NoFolder } : null)
        ?? Check.Language("language", command.Language)
        ?? (agency.TypeOf(command.TypeCode) is null ? new Refusal(RefusalCode.NotFound, "typeCode") : null)
        ?? (command.ExpiresAt <= now ? new Refusal(RefusalCode.InvalidFormat, "expiresAt") { Detail = RefusalDetail.InThePast } : null)
        ?? (command.ExternalId is { } external ? Check.Text("externalId.value", external.Value, 100) ?? Check.Text("externalId.schemeAgencyId", external.Scheme, 100) : null);

    /// <summary>Puts up a document whose words and bytes have been checked.</summary>
    /// <param name="id">The document's id.</param>
    /// <param name="agency">The agency.</param>
    /// <param name="worker">The worker, or null when unknown.</param>
    /// <param name="command">The data.</param>
    /// <param name="file">The inspected original.</param>
    /// <param name="seed">For the invitation.</param>
    /// <param name="actor">The API key.</param>
    /// <param name="now">When.</param>
    public static Decision Create(DocumentId id, Agency agency, Worker? worker, CreateDocument command, OriginalFile file, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        if (CheckCreate(agency, command, now) is { } refusal)
        {
            return Decision.No(refusal);
        }

        if (worker is null)
        {
            return Decision.No(RefusalCode.NotFound, "workerId");
        }

        var type = agency.TypeOf(command.TypeCode)!;
        var purpose = command.Purpose ?? type.Purpose;
        var draft = new Document
        {
            Id = id,
            Worker = worker.Id,
            Purpose = purpose,
            TypeCode = type.Code,
            Title = command.Title.Trim(),
            FileName = command.FileName.Trim(),
            Language = command.Language,
            File = file,
            Verification = purpose == DocumentPurpose.Personal ? VerificationMethod.None : command.Verification ?? type.Verification,
            ExternalId = command.ExternalId,
            State = DocumentState.Draft,
            OfferedBy = actor.Label,
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = command.ExpiresAt,
        };
        var changes = new Changes { Document = draft, Claim = new UploadClaim(file.Upload, id) }
            .Plus(Fact.Of("document.created", id, now, actor, ("fileName", draft.FileName), ("sha256", file.Sha256)));
        return Decision.Yes(command.OfferNow ? Offered(agency, draft, worker, changes, seed, actor, now) : changes);
    }

    /// <summary>Shows a draft to the worker.</summary>
    public static Decision Offer(Agency agency, Document document, Worker worker, MailSeed seed, Actor actor, DateTimeOffset now) =>
        document.State == DocumentState.Draft
            ? Decision.Yes(Offered(agency, document, worker, new Changes(), seed, actor, now))
            : Decision.No(new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.OnlyDraft });

    /// <summary>The worker opens it. Opening again changes nothing.</summary>
    public static Decision Open(Document document, Actor actor, DateTimeOffset now)
    {
        if (!IsOwn(document, actor))
        {
            return Decision.No(RefusalCode.NotFound);
        }

        if (document.State is DocumentState.Opened or DocumentState.AwaitingCode or DocumentState.Locked or DocumentState.Signed)
        {
            return Decision.Nothing;
        }

        return NotOpen(document, now) is { } refusal
            ? Decision.No(refusal)
            : Decision.Yes(new Changes { Document = Opened(document, now) }.Plus(Fact.Of("document.opened", document.Id, now, actor)));
    }

    /// <summary>The worker says no, with a reason.</summary>
    public static Decision Refuse(Agency agency, Document document, CodeChallenge? challenge, Worker worker, WithReason command, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var refusal = (IsOwn(document, actor) ? null : new Refusal(RefusalCode.NotFound))
            ?? (agency.Policy.AllowRefusal && document.Purpose == DocumentPurpose.Sign ? null : new Refusal(RefusalCode.Forbidden))
            ?? NotOpen(document, now)
            ?? Check.Text("reason", command.Reason.ReplaceLineEndings(" "), 1_000);
        if (refusal is not null)
        {
            return Decision.No(refusal);
        }

        var changes = Closed(document, challenge, DocumentState.Refused, command.Reason.Trim(), "document.refused", actor, now);
        return Decision.Yes(agency.Contact.Email is { } to
            ? changes.Plus(MailRules.About(MailKind.RefusedNotice, seed, worker, document, now, agency.DefaultLanguage) with { To = to })
            : changes);
    }

    /// <summary>The agency takes it back.</summary>
    public static Decision Withdraw(Document document, CodeChallenge? challenge, Worker worker, WithReason command, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var refusal = Check.Version(command.IfVersion, document.Version)
            ?? Check.Text("reason", command.Reason.ReplaceLineEndings(" "), 1_000)
            ?? (document.State is DocumentState.Draft or DocumentState.Locked ? null : NotOpen(document, null));
        if (refusal is not null)
        {
            return Decision.No(refusal);
        }

        var changes = Closed(document, challenge, DocumentState.Withdrawn, command.Reason.Trim(), "document.withdrawn", actor, now);
        return Decision.Yes(document.State == DocumentState.Draft || document.Purpose == DocumentPurpose.Personal
            ? changes
            : changes.Plus(MailRules.About(MailKind.Withdrawn, seed, worker, document, now)));
    }

    /// <summary>The agency opens a locked document for a new flow, and with it the account.</summary>
    public static Decision Unlock(Document document, CodeChallenge? challenge, Worker worker, WithReason command, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var refusal = Check.Version(command.IfVersion, document.Version)
            ?? Check.Text("reason", command.Reason.ReplaceLineEndings(" "), 1_000)
            ?? (document.State == DocumentState.Locked ? null : new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.OnlyLocked });
        if (refusal is not null)
        {
            return Decision.No(refusal);
        }

        var next = document with
        {
            State = DocumentState.Opened,
            UnlockNumber = document.UnlockNumber + 1,
            Lock = null,
            Transaction = null,
            StartedAt = null,
            UpdatedAt = now,
        };
        var account = worker.State == WorkerState.Blocked || !worker.WrongCodes.IsEmpty
            ? worker with { State = worker.State == WorkerState.Blocked ? WorkerState.Active : worker.State, WrongCodes = [], UpdatedAt = now }
            : null;
        return Decision.Yes(new Changes { Document = next, Challenge = Cancelled(challenge), Worker = account }
            .Plus(MailRules.About(MailKind.Unlocked, seed, worker, next, now))
            .Plus(Fact.Of("document.unlocked", document.Id, now, actor, ("reason", command.Reason.Trim()))));
    }

    /// <summary>Ends it when its last moment is over; a signed or closed one stays as it is.</summary>
    public static Decision Expire(Document document, CodeChallenge? challenge, DateTimeOffset now) =>
        document.ExpiresAt is null || now < document.ExpiresAt
            || !IsOpen(document.State)
            ? Decision.Yes(new Changes().Plus(Due(document)))
            : Decision.Yes(Closed(document, challenge, DocumentState.Expired, null, "document.expired", Actor.System("sweeper"), now));

    /// <summary>Why the worker can do nothing with it now, or null while it is offered, opened or awaits a code.</summary>
    /// <param name="document">The document.</param>
    /// <param name="now">The present, or null to leave the last moment out of account.</param>
    public static Refusal? NotOpen(Document document, DateTimeOffset? now) => document.State switch
    {
        DocumentState.Offered or DocumentState.Opened or DocumentState.AwaitingCode =>
            now is not null && document.ExpiresAt <= now ? new Refusal(RefusalCode.DocumentExpired) { At = document.ExpiresAt } : null,
        DocumentState.Draft => new Refusal(RefusalCode.NotFound),
        DocumentState.Locked => new Refusal(RefusalCode.DocumentLocked) { At = document.Lock?.At },
        DocumentState.Signed => new Refusal(RefusalCode.AlreadySigned) { At = document.SignedAt },
        DocumentState.Refused => new Refusal(RefusalCode.AlreadyRefused) { At = document.ClosedAt },
        DocumentState.Expired => new Refusal(RefusalCode.DocumentExpired) { At = document.ClosedAt },
        DocumentState.Withdrawn or DocumentState.Replaced => new Refusal(RefusalCode.DocumentWithdrawn) { At = document.ClosedAt },
    };

    private static bool IsOwn(Document document, Actor actor) => actor.Kind != ActorKind.Worker || actor.Id == document.Worker.Value;

    internal static Document Opened(Document document, DateTimeOffset now) =>
        document with { State = DocumentState.Opened, OpenedAt = document.OpenedAt ?? now, UpdatedAt = now };

    internal static CodeChallenge? Cancelled(CodeChallenge? challenge) =>
        challenge is { State: not ChallengeState.Accepted } ? challenge with { State = ChallengeState.Cancelled } : null;

    private static Changes Offered(Agency agency, Document draft, Worker worker, Changes changes, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var offered = draft with { State = DocumentState.Offered, OfferedAt = now, UpdatedAt = now };
        var kind = draft.Purpose == DocumentPurpose.Sign ? MailKind.Invite : MailKind.PersonalDocument;
        return (changes with { Document = offered })
            .Plus(MailRules.About(kind, seed, worker, offered, now))
            .Plus(InviteLink(seed, worker, offered, now))
            .Plus(Due(offered), ReminderRules.Due(agency.Policy, offered))
            .Plus(Fact.Of("document.offered", draft.Id, now, actor, ("to", EmailAddress.Mask(worker.Email))));
    }

    internal static MailLink InviteLink(MailSeed seed, Worker worker, Document document, DateTimeOffset now) =>
        new(seed.TokenHash, LinkKind.Invite, worker.Id, document.Id, now + MailRules.InviteLifetime);

    private static Changes Closed(Document document, CodeChallenge? challenge, DocumentState state, string? reason, string action, Actor actor, DateTimeOffset now) =>
        new Changes
        {
            Document = document with { State = state, ClosedAt = now, ClosedReason = reason, Lock = null, UpdatedAt = now },
            Challenge = Cancelled(challenge),
        }
        .Plus(new DueWork(DueKind.ExpireCode, document.Id.Value, null), new DueWork(DueKind.ExpireDocument, document.Id.Value, null), new DueWork(DueKind.RemindDocument, document.Id.Value, null))
        .Plus(Fact.Of(action, document.Id, now, actor, ("reason", reason)));

    private static DueWork Due(Document document) =>
        new(DueKind.ExpireDocument, document.Id.Value, IsOpen(document.State) ? document.ExpiresAt : null);

    private static bool IsOpen(DocumentState state) =>
        state is DocumentState.Draft or DocumentState.Offered or DocumentState.Opened or DocumentState.AwaitingCode or DocumentState.Locked;
}
