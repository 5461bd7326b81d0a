using Flexportal.Api.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.Access;

/// <summary>Who calls the agency endpoint. A key works on its own tenant's host only, and only in the Authorization header: addresses end in logs.</summary>
internal sealed class ApiKeyCheck(ITenantDirectory directory, TimeProvider time)
{
    private const string Scheme = "Bearer ";
    private const int Longest = 200;

    /// <summary>The caller, or null; never says why.</summary>
    public async Task<ApiCaller?> Check(HttpContext http, TenantId tenant)
    {
        if (http.Request.QueryString.Value?.Contains(ApiKeySecret.Prefix, StringComparison.OrdinalIgnoreCase) == true || Read(http.Request) is not { } secret)
            return null;
        var key = await directory.ByApiKey(ApiKeySecret.Hash(secret), http.RequestAborted);
        var now = time.GetUtcNow();
        if (key is null || key.Tenant != tenant || key.RevokedAt <= now || key.ExpiresAt <= now)
            return null;
        var actor = new Actor(ActorKind.ApiKey, key.Id, key.Label, http.Connection.RemoteIpAddress?.ToString(), UserAgent.Of(http));
        return new ApiCaller(tenant, key.Id, actor, Scopes(key));
    }

    private static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization is [{ } one] ? one : "";
        var secret = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : "";
        return secret.Length is > 10 and <= Longest && secret.StartsWith(ApiKeySecret.Prefix, StringComparison.Ordinal) ? secret : null;
    }

    private static HashSet<ApiScope> Scopes(ApiKeyInfo key) => [.. Enum.GetValues<ApiScope>().Where(scope => key.Scopes.Contains(ApiKeySecret.Name(scope), StringComparer.Ordinal))];
}

/// <summary>The browser's name for itself, cut to what a fact keeps.</summary>
internal static class UserAgent
{
    public static string? Of(HttpContext http) => http.Request.Headers.UserAgent.ToString() is { Length: > 0 } text ? text[..Math.Min(text.Length, 200)] : null;
}
