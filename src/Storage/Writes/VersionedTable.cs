namespace Flexportal.Storage.Writes;

/// <summary>
/// The two statements that write a versioned row. Both take the same parameters: <c>$1</c> tenant, <c>$2</c> id, <c>$3</c> the version that the rule saw, then the columns.
/// A new row meets the primary key if somebody was faster, a changed one ends the commit when its version is no longer there.
/// </summary>
internal sealed class VersionedTable
{
    public static readonly VersionedTable Agency = new("agency", null, "body");

    public static readonly VersionedTable Worker = new(
        "worker", "id", "external_scheme", "external_value", "email", "display_name", "display_fold", "family_fold", "language", "state", "updated_at", "body");

    public static readonly VersionedTable Document = new(
        "document", "id", "worker", "purpose", "state", "type_code", "type_fold", "file_name", "file_fold", "language", "external_scheme", "external_value",
        "offered_at", "signed_at", "expires_at", "updated_at", "body");

    public static readonly VersionedTable Challenge = new("challenge", "document", "body");
    public static readonly VersionedTable Signature = new("signature", "document", "transaction", "seal_problem", "body");
    public static readonly VersionedTable Mail = new("mail", "id", "document", "created_at", "kind", "state", "body");

    private VersionedTable(string name, string? id, params string[] columns)
    {
        // The agency's row has the tenant for its id; its second parameter is compared with the tenant and so stays harmless.
        var keyColumns = id is null ? "tenant" : $"tenant, {id}";
        var keyValues = id is null ? "$2" : "$1, $2";
        var values = columns.Select((_, index) => $"${index + 4}").ToArray();
        Insert = $"insert into {name} ({keyColumns}, version, {string.Join(", ", columns)}) values ({keyValues}, $3 + 1, {string.Join(", ", values)})";
        Update = $"""
            with touched as (
                update {name} set version = version + 1, {string.Join(", ", columns.Zip(values, (column, value) => $"{column} = {value}"))}
                where tenant = $1 and {id ?? "tenant"} = $2 and version = $3
                returning 1)
            select must_touch((select count(*) from touched), '{name}')
            """;
    }

    public string Insert { get; }

    public string Update { get; }
}
