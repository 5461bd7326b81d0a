using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Signing;

/// <summary>The road of a signed PDF: sealed once, mailed, confirmed, destroyed (design section 7).</summary>
public static class DeliveryRules
{
    /// <summary>A transport that reports no delivery: after so long without a bounce the copy counts as delivered.</summary>
    public static readonly TimeSpan SilentDelivery = TimeSpan.FromHours(24);

    /// <summary>After so long since the worker's mail was accepted the bytes go, whatever else is open.</summary>
    public static readonly TimeSpan Ceiling = TimeSpan.FromHours(72);

    /// <summary>The same for a mailed link, and after a bounce or a failure.</summary>
    public static readonly TimeSpan LongCeiling = TimeSpan.FromDays(14);

    private static readonly TimeSpan MaxSealPause = TimeSpan.FromMinutes(15);

    /// <summary>The sealed tail was made: store it and queue the copies. Does nothing when there is one already: the stored one wins.</summary>
    public static Decision Sealed(
        Agency agency, Document document, Signature signature, Worker worker, SealedFile file, ReadOnlyMemory<byte> tail, MailSeed workerMail, MailSeed archiveMail, DateTimeOffset now)
    {
        if (signature.Sealed is not null)
        {
            return Decision.Yes(new Changes().Plus(NoSeal(signature)));
        }

        var asLink = file.Size > agency.Policy.MaxAttachmentBytes;
        var next = signature with
        {
            Sealed = file,
            State = SignedCopyState.Queued,
            SealProblem = null,
            WorkerCopy = new CopyDelivery(workerMail.Id, worker.Email, asLink),
            ArchiveCopy = agency.ArchiveEmail is { } archive ? new CopyDelivery(archiveMail.Id, archive, asLink) : null,
        };
        var changes = Follow(document, next, now)
            .Plus(NoSeal(signature))
            .Plus(Copy(MailKind.SignedCopy, workerMail, worker, document, worker.Email, worker.Language, now))
            .Plus(Fact.Of("document.sealed", document.Id, now, Actor.System("sealing"), ("sha256", file.Sha256), ("level", file.Level)));
        changes = changes with { Tail = new SealedTail(document.Id, signature.Transaction, tail) };
        changes = asLink ? changes.Plus(Link(workerMail, worker, document, now)) : changes;
        if (next.ArchiveCopy is { } copy)
        {
            changes = changes.Plus(Copy(MailKind.ArchiveCopy, archiveMail, worker, document, copy.To, agency.DefaultLanguage, now));
            changes = asLink ? changes.Plus(Link(archiveMail, worker, document, now)) : changes;
        }

        return Decision.Yes(changes);
    }

    /// <summary>Sealing failed: the signature stands, the work is tried again after 5 s, 10 s, 20 s … 15 min.</summary>
    public static Decision SealFailed(Document document, Signature signature, string problem, DateTimeOffset now)
    {
        if (signature.Sealed is not null)
        {
            return Decision.Yes(new Changes().Plus(NoSeal(signature)));
        }

        var pause = TimeSpan.FromSeconds(Math.Min(MaxSealPause.TotalSeconds, 5 * Math.Pow(2, Math.Min(signature.SealTries, 20))));
        return Decision.Yes(new Changes { Signature = signature with { SealTries = signature.SealTries + 1, SealProblem = problem } }
            .Plus(new DueWork(DueKind.Seal, signature.Transaction.Value, now + pause))
            .Plus(Fact.Of("document.sealing-failed", document.Id, now, Actor.System("sealing"), ("problem", problem))));
    }

    /// <summary>Takes over the fate of a copy's mail and sets the purge.</summary>
    public static Decision MailChanged(Document document, Signature signature, Mail mail, bool reportsDelivery, DateTimeOffset now)
    {
        if (signature.WorkerCopy?.Mail == mail.Id)
        {
            var copy = Moved(signature.WorkerCopy, mail, reportsDelivery);
            var next = signature with { WorkerCopy = copy, State = signature.State == SignedCopyState.Purged ? SignedCopyState.Purged : StateOf(copy) };
            return copy == signature.WorkerCopy ? Decision.Nothing : Decision.Yes(Follow(document, next, now).Plus(Moved(document, "worker", mail, now)));
        }

        if (signature.ArchiveCopy?.Mail == mail.Id)
        {
            var copy = Moved(signature.ArchiveCopy, mail, reportsDelivery);
            return copy == signature.ArchiveCopy
                ? Decision.Nothing
                : Decision.Yes(Follow(document, signature with { ArchiveCopy = copy }, now).Plus(Moved(document, "archive", mail, now)));
        }

        return Decision.Nothing;
    }

    /// <summary>The agency says that it holds the file.</summary>
    public static Decision ConfirmCopy(Document document, Signature? signature, string sha256, Actor actor, DateTimeOffset now)
    {
        if (signature?.Sealed is not { } file)
        {
            return Decision.No(new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.NotSealed });
        }

        if (!string.Equals(file.Sha256, sha256, StringComparison.OrdinalIgnoreCase))
        {
            return Decision.No(RefusalCode.ChecksumMismatch, "signedSha256");
        }

