using Flexportal.Api.Tenancy;
using Flexportal.Contracts;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.Files;

/// <summary><c>GET /logo.png</c>: the agency's logo. Public: it stands on the sign-in page and in mails. Its address carries a version, so it may be kept.</summary>
internal sealed class LogoEndpoint(IGrainFactory grains)
{
    public async Task<IResult> Get(HttpContext http, TenantContext tenant)
    {
        var agency = await new TenantGrains(grains, tenant.Tenant).Agency().Get();
        if (agency?.LogoPng is not { Length: > 0 } logo)
            return FileAnswers.Missing(http.Request);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        http.Response.Headers.CacheControl = "public, max-age=86400";
        return Results.Bytes(logo, "image/png");
    }

    /// <summary>The logo's path, which changes with its content; null without one.</summary>
    public static string? Path(ReadOnlyMemory<byte>? logo) =>
        logo is { Length: > 0 } png ? $"/logo.png?v={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(png.Span))[..10]}" : null;
}
