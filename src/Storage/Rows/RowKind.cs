using System.Text.Json.Serialization.Metadata;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Vault;
using Npgsql;

namespace Flexportal.Storage.Rows;

/// <summary>How a record of one table is sealed and read back.</summary>
/// <param name="Table">The table, which is part of what the seal authenticates.</param>
/// <param name="Type">The stored form.</param>
/// <param name="AtVersion">The record with the row's version: the body holds the one before.</param>
/// <typeparam name="T">The record.</typeparam>
internal sealed record RowKind<T>(string Table, JsonTypeInfo<T> Type, Func<T, long, T> AtVersion)
    where T : class
{
    public byte[] Seal(TenantVault vault, string id, T record) => vault.Seal(Table, id, record, Type);

    /// <summary>Reads <c>id, version, body</c> from three columns in a row; null where an outer join found none.</summary>
    public T? Read(TenantVault vault, NpgsqlDataReader row, int at = 0) => row.IsDBNull(at)
        ? null
        : AtVersion(vault.OpenRecord(Table, row.GetString(at), row.GetFieldValue<byte[]>(at + 2), Type), row.GetInt64(at + 1));
}

/// <summary>The kinds.</summary>
internal static class RowKinds
{
    public static readonly RowKind<Agency> Agency = new("agency", StoredJson.Default.Agency, (row, version) => row with { Version = version });
    public static readonly RowKind<Worker> Worker = new("worker", StoredJson.Default.Worker, (row, version) => row with { Version = version });
    public static readonly RowKind<Document> Document = new("document", StoredJson.Default.Document, (row, version) => row with { Version = version });
    public static readonly RowKind<CodeChallenge> Challenge = new("challenge", StoredJson.Default.CodeChallenge, (row, version) => row with { Version = version });
    public static readonly RowKind<Signature> Signature = new("signature", StoredJson.Default.Signature, (row, version) => row with { Version = version });
    public static readonly RowKind<Mail> Mail = new("mail", StoredJson.Default.Mail, (row, version) => row with { Version = version });
    public static readonly RowKind<Session> Session = new("session", StoredJson.Default.Session, (row, _) => row);
    public static readonly RowKind<MailLink> MailLink = new("mail_link", StoredJson.Default.MailLink, (row, _) => row);

    /// <summary>A fact's data are ordered by their names' code units, whatever the platform's culture says.</summary>
    public static Fact Ordered(Fact fact) => fact with { Data = fact.Data.WithComparers(StringComparer.Ordinal) };
}
