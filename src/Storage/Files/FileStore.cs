using System.Text.Json;
using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Rows;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Vault;
using Flexportal.Storage.Writes;

namespace Flexportal.Storage.Files;

internal sealed class FileStore(TenantDatabase database, TenantKeys keys, DataKeys dataKeys, ITenantDirectory tenants) : IFileStore
{
    private const string AnnounceUpload = """
        with touched as (
            insert into upload (tenant, id, fingerprint, expires_at, body) values ($1, $2, $3, $4, $5)
            on conflict (tenant, id) do update set fingerprint = excluded.fingerprint where upload.fingerprint = excluded.fingerprint
            returning 1)
        select must_touch((select count(*) from touched), 'upload')
        """;

    private const string MarkStored = """
        with touched as (
            update upload set stored_at = $3 where tenant = $1 and id = $2 and claimed_by is null
            returning 1)
        select must_touch((select count(*) from touched), 'upload')
        """;

    private const string ReplaceKey = """
        insert into data_key (tenant, owner, wrapped) values ($1, $2, $3)
        on conflict (tenant, owner) do update set wrapped = excluded.wrapped
        """;

    private const string ReplaceBytes = """
        insert into blob (tenant, kind, id, bytes) values ($1, 'original', $2, $3)
        on conflict (tenant, kind, id) do update set bytes = excluded.bytes
        """;

    internal const string SelectBytes = """
        select k.wrapped, b.bytes
        from blob b join data_key k on k.tenant = b.tenant and k.owner = $4
        where b.tenant = $1 and b.kind = $2 and b.id = $3 and k.wrapped is not null
        """;

    internal const string SelectDerived = """
        select k.wrapped, d.bytes
        from derived d join data_key k on k.tenant = d.tenant and k.owner = $4
        where d.tenant = $1 and d.document = $2 and d.name = $3 and k.wrapped is not null
        """;

    // See FileStatements: the shared lock on the key keeps a derived file from outliving its document's purge.
    private const string InsertDerived = """
        insert into derived (tenant, document, name, bytes)
        select $1, $2, $3, $5 from (select from data_key where tenant = $1 and owner = $4 and wrapped is not null for share) as alive
        on conflict (tenant, document, name) do update set bytes = excluded.bytes
        """;

    internal const string DropUploads = """
        with stale as (
            delete from upload where tenant = $1 and claimed_by is null and expires_at <= $2 returning id),
        keys as (
            delete from data_key where tenant = $1 and owner = any (array(select 'upload:' || id from stale)))
        delete from blob where tenant = $1 and kind = 'original' and id = any (array(select id from stale))
        """;

    public async Task<bool> Announce(TenantId tenant, IReadOnlyList<StagedUpload> uploads, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        await using var batch = new TenantBatch(tenant);
        foreach (var upload in uploads.OrderBy(upload => upload.Id.Value, StringComparer.Ordinal))
        {
            var announced = upload with { StoredAt = null, ClaimedBy = null };
            batch.Add(AnnounceUpload)
                .Text(upload.Id.Value)
                .Bytes(vault.Fingerprint(JsonSerializer.SerializeToUtf8Bytes(announced with { ExpiresAt = default }, StoredJson.Default.StagedUpload)))
                .Time(upload.ExpiresAt)
                .Bytes(vault.Seal("upload", upload.Id.Value, announced, StoredJson.Default.StagedUpload));
        }

        return await database.Write(batch, cancellation) switch
        {
            null => true,
            { SqlState: "FP001" } => false,
            var objection => throw new StorageException("The database refused to write", objection),
        };
    }

    public async Task<StagedUpload?> Upload(TenantId tenant, UploadId id, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        var rows = await database.Rows(
            tenant,
            "select body, stored_at, claimed_by from upload where tenant = $1 and id = $2",
            sql => sql.Text(id.Value),
            row => vault.Open("upload", id.Value, row.GetFieldValue<byte[]>(0), StoredJson.Default.StagedUpload) with
            {
                StoredAt = row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1),
                ClaimedBy = row.IsDBNull(2) ? null : new DocumentId(row.GetString(2)),
            },
            cancellation);
        return rows.SingleOrDefault();
    }

    public async Task StoreUpload(TenantId tenant, UploadId id, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation)
    {
        var owner = DataKeys.Of(id);
        var (key, wrapped) = DataKeys.Make(await keys.Of(tenant, cancellation), owner);
        await using var batch = new TenantBatch(tenant) { Commands = { Timeout = TenantDatabase.FileTimeout } };
        batch.Add(MarkStored).Text(id.Value).Time(now);
        batch.Add(ReplaceKey).Text(owner).Bytes(wrapped);
        batch.Add(ReplaceBytes).Text(id.Value).Bytes(Envelope.Seal(key, bytes.Span, TenantVault.BelongsTo(tenant, FileStatements.Original, id.Value)));
        await database.MustWrite(batch, cancellation);
    }

    public Task<byte[]?> Original(TenantId tenant, UploadId id, CancellationToken cancellation) =>
        Open(tenant, SelectBytes, FileStatements.Original, id.Value, DataKeys.Of(id), cancellation);

    public Task<byte[]?> Tail(TenantId tenant, DocumentId id, CancellationToken cancellation) =>
        Open(tenant, SelectBytes, FileStatements.Tail, id.Value, DataKeys.Of(id), cancellation);

    public Task<byte[]?> Derived(TenantId tenant, DocumentId id, string name, CancellationToken cancellation) =>
        Open(tenant, SelectDerived, id.Value, name, DataKeys.Of(id), cancellation);

    public async Task StoreDerived(TenantId tenant, DocumentId id, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var owner = DataKeys.Of(id);
        if (await dataKeys.Ensure(tenant, owner, cancellation) is not { } key)
        {
            return;
        }

        await using var batch = new TenantBatch(tenant) { Commands = { Timeout = TenantDatabase.FileTimeout } };
        batch.Add(InsertDerived).Text(id.Value).Text(name).Text(owner).Bytes(Envelope.Seal(key, bytes.Span, TenantVault.BelongsTo(tenant, id.Value, name)));
        await database.MustWrite(batch, cancellation);
    }

    public async Task<int> DropStale(DateTimeOffset now, CancellationToken cancellation)
    {
        var dropped = 0;
        foreach (var tenant in await tenants.All(cancellation))
        {
            await using var batch = new TenantBatch(tenant.Id);
            batch.Add("select count(*) from upload where tenant = $1 and claimed_by is null and expires_at <= $2").Time(now);
            batch.Add(DropUploads).Time(now);
            dropped += await database.Read(batch, async reader => await reader.ReadAsync(cancellation) ? (int)reader.GetInt64(0) : 0, cancellation);
        }

        return dropped;
    }

    // What the bytes belong to (and are authenticated with) is what they are found by: the two parameters after the tenant.
    private async Task<byte[]?> Open(TenantId tenant, string sql, string first, string second, string owner, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        await using var batch = new TenantBatch(tenant) { Commands = { Timeout = TenantDatabase.FileTimeout } };
        batch.Add(sql).Text(first).Text(second).Text(owner);
        var rows = await database.Read(
            batch,
            reader => TenantDatabase.Rows(reader, row => (Wrapped: row.GetFieldValue<byte[]>(0), Bytes: row.GetFieldValue<byte[]>(1)), cancellation),
            cancellation);
        return rows is [var found]
            ? Envelope.Open(DataKeys.Open(vault, owner, found.Wrapped), found.Bytes, TenantVault.BelongsTo(tenant, first, second))
            : null;
    }
}
