using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flexportal.Web.Security;

/// <summary>Headers that keep a page what it is.</summary>
public static class PageHeaders
{
    private const string Nothing = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Headers for every answer of the host, files and errors included. Pages loosen the content policy for themselves.</summary>
    /// <param name="app">The pipeline; stands first.</param>
    public static IApplicationBuilder UsePortalHeaders(this IApplicationBuilder app)
    {
        var secure = !app.ApplicationServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        return app.Use((http, next) =>
        {
            ForAnything(http, secure);
            return next(http);
        });
    }

    private static void ForAnything(HttpContext http, bool secure)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = Nothing;
        if (secure)
            headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains; preload";
    }

    /// <summary>A page: own style by nonce, own files, forms to itself; scripts only where the page has one.</summary>
    internal static void ForPage(HttpContext http, string nonce)
    {
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        http.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>The headers of a page after its answer was cleared by a fault.</summary>
    internal static void Restore(HttpContext http, string nonce)
    {
        ForAnything(http, !http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment());
        ForPage(http, nonce);
    }
}
