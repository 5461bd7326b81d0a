using Flexportal.Storage.Due;
using Flexportal.Storage.Writes;

namespace Flexportal.Silo.Work;

/// <summary>Sets the clock before anything else starts, and then every few seconds.</summary>
internal sealed class ClockKeeper(DatabaseClock clock, IDueStore due, ILogger<ClockKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Set(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Set(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task Set(CancellationToken cancellation)
    {
        try
        {
            await clock.Set(due, cancellation);
        }
        catch (StorageException error)
        {
            log.LogWarning("The database's clock cannot be read: {Fault}", error.Message);
        }
    }
}
