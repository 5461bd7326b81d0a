using System.Threading.RateLimiting;
using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Web.Pages.Check;

/// <summary>W23: anyone may check a file. It is read into memory, judged and forgotten.</summary>
internal static class CheckPage
{
    public const int MaxFile = 40 << 20;

    // A check reads and hashes up to 40 MB: two at a time, and ten a minute from one address.
    private static readonly PartitionedRateLimiter<HttpContext> Limit = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
            WorkerSessions.Address(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) })),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetConcurrencyLimiter(
            "all", _ => new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 8 })));

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Check, (string? fout) => PageResults.Page<CheckForm>(new CheckModel(fout)));
        pages.MapGet("/controle", () => PageResults.See(Links.Check));
        pages.MapPost(Links.Check, Check).WithMetadata(new BringsFile(MaxFile));
    }

    private static async Task<IResult> Check(PortalContext portal, HttpContext http)
    {
        using var lease = await Limit.AcquireAsync(http, 1, portal.Cancel);
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "60";
            return ErrorPages.TooMany();
        }

        if (http.Request.Form.Files is not [{ Length: > 0 } file, ..])
            return PageResults.See(Forms.With(Links.Check, "REQUIRED"));
        if (http.RequestServices.GetService<ISealCheck>() is not { } check)
            return PageResults.See(Forms.With(Links.Check, "UNAVAILABLE"));
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, portal.Cancel);
        // The verdict is shown at once: it belongs to the file just sent, which nobody keeps, so there is nothing that an address could name.
        return PageResults.Page<CheckResult>(await check.Check(bytes, portal.Cancel));
    }
}

/// <summary>The form of the public check.</summary>
public sealed record CheckModel(string? Problem);
