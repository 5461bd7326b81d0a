using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Common;

/// <summary>Ids of new objects by a keyed hash: a retry, also on another host, meets the same grain; without the key nobody can foretell one.</summary>
internal sealed class DerivedIds(IOptions<ApiOptions> options)
{
    private readonly byte[] _key = options.Value.DeriveKey("ids");

    /// <summary>A document's id from the idempotency key of its creation.</summary>
    public DocumentId Document(TenantId tenant, string principal, Guid key) => new(Derive("document", tenant.Value, principal, key.ToString("D")));

    /// <summary>An upload's id from the idempotency key of its announcement and its place in the list.</summary>
    public UploadId Upload(TenantId tenant, string principal, Guid key, int index) =>
        new(Derive("upload", tenant.Value, principal, key.ToString("D"), index.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>A new worker's id from the agency's own number: two first upserts of one worker meet in one grain.</summary>
    public WorkerId Worker(TenantId tenant, ExternalId id) => new(Derive("worker", tenant.Value, id.Scheme, id.Value));

    private string Derive(params string[] parts)
    {
        // Length prefixes keep ("a", "bc") apart from ("ab", "c").
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return OpaqueId.From(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text)));
    }
}
