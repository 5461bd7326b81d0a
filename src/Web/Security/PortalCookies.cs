using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flexportal.Web.Security;

/// <summary>
/// The portal's cookies, all of one kind: <c>__Host-</c> (so no other subdomain can plant one), Secure, HttpOnly, SameSite=Lax (a Strict one is not sent
/// from a mail link), host-only. Only in Development, where a browser would drop a Secure cookie from plain http, the prefix and Secure are left out.
/// </summary>
internal static class PortalCookies
{
    public const string Session = "fp";
    public const string Form = "fp-formulier";
    public const string Language = "fp-taal";
    public const string LargeText = "fp-groot";
    public const string Typed = "fp-getypt";

    private const string Prefix = "__Host-";

    public static string? Read(HttpContext http, string name) => http.Request.Cookies[Name(http, name)];

    public static void Write(HttpContext http, string name, string value, TimeSpan? life = null) =>
        http.Response.Cookies.Append(Name(http, name), value, Options(http, life));

    public static void Delete(HttpContext http, string name) => http.Response.Cookies.Delete(Name(http, name), Options(http, null));

    private static string Name(HttpContext http, string name) => NeedsPlain(http) ? name : Prefix + name;

    private static CookieOptions Options(HttpContext http, TimeSpan? life) =>
        new() { Path = "/", HttpOnly = true, Secure = !NeedsPlain(http), SameSite = SameSiteMode.Lax, MaxAge = life, IsEssential = true };

    private static bool NeedsPlain(HttpContext http) =>
        !http.Request.IsHttps
        && http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && (!IsLocal(http.Request.Host.Host) || IsSafari(http.Request.Headers.UserAgent.ToString()));

    // Chromium and Firefox take Secure cookies from http on these names.
    private static bool IsLocal(string host) =>
        host is "localhost" or "127.0.0.1" or "[::1]" || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsSafari(string agent) =>
        agent.Contains("Safari/", StringComparison.Ordinal) && !agent.Contains("Chrom", StringComparison.Ordinal) && !agent.Contains("HeadlessChrome", StringComparison.Ordinal);
}
