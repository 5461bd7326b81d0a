using System.Globalization;
using Flexportal.Storage.Rows;

namespace Flexportal.Storage.Reads;

/// <summary>An order with a place in it that survives inserts: rows are compared with the cursor's value and id, never counted. Rows without an instant come last in both directions.</summary>
/// <param name="Expression">The expression to order by, for a direction.</param>
/// <param name="Type">Its SQL type.</param>
/// <param name="Place">The cursor's value as the expression shows it, for a direction.</param>
internal sealed record Keyset(Func<bool, string> Expression, string Type, Func<string, bool, string> Place)
{
    public static Keyset Of(DocumentOrder order) => order switch
    {
        DocumentOrder.OfferedAt => Instant("offered_at"),
        DocumentOrder.UpdatedAt => new(_ => "updated_at", "timestamptz", Place: InstantPlace),
        DocumentOrder.SignedAt => Instant("signed_at"),
        DocumentOrder.ExpiresAt => Instant("expires_at"),
    };

    public static Keyset Of(WorkerOrder order) => order switch
    {
        WorkerOrder.Name => new(_ => "family_fold", "text", (value, _) => Fold.Of(value)),
        WorkerOrder.UpdatedAt => new(_ => "updated_at", "timestamptz", Place: InstantPlace),
    };

    /// <summary>The conditions and order of one page; fetches one row more than asked for, which tells whether there are more.</summary>
    public string Page(SqlWriter sql, bool descending, int count, Cursor? after, Cursor? before, bool fromEnd)
    {
        var value = Expression(descending);
        var backwards = descending != fromEnd;
        var direction = backwards ? "desc" : "asc";
        return $"{Beyond(after, descending ? "<" : ">")} {Beyond(before, descending ? ">" : "<")} order by {value} {direction}, id {direction} limit {sql.Number(count + 1L)}";

        string Beyond(Cursor? cursor, string comparison) => cursor is null
            ? ""
            : $"and ({value}, id) {comparison} ({sql.Text(Place(cursor.Value, descending))}::{Type}, {sql.Text(cursor.Id)})";
    }

    private static Keyset Instant(string column) => new(descending => $"coalesce({column}, '{Last(descending)}'::timestamptz)", "timestamptz", InstantPlace);

    private static string Last(bool descending) => descending ? "-infinity" : "infinity";

    // PostgreSQL keeps microseconds and the driver cuts the rest off, so the cursor's instant is cut the same way.
    private static string InstantPlace(string value, bool descending) => value.Length == 0
        ? Last(descending)
        : DateTimeOffset.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
