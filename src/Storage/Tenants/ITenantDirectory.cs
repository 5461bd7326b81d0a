using Flexportal.Domain.Common;

namespace Flexportal.Storage.Tenants;

/// <summary>What must be known before a tenant is known: hosts and API keys. Cached in memory, refreshed when a key or host is not found (at most once a second).</summary>
public interface ITenantDirectory
{
    /// <summary>The tenant of a host name without port, or null. <c>{slug}.{base domain}</c> and the agency's own hosts. A known host is answered without the database too.</summary>
    ValueTask<TenantInfo?> ByHost(string host, CancellationToken cancellation);

    /// <summary>The key by the hash of its secret, or null; revoked and expired ones too, marked so.</summary>
    ValueTask<ApiKeyInfo?> ByApiKey(string secretHash, CancellationToken cancellation);

    /// <summary>Makes a tenant with its agency row; false when the slug is taken.</summary>
    Task<bool> Create(TenantId tenant, string name, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Gives a tenant a host of its own; false when the host is taken.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="host">Host name without port, in any case.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<bool> AddHost(TenantId tenant, string host, CancellationToken cancellation);

    /// <summary>Adds an API key, or changes label, scopes, end or revocation of the one with this id. Only the hash of its secret is stored. Other hosts see it within 10 s.</summary>
    Task AddApiKey(ApiKeyInfo key, CancellationToken cancellation);

    /// <summary>All tenants.</summary>
    Task<IReadOnlyList<TenantInfo>> All(CancellationToken cancellation);
}

/// <summary>A tenant.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hosts">Host names of its own beside <c>{slug}.{base domain}</c>.</param>
public sealed record TenantInfo(TenantId Id, IReadOnlyList<string> Hosts);

/// <summary>An API key.</summary>
/// <param name="Id">Own id, 32 hex digits.</param>
/// <param name="Tenant">Whose.</param>
/// <param name="SecretHash">SHA-256 (hex) of the secret.</param>
/// <param name="Prefix">First characters, to recognise it.</param>
/// <param name="Label">Name; printed on the proof as who offered.</param>
/// <param name="Scopes">Scopes as in the contract, for example <c>DOCUMENTS_WRITE</c>.</param>
/// <param name="CreatedAt">When made.</param>
/// <param name="ExpiresAt">Until when, or null.</param>
/// <param name="RevokedAt">Since when it is refused, or null.</param>
public sealed record ApiKeyInfo(
    string Id, TenantId Tenant, string SecretHash, string Prefix, string Label, IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RevokedAt = null);
