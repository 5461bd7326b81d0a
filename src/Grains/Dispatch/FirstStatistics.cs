using Flexportal.Storage.Due;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Dispatch;

/// <summary>Gives a new database's planner its first statistics while its tables fill. Two minutes after a host's start autovacuum has been there and goes on by itself.</summary>
internal sealed partial class FirstStatistics(IHousekeeping housekeeping, TimeProvider time, ILogger<FirstStatistics> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Until = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var end = time.GetUtcNow() + Until;
        try
        {
            while (time.GetUtcNow() < end && await timer.WaitForNextTickAsync(stoppingToken))
            {
                await housekeeping.AnalyzeNewTables(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (StorageException error)
        {
            LogFailed(log, error);
        }
    }

    [LoggerMessage(7104, LogLevel.Warning, "The first statistics were not gathered; autovacuum will do it.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
