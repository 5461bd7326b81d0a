using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Vault;

namespace Flexportal.Storage.Files;

/// <summary>Statements about stored bytes that are part of a commit.</summary>
internal static class FileStatements
{
    public const string Original = "original";
    public const string Tail = "tail";

    // The shared lock on the key makes this and a purge wait for each other: what is stored is either purged too, or not stored.
    private const string InsertTailBytes = """
        with touched as (
            insert into blob (tenant, kind, id, bytes)
            select $1, 'tail', $2, $4 from (select from data_key where tenant = $1 and owner = $3 and wrapped is not null for share) as alive
            on conflict do nothing
            returning 1)
        select must_touch((select count(*) from touched), 'blob')
        """;

    private const string DestroyDocumentKey = """
        insert into data_key (tenant, owner, wrapped) values ($1, $2, null)
        on conflict (tenant, owner) do update set wrapped = null
        """;

    // Arrays, not joins, which may be planned as a read of every key of the tenant.
    internal const string DestroyUploadKeys = """
        update data_key set wrapped = null
        where tenant = $1 and owner = any (array(select 'upload:' || id from upload where tenant = $1 and claimed_by = $2))
        """;

    internal const string DeleteOriginals = """
        delete from blob where tenant = $1 and kind = 'original' and id = any (array(select id from upload where tenant = $1 and claimed_by = $2))
        """;

    /// <summary>Adds the tail. One that stands already, or a destroyed key, ends the commit: a sealed file is made once.</summary>
    public static void InsertTail(TenantBatch batch, SealedTail tail, byte[]? key)
    {
        var id = tail.Document.Value;
        batch.Add(InsertTailBytes).Text(id).Text(DataKeys.Of(tail.Document))
            .Bytes(key is null ? ReadOnlyMemory<byte>.Empty : Envelope.Seal(key, tail.Bytes.Span, TenantVault.BelongsTo(batch.Tenant, Tail, id)));
    }

    /// <summary>Destroys a document's keys first, then every byte that they opened.</summary>
    public static void Purge(TenantBatch batch, DocumentId document)
    {
        batch.Add(DestroyDocumentKey).Text(DataKeys.Of(document));
        batch.Add(DestroyUploadKeys).Text(document.Value);
        batch.Add(DeleteOriginals).Text(document.Value);
        batch.Add("delete from blob where tenant = $1 and kind = 'tail' and id = $2").Text(document.Value);
        batch.Add("delete from derived where tenant = $1 and document = $2").Text(document.Value);
    }
}
