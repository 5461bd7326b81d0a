using System.Collections.Immutable;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Rows;
using Flexportal.Storage.Vault;
using Npgsql;

namespace Flexportal.Storage.Reads;

internal sealed class DocumentReads(TenantDatabase database, TenantKeys keys) : IDocumentReads
{
    private const string SelectToSign = """
        select id, version, body, count(*) over () from document
        where tenant = $1 and worker = $2 and purpose = 'Sign' and state in ('Offered', 'Opened', 'AwaitingCode', 'Locked')
        order by offered_at desc nulls last, id desc limit $3
        """;

    private const string SelectSigned = """
        select id, version, body, count(*) over () from document
        where tenant = $1 and worker = $2 and purpose = 'Sign' and state = 'Signed'
        order by signed_at desc, id desc limit $3
        """;

    private const string SelectPersonal = """
        select id, version, body, count(*) over () from document
        where tenant = $1 and worker = $2 and purpose = 'Personal' and state in ('Offered', 'Opened')
        order by offered_at desc nulls last, id desc limit $3
        """;

    private const string SelectTimeline = """
        select sequence, at, position, previous_hash, hash, body from fact
        where tenant = $1 and subject = $2 order by sequence
        """;

    public Task<Page<Document>> Documents(TenantId tenant, DocumentQuery query, CancellationToken cancellation)
    {
        var sql = new SqlWriter();
        var filter = FilterSql.Of(query.Filter, sql);
        var page = Keyset.Of(query.Order).Page(sql, query.Descending, query.Count, query.After, query.Before, query.FromEnd);
        return Page(tenant, RowKinds.Document, $"{filter} {page}", sql, query.Count, query.After is not null, query.Before is not null, query.FromEnd, cancellation);
    }

    public Task<int> CountDocuments(TenantId tenant, DocumentFilter filter, CancellationToken cancellation)
    {
        var sql = new SqlWriter();
        return Count(tenant, "document", FilterSql.Of(filter, sql), sql, cancellation);
    }

    public async Task<IReadOnlyDictionary<DocumentId, IReadOnlyList<AttentionReason>>> Attention(
        TenantId tenant, IReadOnlyCollection<DocumentId> ids, DateTimeOffset now, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return ImmutableDictionary<DocumentId, IReadOnlyList<AttentionReason>>.Empty;
        }

