using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Documents;

/// <summary>Reminders of a document that waits: when the agency asks, and by the agency's schedule. Never two within a day.</summary>
public static class ReminderRules
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(24);

    /// <summary>Mails a reminder now.</summary>
    public static Decision Remind(Document document, Worker worker, string? language, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var refusal = Check.Language("language", language) ?? Problem(document, worker, now);
        return refusal is not null ? Decision.No(refusal) : Decision.Yes(Mailed(document, worker, language, seed, actor, now));
    }

    /// <summary>
    /// The scheduled moment has come: mails a reminder, unless one went out within a day or the address takes no mail, and sets the work to the next day of the
    /// schedule. A document that waits for nobody any more leaves the schedule.
    /// </summary>
    public static Changes OnSchedule(Agency agency, Document document, Worker worker, MailSeed seed, DateTimeOffset now)
    {
        var waits = DocumentRules.NotOpen(document, now) is null;
        // A locked document may be unlocked and wait again.
        var next = waits || document.State == DocumentState.Locked ? Next(agency.Policy, document, now) : null;
        var later = new DueWork(DueKind.RemindDocument, document.Id.Value, next);
        return waits && Next(agency.Policy, document, document.RemindedAt) <= now && Problem(document, worker, now) is null
            ? Mailed(document, worker, null, seed, Actor.System("reminders"), now).Plus(later)
            : new Changes().Plus(later);
    }

    /// <summary>The first scheduled reminder of a document that was just offered; none for one that is not to be signed.</summary>
    internal static DueWork Due(SigningPolicy policy, Document offered) =>
        new(DueKind.RemindDocument, offered.Id.Value, offered.Purpose == DocumentPurpose.Sign ? Next(policy, offered, offered.OfferedAt) : null);

    /// <summary>The first day of the schedule after an instant; days count from the offer.</summary>
    private static DateTimeOffset? Next(SigningPolicy policy, Document document, DateTimeOffset? after) =>
        document.OfferedAt is { } offered
            ? policy.ReminderSchedule.Order().Select(day => (DateTimeOffset?)offered.AddDays(day)).FirstOrDefault(at => after is null || at > after)
            : null;

    private static Refusal? Problem(Document document, Worker worker, DateTimeOffset now) =>
        (document.Purpose == DocumentPurpose.Sign ? null : new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.NothingToSign })
        ?? (document.State == DocumentState.Draft ? new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.NotOffered } : null)
        ?? DocumentRules.NotOpen(document, now)
        ?? (document.RemindedAt is { } last && now - last < Pause ? new Refusal(RefusalCode.Conflict) { At = last + Pause, Detail = RefusalDetail.RemindedRecently } : null)
        ?? (worker.MailState == DeliveryState.Bounced ? new Refusal(RefusalCode.MailRejected) : null);

    private static Changes Mailed(Document document, Worker worker, string? language, MailSeed seed, Actor actor, DateTimeOffset now) =>
        new Changes { Document = document with { RemindedAt = now, UpdatedAt = now } }
            .Plus(MailRules.About(MailKind.Reminder, seed, worker, document, now, language))
            .Plus(DocumentRules.InviteLink(seed, worker, document, now))
            .Plus(Fact.Of("document.reminded", document.Id, now, actor));
}
