using System.Security.Cryptography;
using Flexportal.Api.Access;
using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;

namespace Flexportal.Silo.Commands;

/// <summary>A tenant with its first API key. The key is shown once and stored as a hash.</summary>
internal static class NewAgency
{
    /// <returns>The key's secret, or null when the slug is taken.</returns>
    public static async Task<string?> Add(ITenantDirectory tenants, TenantId slug, string name, DateTimeOffset now, CancellationToken cancellation) =>
        await tenants.Create(slug, name, now, cancellation) ? await AddKey(tenants, slug, now, cancellation) : null;

    public static async Task<string> AddKey(ITenantDirectory tenants, TenantId slug, DateTimeOffset now, CancellationToken cancellation)
    {
        var secret = ApiKeySecret.New();
        await tenants.AddApiKey(
            new ApiKeyInfo(
                OpaqueId.From(RandomNumberGenerator.GetBytes(16)), slug, ApiKeySecret.Hash(secret), ApiKeySecret.Start(secret), "Backoffice", ApiKeySecret.AllScopes, now),
            cancellation);
        return secret;
    }
}
