using Flexportal.Storage.Due;

namespace Flexportal.Silo.Work;

/// <summary>
/// The guarantee behind every timer: takes due work by lease, then pokes the grain that does it. Work is removed by the commit that does it, never here,
/// so a crash at any line only means that another silo takes it when the lease is over.
/// </summary>
internal sealed class DueWorkDispatcher(IDueStore due, DueWorkRouter router, TimeProvider time, ILogger<DueWorkDispatcher> log) : BackgroundService
{
    private const int Batch = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly string _owner = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var taken = await due.Lease(_owner, time.GetUtcNow(), Lease, Batch, stoppingToken);
                await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = stoppingToken }, Do);
                if (taken.Count < Batch)
                {
                    await WaitForWork(stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Due work waits: {Fault}", e.GetType().Name);
                await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async ValueTask Do(LeasedWork work, CancellationToken cancellation)
    {
        try
        {
            await router.Poke(work, cancellation);
            // What is left was moved to a later moment by its own commit; a lease must not hide it then.
            await due.Release(work, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // The lease keeps it from being tried again at once.
            log.LogWarning("{Kind} {Id} is tried again: {Fault}", work.Kind, work.Id, e.GetType().Name);
        }
    }

    // Work of other processes is seen by polling, our own by a signal.
    private async Task WaitForWork(CancellationToken cancellation)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(due.Signalled(wait.Token), Task.Delay(Pause, time, wait.Token));
        await wait.CancelAsync();
    }
}
