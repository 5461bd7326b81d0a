using System.Collections.Frozen;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Vault;
using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Tenants;

internal sealed class TenantDirectory(NpgsqlDataSource source, TenantDatabase database, TenantKeys keys, StorageOptions options, TimeProvider time)
    : ITenantDirectory, IDisposable
{
    // A revoked key is refused within this time by every process.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim loading = new(1, 1);
    private Snapshot known = Snapshot.Empty;
    private DateTimeOffset failedAt = DateTimeOffset.MinValue;

    public async ValueTask<TenantInfo?> ByHost(string host, CancellationToken cancellation)
    {
        var wanted = host.TrimEnd('.').ToLowerInvariant();
        // While the database is away a request does not wait for it once more, if its host is known.
        if (time.GetUtcNow() - failedAt < Pause && Find(known) is { } kept)
        {
            return kept;
        }

        try
        {
            return Find(await Current(Fresh, cancellation)) ?? Find(await Current(Pause, cancellation));
        }
        catch (StorageException) when (Find(known) is not null)
        {
            return Find(known);
        }

        TenantInfo? Find(Snapshot snapshot) => snapshot.Hosts.GetValueOrDefault(wanted) ?? (SlugOf(wanted) is { } slug ? snapshot.Tenants.GetValueOrDefault(slug) : null);
    }

    public async ValueTask<ApiKeyInfo?> ByApiKey(string secretHash, CancellationToken cancellation) =>
        (await Current(Fresh, cancellation)).ApiKeys.GetValueOrDefault(secretHash) ?? (await Current(Pause, cancellation)).ApiKeys.GetValueOrDefault(secretHash);

    public async Task<bool> Create(TenantId tenant, string name, DateTimeOffset now, CancellationToken cancellation)
    {
        var (wrapped, vault) = keys.Make(tenant);
        var agency = new Agency { Id = tenant, Name = name, CreatedAt = now, UpdatedAt = now };
        await using var batch = new TenantBatch(tenant);
        batch.Add("insert into tenant (id, created_at) values ($1, $2)").Time(now);
        batch.Add("insert into tenant_key (tenant, wrapped) values ($1, $2)").Bytes(wrapped);
        new CommitBatch(batch, vault).Add(new Changes { Agency = agency, Due = [new DueWork(DueKind.ChainFacts, tenant.Value, now)] }, null, null);
        var objection = await database.Write(batch, cancellation);
        Forget();
        return objection switch
        {
            null => true,
            { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "tenant_pkey" } => false,
            _ => throw new StorageException("The tenant could not be made", objection),
        };
    }

    public async Task<bool> AddHost(TenantId tenant, string host, CancellationToken cancellation)
    {
        await using var batch = new TenantBatch(tenant);
        batch.Add("insert into tenant_host (host, tenant) values ($2, $1)").Text(host.TrimEnd('.').ToLowerInvariant());
        var objection = await database.Write(batch, cancellation);
        Forget();
        return objection switch
        {
            null => true,
            { SqlState: PostgresErrorCodes.UniqueViolation } => false,
            _ => throw new StorageException("The host could not be added", objection),
        };
    }

    public async Task AddApiKey(ApiKeyInfo key, CancellationToken cancellation)
    {
        await using var batch = new TenantBatch(key.Tenant);
        batch.Add(
            """
            insert into api_key (tenant, id, secret_hash, prefix, label, scopes, created_at, expires_at, revoked_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (id) do update set label = excluded.label, scopes = excluded.scopes, expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
            where api_key.tenant = excluded.tenant
            """)
            .Text(key.Id).Text(key.SecretHash).Text(key.Prefix).Text(key.Label).Texts([.. key.Scopes])
            .Time(key.CreatedAt).Time(key.ExpiresAt).Time(key.RevokedAt);
        await database.MustWrite(batch, cancellation);
        Forget();
    }

    public async Task<IReadOnlyList<TenantInfo>> All(CancellationToken cancellation) => [.. (await Current(TimeSpan.Zero, cancellation)).Tenants.Values.OrderBy(tenant => tenant.Id.Value, StringComparer.Ordinal)];

    public void Dispose() => loading.Dispose();

    private string? SlugOf(string host) =>
        options.BaseDomains.Select(domain => $".{domain}").FirstOrDefault(host.EndsWith) is { } suffix ? host[..^suffix.Length] : null;

    private void Forget() => known = known with { LoadedAt = DateTimeOffset.MinValue };

    /// <summary>What is known, at most so old. A stale one is never used for keys when the database does not answer: one may have been revoked. A host stays its tenant's for ever.</summary>
    private async ValueTask<Snapshot> Current(TimeSpan oldest, CancellationToken cancellation)
    {
        if (IsYoung())
        {
            return known;
        }

        await loading.WaitAsync(cancellation);
        try
        {
            if (!IsYoung())
            {
                known = await Load(time.GetUtcNow(), cancellation);
            }

            return known;
        }
        finally
        {
            loading.Release();
        }

        bool IsYoung() => time.GetUtcNow() - known.LoadedAt < oldest && known.LoadedAt <= time.GetUtcNow();
    }

    private async Task<Snapshot> Load(DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await using var batch = source.CreateBatch();
            batch.BatchCommands.Add(new("select t.id, coalesce(array_agg(h.host order by h.host) filter (where h.host is not null), '{}') from tenant t left join tenant_host h on h.tenant = t.id group by t.id"));
            batch.BatchCommands.Add(new("select id, tenant, secret_hash, prefix, label, scopes, created_at, expires_at, revoked_at from api_key"));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var tenants = await TenantDatabase.Rows(reader, row => new TenantInfo(new TenantId(row.GetString(0)), row.GetFieldValue<string[]>(1)), cancellation);
            await reader.NextResultAsync(cancellation);
            var apiKeys = await TenantDatabase.Rows(reader, ApiKey, cancellation);
            return new Snapshot(
                now,
                tenants.ToFrozenDictionary(tenant => tenant.Id.Value, StringComparer.Ordinal),
                tenants.SelectMany(tenant => tenant.Hosts, (tenant, host) => (tenant, host)).ToFrozenDictionary(pair => pair.host, pair => pair.tenant, StringComparer.Ordinal),
                apiKeys.ToFrozenDictionary(key => key.SecretHash, StringComparer.Ordinal));
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            failedAt = time.GetUtcNow();
            throw new StorageException("The tenants could not be read", exception);
        }
    }

    private static ApiKeyInfo ApiKey(NpgsqlDataReader row) => new(
        row.GetString(0), new TenantId(row.GetString(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<string[]>(5),
        row.GetFieldValue<DateTimeOffset>(6), Instant(row, 7), Instant(row, 8));

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetFieldValue<DateTimeOffset>(at);

    private sealed record Snapshot(
        DateTimeOffset LoadedAt, FrozenDictionary<string, TenantInfo> Tenants, FrozenDictionary<string, TenantInfo> Hosts, FrozenDictionary<string, ApiKeyInfo> ApiKeys)
    {
        public static readonly Snapshot Empty = new(
            DateTimeOffset.MinValue, FrozenDictionary<string, TenantInfo>.Empty, FrozenDictionary<string, TenantInfo>.Empty, FrozenDictionary<string, ApiKeyInfo>.Empty);
    }
}
