using System.Data.Common;
using Flexportal.Api;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Web.Pages.Errors;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flexportal.Web;

/// <summary>Marks pages that only a signed-in worker gets.</summary>
internal sealed class SignedInOnly;

/// <summary>Marks the page whose form brings a file: it may be larger, and is held in memory only.</summary>
internal sealed record BringsFile(int MaxBytes);

/// <summary>
/// Around every page: agency, language and session are read, forms are checked for coming from our own page, an outage or a fault becomes a page with a number.
/// The page is written in here, so that a fault while writing it is met too.
/// </summary>
internal sealed class PortalFilter(ILogger<PortalFilter> log) : IEndpointFilter
{
    private const int MaxForm = 64 << 10;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var portal = http.RequestServices.GetRequiredService<PortalContext>();
        PageHeaders.ForPage(http, portal.Nonce);
        try
        {
            var answer = await Answer(context, next, portal);
            await answer.ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The visitor left: nobody is there to answer.
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            await Failed(fault, http, portal).ExecuteAsync(http);
        }

        return Results.Empty;
    }

    private static async Task<IResult> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next, PortalContext portal)
    {
        var http = context.HttpContext;
        if (!await portal.Fill(http.RequestServices.GetRequiredService<IWorkerCallerAccessor>()))
            return ErrorPages.NotFound();
        var metadata = http.GetEndpoint()!.Metadata;
        if (HttpMethods.IsPost(http.Request.Method))
        {
            if (!FormGuard.ComesFromHere(http.Request) || !http.Request.HasFormContentType)
                return ErrorPages.Forbidden();
            var form = await ReadForm(http, metadata.GetMetadata<BringsFile>());
            if (!FormGuard.IsOwnForm(http, portal.Tenant, form[FormGuard.Field]))
                return ErrorPages.Forbidden();
        }

        if (portal.Caller is null && metadata.GetMetadata<SignedInOnly>() is not null)
            return SignInFirst(http);
        return await next(context) as IResult ?? throw new InvalidOperationException("A page handler answers with a result.");
    }

    // What was typed into a larger text field outlives the sign-in in between.
    private static IResult SignInFirst(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method))
            TypedText.Keep(http, http.Request.Form);
        var back = HttpMethods.IsPost(http.Request.Method) && http.Request.Path.Value!.EndsWith("/opnieuw", StringComparison.Ordinal)
            ? http.Request.Path.Value[..^"/opnieuw".Length]
            : http.Request.Path.Value + (HttpMethods.IsGet(http.Request.Method) ? http.Request.QueryString.Value : "");
        var away = PortalCookies.Read(http, PortalCookies.Session) is not null;
        return PageResults.See(Links.SignInFor(back) + (away ? "&weg=1" : ""));
    }

    private static async Task<IFormCollection> ReadForm(HttpContext http, BringsFile? file)
    {
        var limit = file?.MaxBytes ?? MaxForm;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit + MaxForm;
        http.Features.Set<IFormFeature>(new FormFeature(http.Request, new FormOptions
        {
            BufferBody = false,
            MemoryBufferThreshold = limit,
            MultipartBodyLengthLimit = limit,
            ValueCountLimit = 64,
            KeyLengthLimit = 256,
            ValueLengthLimit = MaxForm,
        }));
        return await http.Request.ReadFormAsync(http.RequestAborted);
    }

    private IResult Failed(Exception fault, HttpContext http, PortalContext portal)
    {
        http.Response.Clear();
        PageHeaders.Restore(http, portal.Nonce);
        if (fault is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } or InvalidDataException)
            return ErrorPages.TooLarge();
        if (fault is BadHttpRequestException)
            return ErrorPages.Forbidden();
        var reference = ErrorPages.NewReference();
        var outage = fault is DbException or WorkerOperationException { Code: "UNAVAILABLE" } || Outage.Is(fault);
        log.LogError(fault, "{Reference}: {Method} {Route} failed", reference, http.Request.Method, (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText);
        return outage ? ErrorPages.Closed(reference) : ErrorPages.Broken(reference);
    }
}
