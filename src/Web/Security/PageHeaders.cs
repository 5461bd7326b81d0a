using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(PageHeaders));
        return app.Use(async (http, next) =>
        {
            ForAnything(http, secure);
            try
            {
                await next(http);
            }
            catch (Exception fault) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
            {
                // The last wall: whatever no page and no endpoint met. A number, and never a trace, in Development neither.
                var reference = ErrorPages.NewReference();
                log.LogError(fault, "{Reference}: {Method} failed", reference, http.Request.Method);
                http.Response.Clear();
                ForAnything(http, secure);
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                http.Response.ContentType = "text/plain; charset=utf-8";
                await http.Response.WriteAsync($"{Texts.Texts.Dutch.BrokenTitle}. {Texts.Texts.Dutch.BrokenLead} {reference}\n", http.RequestAborted);
            }
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

    /// <summary>A page: own style by nonce, own files, forms to itself; no script.</summary>
    internal static void ForPage(HttpContext http, string nonce)
    {
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self' 'nonce-{nonce}'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        http.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>For the few pages that carry the portal's own script, which looks again for them. Called while the page is written, before anything is sent.</summary>
    internal static void AllowScript(HttpContext http) =>
        http.Response.Headers.ContentSecurityPolicy = $"{http.Response.Headers.ContentSecurityPolicy}; script-src 'self'; connect-src 'self'";

    /// <summary>The headers of a page after its answer was cleared by a fault.</summary>
    internal static void Restore(HttpContext http, string nonce)
    {
        ForAnything(http, !http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment());
        ForPage(http, nonce);
    }
}
