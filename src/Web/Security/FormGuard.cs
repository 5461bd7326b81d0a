using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Web.Security;

/// <summary>
/// Against forged posts: the browser's own word (Sec-Fetch-Site, Origin) and a token in every form. The token is a MAC over the tenant under the
/// cookie's own 256-bit secret, so it needs no server key, dies with the session, is of no use at another tenant, and is masked anew on each page
/// (a compressed page gives nothing away). The framework's tokens know the user but not the tenant, and refuse a Secure cookie on local http.
/// </summary>
internal static class FormGuard
{
    public const string Field = "_t";

    private const int MacBytes = 16;

    /// <summary>The token for the forms of this page; gives a visitor without a session the cookie that it is bound to.</summary>
    public static string Token(HttpContext http, TenantId tenant)
    {
        var secret = PortalCookies.Read(http, PortalCookies.Session) ?? PortalCookies.Read(http, PortalCookies.Form);
        if (secret is not { Length: >= 43 })
        {
            secret = Secrets.New();
            PortalCookies.Write(http, PortalCookies.Form, secret);
        }

        Span<byte> token = stackalloc byte[2 * MacBytes];
        RandomNumberGenerator.Fill(token[..MacBytes]);
        Mac(secret, tenant, token[MacBytes..]);
        for (var i = 0; i < MacBytes; i++)
            token[MacBytes + i] ^= token[i];
        return Base64Url.EncodeToString(token);
    }

    public static bool IsOwnForm(HttpContext http, TenantId tenant, string? token) =>
        ComesFromHere(http.Request)
        && (Matches(PortalCookies.Read(http, PortalCookies.Session), tenant, token) || Matches(PortalCookies.Read(http, PortalCookies.Form), tenant, token));

    /// <summary>Whether the browser says that the request comes from a page of this very host. Sister subdomains are same-site, but not same-origin.</summary>
    public static bool ComesFromHere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        return (site.Length == 0 || site == "same-origin")
            && (origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase));
    }

    private static bool Matches(string? secret, TenantId tenant, string? token)
    {
        Span<byte> given = stackalloc byte[2 * MacBytes];
        if (secret is not { Length: >= 43 } || token is not { Length: 43 }
            || !Base64Url.TryDecodeFromChars(token, given, out var length) || length != given.Length)
            return false;
        Span<byte> wanted = stackalloc byte[MacBytes];
        Mac(secret, tenant, wanted);
        for (var i = 0; i < MacBytes; i++)
            given[MacBytes + i] ^= given[i];
        return CryptographicOperations.FixedTimeEquals(given[MacBytes..], wanted);
    }

    private static void Mac(string secret, TenantId tenant, Span<byte> mac)
    {
        Span<byte> full = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"form|{tenant}"), full);
        full[..mac.Length].CopyTo(mac);
    }
}
