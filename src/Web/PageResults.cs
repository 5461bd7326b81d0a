using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Flexportal.Web;

/// <summary>The answers of page handlers: a page, or "see other" after a form.</summary>
internal static class PageResults
{
    public static IResult Page<TComponent>(object? model = null, int status = StatusCodes.Status200OK)
        where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(model is null ? [] : new Dictionary<string, object?> { ["M"] = model }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>303: the browser fetches the next page by GET, so that back and reload never send a form again.</summary>
    public static IResult See(string address) => new SeeOther(address);

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
