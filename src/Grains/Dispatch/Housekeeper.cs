using Flexportal.Storage.Due;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Dispatch;

/// <summary>Clears every quarter of an hour what has had its time: unclaimed uploads, old answers, sessions and links. Any number of silos may do it.</summary>
internal sealed partial class Housekeeper(IHousekeeping housekeeping, TimeProvider time, ILogger<Housekeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Clear(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task Clear(CancellationToken cancellation)
    {
        try
        {
            await housekeeping.DropExpired(time.GetUtcNow(), cancellation);
        }
        catch (StorageException error)
        {
            LogFailed(log, error);
        }
    }

    [LoggerMessage(7103, LogLevel.Warning, "Housekeeping failed; it is tried again at the next turn.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