        var sql = new SqlWriter();
        var statement = $"select id, {AttentionSql.Reasons(now, sql)} from document where tenant = $1 and id = any({sql.Texts(ids.Select(id => id.Value).Distinct(StringComparer.Ordinal))})";
        var rows = await database.Rows(
            tenant, statement, sql.Fill, row => (Id: new DocumentId(row.GetString(0)), Reasons: row.GetFieldValue<string[]>(1).Select(Enum.Parse<AttentionReason>)), cancellation);
        return rows.ToDictionary(row => row.Id, IReadOnlyList<AttentionReason> (row) => [.. row.Reasons]);
    }

    public Task<IReadOnlyDictionary<DocumentId, Document>> DocumentsById(TenantId tenant, IReadOnlyCollection<DocumentId> ids, CancellationToken cancellation) => ById(
        tenant, RowKinds.Document, "select id, version, body from document where tenant = $1 and id = any($2)", ids, document => document.Id, cancellation);

    public async Task<DocumentId?> DocumentByExternalId(TenantId tenant, ExternalId externalId, CancellationToken cancellation)
    {
        // What cannot be stored is nobody's.
        if (!externalId.IsStorable)
        {
            return null;
        }

        var rows = await database.Rows(
            tenant,
            "select id from document where tenant = $1 and external_scheme = $2 and external_value = $3",
            sql => sql.Text(externalId.Scheme).Text(externalId.Value),
            row => new DocumentId(row.GetString(0)),
            cancellation);
        return rows is [var id] ? id : null;
    }

    public Task<IReadOnlyDictionary<WorkerId, Worker>> WorkersById(TenantId tenant, IReadOnlyCollection<WorkerId> ids, CancellationToken cancellation) => ById(
        tenant, RowKinds.Worker, "select id, version, body from worker where tenant = $1 and id = any($2)", ids, worker => worker.Id, cancellation);

    public Task<Page<Worker>> Workers(TenantId tenant, WorkerQuery query, CancellationToken cancellation)
    {
        var sql = new SqlWriter();
        var filter = FilterSql.Of(query.Filter, sql);
        var page = Keyset.Of(query.Order).Page(sql, query.Descending, query.Count, query.After, query.Before, query.FromEnd);
        return Page(tenant, RowKinds.Worker, $"{filter} {page}", sql, query.Count, query.After is not null, query.Before is not null, query.FromEnd, cancellation);
    }

    public Task<int> CountWorkers(TenantId tenant, WorkerFilter filter, CancellationToken cancellation)
    {
        var sql = new SqlWriter();
        return Count(tenant, "worker", FilterSql.Of(filter, sql), sql, cancellation);
    }

    public Task<IReadOnlyDictionary<DocumentId, CodeChallenge>> Challenges(TenantId tenant, IReadOnlyCollection<DocumentId> ids, CancellationToken cancellation) => ById(
        tenant, RowKinds.Challenge, "select document, version, body from challenge where tenant = $1 and document = any($2)", ids, flow => flow.Document, cancellation);

    public Task<IReadOnlyDictionary<DocumentId, Signature>> Signatures(TenantId tenant, IReadOnlyCollection<DocumentId> ids, CancellationToken cancellation) => ById(
        tenant, RowKinds.Signature, "select document, version, body from signature where tenant = $1 and document = any($2)", ids, signature => signature.Document, cancellation);

    public async Task<IReadOnlyList<Mail>> Mails(TenantId tenant, DocumentId id, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        return await database.Rows(
            tenant,
            "select id, version, body from mail where tenant = $1 and document = $2 order by created_at desc, id desc",
            sql => sql.Text(id.Value),
            row => RowKinds.Mail.Read(vault, row)!,
            cancellation);
    }

    public async Task<IReadOnlyList<ChainedFact>> Timeline(TenantId tenant, DocumentId id, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        var subject = $"document:{id}";
        return await database.Rows(tenant, SelectTimeline, sql => sql.Text(subject), row => Chained(row, vault, subject), cancellation);
    }

    public async Task<WorkerHome> Home(TenantId tenant, WorkerId worker, int first, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        await using var batch = new TenantBatch(tenant);
        foreach (var sql in new[] { SelectToSign, SelectSigned, SelectPersonal })
        {
            batch.Add(sql).Text(worker.Value).Number(first);
        }

        return await database.Read(
            batch,
            async reader =>
            {
                var toSign = await Counted(reader, vault, cancellation);
                await reader.NextResultAsync(cancellation);
                var signed = await Counted(reader, vault, cancellation);
                await reader.NextResultAsync(cancellation);
                return new WorkerHome(toSign, signed, await Counted(reader, vault, cancellation));
            },
            cancellation);
    }

    private static async Task<Page<Document>> Counted(NpgsqlDataReader reader, TenantVault vault, CancellationToken cancellation)
    {
        var total = 0;
        var rows = await TenantDatabase.Rows(
            reader,
            row =>
            {
                total = (int)row.GetInt64(3);
                return RowKinds.Document.Read(vault, row)!;
            },
            cancellation);
        return new Page<Document>(rows, total > rows.Count, false, total);
    }

    private static ChainedFact Chained(NpgsqlDataReader row, TenantVault vault, string subject)
    {
        var fact = row.IsDBNull(5)
            ? new Fact("fact.erased", subject, row.GetFieldValue<DateTimeOffset>(1), Actor.System("erased"), ImmutableSortedDictionary<string, string>.Empty)
            : RowKinds.Ordered(vault.Open("fact", subject, row.GetFieldValue<byte[]>(5), StoredJson.Default.Fact));
        var linked = !row.IsDBNull(2);
        return new ChainedFact(
            row.GetInt64(0),
            fact,
            linked && row.GetInt64(2) > 1 ? Convert.ToHexStringLower(row.GetFieldValue<byte[]>(3)) : null,
            linked ? Convert.ToHexStringLower(row.GetFieldValue<byte[]>(4)) : null);
    }

    private async Task<Page<T>> Page<T>(
        TenantId tenant, RowKind<T> kind, string conditions, SqlWriter parameters, int count, bool after, bool before, bool fromEnd, CancellationToken cancellation)
        where T : class
    {
        var vault = await keys.Of(tenant, cancellation);
        var rows = await database.Rows(
            tenant, $"select id, version, body from {kind.Table} where tenant = $1 and {conditions}", parameters.Fill, row => kind.Read(vault, row)!, cancellation);
        var more = rows.Count > count;
        if (more)
        {
            rows.RemoveAt(count);
        }

        if (fromEnd)
        {
            rows.Reverse();
        }

        return new Page<T>(rows, fromEnd ? before : more, fromEnd ? more : after, -1);
    }

    private async Task<int> Count(TenantId tenant, string table, string filter, SqlWriter parameters, CancellationToken cancellation)
    {
        var rows = await database.Rows(
            tenant, $"select count(*)::integer from {table} where tenant = $1 and {filter}", parameters.Fill, row => row.GetInt32(0), cancellation);
        return rows.Single();
    }

    private async Task<IReadOnlyDictionary<TId, T>> ById<TId, T>(
        TenantId tenant, RowKind<T> kind, string sql, IReadOnlyCollection<TId> ids, Func<T, TId> idOf, CancellationToken cancellation)
        where TId : struct, IId<TId>
        where T : class
    {
        if (ids.Count == 0)
        {
            return ImmutableDictionary<TId, T>.Empty;
        }

        var vault = await keys.Of(tenant, cancellation);
        var rows = await database.Rows(
            tenant, sql, statement => statement.Texts([.. ids.Select(id => id.Value).Distinct(StringComparer.Ordinal)]), row => kind.Read(vault, row)!, cancellation);
        return rows.ToDictionary(idOf);
    }
}
