using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Vault;

namespace Flexportal.Storage.Files;

/// <summary>The keys of uploads and documents, each wrapped by its tenant's key. Not kept in memory: a destroyed key is gone at once.</summary>
internal sealed class DataKeys(TenantDatabase database, TenantKeys keys)
{
    private const string Table = "data_key";

    public static string Of(UploadId upload) => $"upload:{upload}";

    public static string Of(DocumentId document) => $"document:{document}";

    /// <summary>A new key and its wrapped form, to be stored by the caller.</summary>
    public static (byte[] Key, byte[] Wrapped) Make(TenantVault vault, string owner)
    {
        var key = Envelope.NewKey();
        return (key, vault.Seal(Table, owner, key));
    }

    public static byte[] Open(TenantVault vault, string owner, byte[] wrapped) => vault.Open(Table, owner, wrapped);

    /// <summary>The owner's key, made if there never was one; null once it has been destroyed.</summary>
    public async Task<byte[]?> Ensure(TenantId tenant, string owner, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        await using var batch = new TenantBatch(tenant);
        batch.Add("insert into data_key (tenant, owner, wrapped) values ($1, $2, $3) on conflict do nothing").Text(owner).Bytes(Make(vault, owner).Wrapped);
        batch.Add("select wrapped from data_key where tenant = $1 and owner = $2").Text(owner);
        var wrapped = await database.Read(
            batch,
            async reader => await reader.ReadAsync(cancellation) && !reader.IsDBNull(0) ? reader.GetFieldValue<byte[]>(0) : null,
            cancellation);
        return wrapped is null ? null : Open(vault, owner, wrapped);
    }
}
