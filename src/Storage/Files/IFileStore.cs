using Flexportal.Domain.Common;

namespace Flexportal.Storage.Files;

/// <summary>PDF bytes and what is derived from them, encrypted at rest with a key per upload or document that the tenant's key wraps.</summary>
public interface IFileStore
{
    /// <summary>Announces uploads. An id that exists with the same data is left as it is; with other data nothing is written and false is returned.</summary>
    Task<bool> Announce(TenantId tenant, IReadOnlyList<StagedUpload> uploads, CancellationToken cancellation);

    /// <summary>The announced upload, or null.</summary>
    Task<StagedUpload?> Upload(TenantId tenant, UploadId id, CancellationToken cancellation);

    /// <summary>Stores the bytes of an announced upload, encrypted. Size and hash were checked by the caller. Storing again before it is claimed replaces them.</summary>
    Task StoreUpload(TenantId tenant, UploadId id, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The bytes of an upload, also after it became a document's original; null when they are not there (not yet, or purged).</summary>
    Task<byte[]?> Original(TenantId tenant, UploadId id, CancellationToken cancellation);

    /// <summary>The stored tail of a sealed file, or null.</summary>
    Task<byte[]?> Tail(TenantId tenant, DocumentId id, CancellationToken cancellation);

    /// <summary>A derived file (page image, text) by name, or null.</summary>
    Task<byte[]?> Derived(TenantId tenant, DocumentId id, string name, CancellationToken cancellation);

    /// <summary>Keeps a derived file; it is purged with the document. Does nothing once the document is purged.</summary>
    Task StoreDerived(TenantId tenant, DocumentId id, string name, ReadOnlyMemory<byte> bytes, CancellationToken cancellation);

    /// <summary>Deletes uploads that were never claimed and are past their end.</summary>
    Task<int> DropStale(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>An announced upload.</summary>
/// <param name="Id">Own id.</param>
/// <param name="FileName">As given.</param>
/// <param name="MediaType">As given: <c>application/pdf</c> or <c>image/png</c> for a logo.</param>
/// <param name="Size">Announced bytes.</param>
/// <param name="Sha256">Announced SHA-256, lower-case hex.</param>
/// <param name="ExpiresAt">Until when it may be stored and used.</param>
/// <param name="StoredAt">When the bytes came, or null.</param>
/// <param name="ClaimedBy">The document that uses it, or null.</param>
public sealed record StagedUpload(
    UploadId Id, string FileName, string MediaType, long Size, string Sha256, DateTimeOffset ExpiresAt, DateTimeOffset? StoredAt = null, DocumentId? ClaimedBy = null);