        return signature.AgencyConfirmedAt is not null
            ? Decision.Nothing
            : Decision.Yes(Follow(document, signature with { AgencyConfirmedAt = now }, now).Plus(Fact.Of("document.copy-confirmed", document.Id, now, actor)));
    }

    /// <summary>Mails the copy again to the worker's present address; the same bytes.</summary>
    public static Decision SendAgain(Agency agency, Document document, Signature? signature, Worker worker, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        if (signature?.Sealed is not { } file || signature.PurgedAt is not null || signature.State is SignedCopyState.Queued)
        {
            return Decision.No(new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.NoCopyToSend });
        }

        var asLink = file.Size > agency.Policy.MaxAttachmentBytes;
        var next = signature with { State = SignedCopyState.Queued, WorkerCopy = new CopyDelivery(seed.Id, worker.Email, asLink) };
        var changes = Follow(document, next, now)
            .Plus(Copy(MailKind.SignedCopy, seed, worker, document, worker.Email, worker.Language, now))
            .Plus(Fact.Of("document.copy-sent-again", document.Id, now, actor, ("to", EmailAddress.Mask(worker.Email))));
        return Decision.Yes(asLink ? changes.Plus(Link(seed, worker, document, now)) : changes);
    }

    /// <summary>Destroys the bytes when it is time; else sets the work to its moment.</summary>
    public static Decision Purge(Document document, Signature signature, DateTimeOffset now)
    {
        if (signature.PurgedAt is not null || PurgeAt(signature) is not { } at)
        {
            return Decision.Yes(new Changes().Plus(new DueWork(DueKind.Purge, signature.Transaction.Value, null)));
        }

        if (now < at)
        {
            return Decision.Yes(new Changes().Plus(new DueWork(DueKind.Purge, signature.Transaction.Value, at)));
        }

        var delivered = signature.State is SignedCopyState.Delivered or SignedCopyState.HandedOver;
        var state = delivered ? SignedCopyState.Purged : signature.State;
        return Decision.Yes(new Changes
        {
            Signature = signature with { PurgedAt = now, State = state },
            Document = document with { Copy = state, UpdatedAt = now },
            Purge = document.Id,
        }
        .Plus(new DueWork(DueKind.Purge, signature.Transaction.Value, null))
        .Plus(Fact.Of("document.purged", document.Id, now, Actor.System("purge"))));
    }

    /// <summary>When the bytes may go, or null while nothing is known yet.</summary>
    public static DateTimeOffset? PurgeAt(Signature signature)
    {
        if (signature.WorkerCopy is not { } copy)
        {
            return null;
        }

        if (copy.State is DeliveryState.Bounced or DeliveryState.Failed or DeliveryState.Complained or DeliveryState.Cancelled)
        {
            return copy.SettledAt + LongCeiling;
        }

        if (copy.AcceptedAt is not { } accepted)
        {
            return null;
        }

        if (copy.AsLink)
        {
            return accepted + LongCeiling;
        }

        var workerHasIt = copy.State == DeliveryState.Delivered ? copy.SettledAt : copy.ReportsDelivery ? null : accepted + SilentDelivery;
        var agencyHasIt = signature.AgencyConfirmedAt ?? signature.ArchiveCopy?.AcceptedAt;
        var ceiling = accepted + Ceiling;
        return workerHasIt is { } first && agencyHasIt is { } second && Later(first, second) < ceiling ? Later(first, second) : ceiling;
    }

    private static Changes Follow(Document document, Signature signature, DateTimeOffset now) =>
        new Changes { Signature = signature, Document = document with { Copy = signature.State, UpdatedAt = now } }
            .Plus(new DueWork(DueKind.Purge, signature.Transaction.Value, signature.PurgedAt is null ? PurgeAt(signature) : null));

    private static CopyDelivery Moved(CopyDelivery copy, Mail mail, bool reportsDelivery) =>
        copy with { State = mail.State, AcceptedAt = mail.AcceptedAt, SettledAt = mail.SettledAt, ReportsDelivery = reportsDelivery };

    private static Fact Moved(Document document, string copy, Mail mail, DateTimeOffset now) =>
        Fact.Of("copy.moved", document.Id, now, Actor.System("mail"), ("copy", copy), ("state", mail.State.ToString()));

    private static SignedCopyState StateOf(CopyDelivery copy) => copy.State switch
    {
        DeliveryState.Queued or DeliveryState.Delayed => SignedCopyState.Queued,
        DeliveryState.HandedOver => SignedCopyState.HandedOver,
        DeliveryState.Delivered => SignedCopyState.Delivered,
        DeliveryState.Bounced or DeliveryState.Complained => SignedCopyState.Bounced,
        DeliveryState.Failed or DeliveryState.Cancelled => SignedCopyState.Failed,
    };

    private static Mail Copy(MailKind kind, MailSeed seed, Worker worker, Document document, string to, string language, DateTimeOffset now) =>
        MailRules.About(kind, seed, worker, document, now, language) with { To = to };

    private static MailLink Link(MailSeed seed, Worker worker, Document document, DateTimeOffset now) =>
        new(seed.TokenHash, LinkKind.SignedCopy, worker.Id, document.Id, now + LongCeiling);

    private static DueWork NoSeal(Signature signature) => new(DueKind.Seal, signature.Transaction.Value, null);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
