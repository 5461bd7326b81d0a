using Flexportal.Domain.Documents;

namespace Flexportal.Storage.Reads;

/// <summary>The one place that says when a document has a reason for attention: the filter of a list and the reasons of a document are the same conditions.</summary>
internal static class AttentionSql
{
    private const string Open = "document.state in ('Offered', 'Opened', 'AwaitingCode', 'Locked')";

    /// <summary>Every reason, as a text array.</summary>
    public static string Reasons(DateTimeOffset now, SqlWriter sql) =>
        $"array_remove(array[{string.Join(", ", Enum.GetValues<AttentionReason>().Select(reason => $"case when {Of(reason, now, sql)} then '{reason}' end"))}], null)";

    /// <summary>The condition of one reason, on a row of <c>document</c>.</summary>
    public static string Of(AttentionReason reason, DateTimeOffset now, SqlWriter sql) => reason switch
    {
        AttentionReason.MailBounced => LastMail("'Bounced', 'Failed'"),
        AttentionReason.MailDelayed => LastMail("'Delayed'"),
        AttentionReason.NeverOpened => $"(document.purpose = 'Sign' and document.state = 'Offered' and {Quiet(now, sql)})",
        AttentionReason.OpenedNotSigned => $"(document.purpose = 'Sign' and document.state in ('Opened', 'AwaitingCode') and {Quiet(now, sql)})",
        AttentionReason.CodeLocked => "document.state = 'Locked'",
        AttentionReason.Refused => "document.state = 'Refused'",
        AttentionReason.ExpiresSoon => $"({Open} and document.expires_at is not null and document.expires_at < {sql.Time(now + AttentionSpans.Soon)})",
        AttentionReason.Expired => "document.state = 'Expired'",
        AttentionReason.HelpRequested => Question(now, sql),
        AttentionReason.SealingFailed => "exists (select from signature s where s.tenant = $1 and s.document = document.id and s.seal_problem)",
    };

    private static string Quiet(DateTimeOffset now, SqlWriter sql) => $"document.offered_at is not null and document.offered_at < {sql.Time(now - AttentionSpans.Quiet)}";

    // Mails to the agency say nothing of the worker's address; a code that was replaced unsent has no fate.
    private static string LastMail(string states) => $"""
        exists (
            select from mail m
            where m.tenant = $1 and m.document = document.id and m.state in ({states}) and m.kind not in ('ArchiveCopy', 'RefusedNotice', 'HelpRequest')
              and not exists (
                select from mail n
                where n.tenant = $1 and n.document = document.id and n.state <> 'Cancelled' and n.kind not in ('ArchiveCopy', 'RefusedNotice', 'HelpRequest')
                  and (n.created_at, n.id) > (m.created_at, m.id)))
        """;

    // A closed document was changed last when it was closed, or by the road of its copy; a question after signing is newer than the signature.
    private static string Question(DateTimeOffset now, SqlWriter sql) => $"""
        exists (
            select from mail m
            where m.tenant = $1 and m.document = document.id and m.kind = 'HelpRequest' and m.created_at > {sql.Time(now - AttentionSpans.Question)}
              and ({Open} or m.created_at > coalesce(document.signed_at, document.updated_at)))
        """;
}
