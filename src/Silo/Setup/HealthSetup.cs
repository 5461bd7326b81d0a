using Flexportal.Silo.Work;

namespace Flexportal.Silo.Setup;

/// <summary><c>/health/live</c> says that the process answers, <c>/health/ready</c> that it can work. Neither names a tenant or a cause beyond one word.</summary>
internal static class HealthSetup
{
    public static void UseHealth(this WebApplication app)
    {
        app.Map("/health/live", branch => branch.Run(context => Answer(context, null)));
        app.Map("/health/ready", branch => branch.Run(async context =>
            await Answer(context, await context.RequestServices.GetRequiredService<Readiness>().Problem(context.RequestAborted))));
    }

    private static Task Answer(HttpContext context, string? problem)
    {
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(problem ?? "ok", context.RequestAborted);
    }
}
