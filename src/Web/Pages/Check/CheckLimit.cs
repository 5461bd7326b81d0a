using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Web.Pages.Check;

/// <summary>Anyone may check, so checks are rationed: each reads and hashes up to 40 MB. Two at a time, and ten a minute from one address.</summary>
internal sealed class CheckLimit : IDisposable
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<HttpContext> _limit = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<HttpContext, string>(http => RateLimitPartition.GetFixedWindowLimiter(
            WorkerSessions.Address(http), _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = Window })),
        PartitionedRateLimiter.Create<HttpContext, string>(_ => RateLimitPartition.GetConcurrencyLimiter(
            "all", _ => new ConcurrencyLimiterOptions { PermitLimit = 2, QueueLimit = 8 })));

    public ValueTask<RateLimitLease> Enter(HttpContext http) => _limit.AcquireAsync(http, 1, http.RequestAborted);

    public void Dispose() => _limit.Dispose();
}
