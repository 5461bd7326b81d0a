using System.Globalization;
using Flexportal.Api.InProcess;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Web.Pages.Check;

/// <summary>W23: anyone may check a file, which is read into memory, judged and forgotten; or ask whether a transaction number is known.</summary>
internal static class CheckPage
{
    public const int MaxFile = 40 << 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Check, (string? fout) => PageResults.Page<CheckForm>(new CheckModel(fout)));
        pages.MapGet("/controle", () => PageResults.See(Links.Check));
        pages.MapPost(Links.Check, Check).WithMetadata(new BringsFile(MaxFile));
    }

    private static async Task<IResult> Check(PortalContext portal, CheckLimit limit, HttpContext http)
    {
        using var lease = await limit.Enter(http);
        if (!lease.IsAcquired)
            return Later(http, CheckLimit.Window);
        if (await portal.Grains.Budget(BudgetKey.OfAddress(BudgetUse.Check, WorkerSessions.Address(http))).Take() is { } full)
            return Later(http, full.At is { } at && at > portal.Now ? at - portal.Now : CheckLimit.Window);

        if (http.Request.Form.Files is not [{ Length: > 0 } file, ..])
            return await CheckNumber(portal, http);
        if (http.RequestServices.GetService<ISealCheck>() is not { } check)
            return PageResults.See(Forms.With(Links.Check, "UNAVAILABLE"));
        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, portal.Cancel);
        // The verdict is shown at once: it belongs to the file just sent, which nobody keeps, so there is nothing that an address could name.
        return PageResults.Page<CheckResult>(await check.Check(bytes, portal.Cancel));
    }

    private static IResult Later(HttpContext http, TimeSpan wait)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ErrorPages.TooMany();
    }

    // A number is 128 random bits: nobody finds a signature without having its proof.
    private static async Task<IResult> CheckNumber(PortalContext portal, HttpContext http)
    {
        var typed = string.Concat(Forms.Text(http, "nummer").Where(c => !char.IsWhiteSpace(c) && c != '-')).ToLowerInvariant();
        if (typed.Length == 0)
            return PageResults.See(Forms.With(Links.Check, "REQUIRED"));
        if (!TransactionId.TryParse(typed, out var transaction))
            return PageResults.See(Forms.With(Links.Check, "NUMBER"));
        var known = http.RequestServices.GetRequiredService<IKnownSignatures>();
        return PageResults.Page<NumberResult>(new NumberModel(await known.Find(portal.Tenant, transaction, portal.Cancel)));
    }
}

/// <summary>The form of the public check.</summary>
public sealed record CheckModel(string? Problem);

/// <summary>What is known of a transaction number.</summary>
/// <param name="Found">Null where this agency has no such signature.</param>
public sealed record NumberModel(KnownSignature? Found);
