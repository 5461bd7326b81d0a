using Flexportal.Silo.Options;
using Flexportal.Storage.Tenants;
using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Work;

/// <summary>Makes one page before the process calls itself ready, so that the first visitor does not wait for the compiler; and stops being ready when it leaves.</summary>
internal sealed class WarmUp(
    Readiness readiness, IHostApplicationLifetime life, ITenantDirectory tenants, IOptions<PortalOptions> options, ILogger<WarmUp> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        life.ApplicationStopping.Register(() => readiness.IsLeaving = true);
        var started = new TaskCompletionSource();
        await using var registration = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            limit.CancelAfter(Patience);
            await Visit(limit.Token);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // A cold process works as well; whether the database answers is asked separately.
            log.LogWarning("Not warmed up: {Fault}", e.GetType().Name);
        }

        readiness.IsWarm = true;
    }

    private async Task Visit(CancellationToken cancellation)
    {
        var portal = options.Value;
        if (!portal.ServesWeb || await tenants.All(cancellation) is not [var tenant, ..])
        {
            return;
        }

        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{portal.Port}/") };
        using var request = new HttpRequestMessage(HttpMethod.Get, "") { Headers = { Host = $"{tenant.Id}.{portal.BaseDomain}:{portal.Port}" } };
        using var response = await http.SendAsync(request, cancellation);
        await response.Content.ReadAsByteArrayAsync(cancellation);
    }
}
