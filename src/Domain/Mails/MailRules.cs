using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Mails;

/// <summary>Id and link hash of a mail to be made; the grain derives both, a rule decides whether they are used.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="TokenHash">Hash of the token that its link will carry.</param>
public sealed record MailSeed(MessageId Id, string TokenHash);

/// <summary>How a try to hand over a mail ended.</summary>
public enum MailOutcome
{
    /// <summary>The provider accepted it.</summary>
    Accepted,

    /// <summary>It lies where it belongs (a pickup folder): accepted and delivered at once.</summary>
    Delivered,

    /// <summary>The provider will never take it.</summary>
    Refused,

    /// <summary>Not now, or no answer: it is tried again with the same Message-ID.</summary>
    TryAgain,
}

/// <summary>The life of one message.</summary>
public static class MailRules
{
    /// <summary>How long an invitation's link sets a first password.</summary>
    public static readonly TimeSpan InviteLifetime = TimeSpan.FromHours(72);

    /// <summary>How long a reset link works.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromMinutes(30);

    /// <summary>How long a mail is tried.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>How long an unsent code mail is worth sending.</summary>
    public static readonly TimeSpan CodeUselessAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan[] Backoff =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1),
    ];

    /// <summary>A mail to a worker about a document.</summary>
    public static Mail About(MailKind kind, MailSeed seed, Worker worker, Document? document, DateTimeOffset now, string? language = null) => new()
    {
        Id = seed.Id,
        Kind = kind,
        To = worker.Email,
        Language = language ?? worker.Language,
        Worker = worker.Id,
        Document = document?.Id,
        Transaction = document?.Transaction,
        CreatedAt = now,
        UselessAfter = kind == MailKind.Code ? now + CodeUselessAfter : null,
    };

    /// <summary>Whether the mail is still to be sent now; an outdated or replaced one is not.</summary>
    public static bool MustSend(Mail mail, DateTimeOffset now) =>
        mail.State is DeliveryState.Queued or DeliveryState.Delayed && (mail.UselessAfter is null || now < mail.UselessAfter);

    /// <summary>The mail was not sent because it is useless by now.</summary>
    public static Changes Cancel(Mail mail, DateTimeOffset now) =>
        new Changes { Mails = [mail with { State = DeliveryState.Cancelled, SettledAt = now }] }.Plus(new DueWork(DueKind.SendMail, mail.Id.Value, null));

    /// <summary>Records the transport's answer.</summary>
    /// <param name="mail">The mail as read.</param>
    /// <param name="outcome">The answer.</param>
    /// <param name="sentAt">When the transport was asked.</param>
    /// <param name="now">When the answer came: for an accepted code its clock starts here.</param>
    /// <param name="providerId">The provider's id.</param>
    /// <param name="reply">The server's words.</param>
    public static Changes Answered(Mail mail, MailOutcome outcome, DateTimeOffset sentAt, DateTimeOffset now, string? providerId, string? reply)
    {
        var tried = mail with { Tries = mail.Tries + 1, SentAt = sentAt, ProviderId = providerId ?? mail.ProviderId, Reply = Cut(reply) };
        var next = outcome switch
        {
            MailOutcome.Accepted => tried with { State = DeliveryState.HandedOver, AcceptedAt = now },
            MailOutcome.Delivered => tried with { State = DeliveryState.Delivered, AcceptedAt = now, SettledAt = now },
            MailOutcome.Refused => tried with { State = DeliveryState.Failed, SettledAt = now },
            MailOutcome.TryAgain when now - mail.CreatedAt >= GiveUpAfter => tried with { State = DeliveryState.Failed, SettledAt = now },
            MailOutcome.TryAgain => tried with { State = DeliveryState.Delayed },
        };
        DateTimeOffset? again = next.State == DeliveryState.Delayed ? now + Backoff[Math.Min(mail.Tries, Backoff.Length - 1)] : null;
        return new Changes { Mails = [next] }.Plus(new DueWork(DueKind.SendMail, mail.Id.Value, again));
    }

    /// <summary>
    /// The provider reports. The state moves forward only, and every order of the same reports, with repetitions, ends in the same row:
    /// a late <i>delivered</i> does not undo a bounce, but is kept beside it.
    /// </summary>
    /// <returns>Null when the report changes nothing.</returns>
    public static Changes? Report(Mail mail, DeliveryState state, DateTimeOffset at, string? detail)
    {
        var moves = Rank(state) > Rank(mail.State);
        var next = mail with
        {
            State = moves ? state : mail.State,
            // The provider's answer, where it came, is a better witness than its reports.
            AcceptedAt = mail.ProviderId is null || mail.AcceptedAt is null ? Earlier(mail.AcceptedAt, at) : mail.AcceptedAt,
            DeliveredAt = state == DeliveryState.Delivered ? Earlier(mail.DeliveredAt, at) : mail.DeliveredAt,
            SettledAt = moves && state is not (DeliveryState.HandedOver or DeliveryState.Delayed) ? at
                : state == mail.State && mail.SettledAt is not null ? Earlier(mail.SettledAt, at)
                : mail.SettledAt,
            Reply = moves ? Cut(detail) ?? mail.Reply : mail.Reply,
        };
        return next == mail ? null : new Changes { Mails = [next] }.Plus(new DueWork(DueKind.SendMail, mail.Id.Value, null));
    }

    private static DateTimeOffset Earlier(DateTimeOffset? known, DateTimeOffset at) => known is { } before && before < at ? before : at;

    private static int Rank(DeliveryState state) => state switch
    {
        DeliveryState.Queued => 0,
        DeliveryState.Delayed => 1,
        DeliveryState.HandedOver => 2,
        DeliveryState.Delivered => 3,
        DeliveryState.Complained => 4,
        DeliveryState.Bounced => 5,
        DeliveryState.Failed => 6,
        DeliveryState.Cancelled => 7,
    };

    private static string? Cut(string? text) => text is { Length: > 300 } ? text[..300] : text;
}
