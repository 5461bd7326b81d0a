using System.Collections.Concurrent;
using System.Security.Cryptography;
using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Writes;

namespace Flexportal.Storage.Vault;

/// <summary>The tenants' keys: made with the tenant, wrapped by the master key, kept open in memory for some minutes.</summary>
internal sealed class TenantKeys(TenantDatabase database, StorageOptions options, TimeProvider time)
{
    private const string Table = "tenant_key";
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<TenantId, Opened> opened = new();
    private readonly OpenedRows openedRows = new();

    /// <summary>The tenant's vault.</summary>
    /// <exception cref="StorageException">There is no such tenant, or the master key is not the one that its key was wrapped by.</exception>
    public ValueTask<TenantVault> Of(TenantId tenant, CancellationToken cancellation) =>
        opened.TryGetValue(tenant, out var found) && found.Until > time.GetUtcNow() ? new(found.Vault) : new(Open(tenant, cancellation));

    /// <summary>A new tenant's key, to be stored by the caller.</summary>
    public (byte[] Wrapped, TenantVault Vault) Make(TenantId tenant)
    {
        var key = Envelope.NewKey();
        return (Envelope.Seal(options.MasterKey.Span, key, TenantVault.BelongsTo(tenant, Table)), new TenantVault(tenant, key, openedRows));
    }

    private async Task<TenantVault> Open(TenantId tenant, CancellationToken cancellation)
    {
        var rows = await database.Rows(tenant, "select wrapped from tenant_key where tenant = $1", _ => { }, row => row.GetFieldValue<byte[]>(0), cancellation);
        if (rows is not [var wrapped])
        {
            throw new StorageException("There is no such tenant.");
        }

        try
        {
            var vault = new TenantVault(tenant, Envelope.Open(options.MasterKey.Span, wrapped, TenantVault.BelongsTo(tenant, Table)), openedRows);
            opened[tenant] = new Opened(vault, time.GetUtcNow() + Kept);
            return vault;
        }
        catch (CryptographicException exception)
        {
            throw new StorageException("The master key does not open this tenant's key", exception);
        }
    }

    private sealed record Opened(TenantVault Vault, DateTimeOffset Until);
}
