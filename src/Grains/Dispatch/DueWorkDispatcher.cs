using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Storage.Audit;
using Flexportal.Storage.Due;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains.Dispatch;

/// <summary>
/// The guarantee behind every timer: leases due work, ends the transaction, then pokes the grain that does it. The grain's own commit removes or moves the work;
/// a grain that failed is poked again when the lease is over, which is the backoff.
/// </summary>
internal sealed partial class DueWorkDispatcher(IDueStore due, IFactChain chain, IGrainFactory factory, TimeProvider time, ILogger<DueWorkDispatcher> log) : BackgroundService
{
    private const int Parallel = 16;
    private const int ParallelOfOne = 8;
    private const int ChainBatch = 500;
    private static readonly TimeSpan ChainEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(30);
    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";
    private readonly SemaphoreSlim places = new(Parallel);
    private readonly Crowd crowd = new(ParallelOfOne);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Poll;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await Sweep(stoppingToken))
                {
                    await Wait(Poll, stoppingToken);
                }

                pause = Poll;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LogSweepFailed(log, error);
                pause = pause + pause < MaxPause ? pause + pause : MaxPause;
                await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Takes what is due and starts it; a slow piece of work (a seal, a mail server) does not hold up the others. Gives whether there may be more.</summary>
    private async Task<bool> Sweep(CancellationToken cancellation)
    {
        var most = Math.Clamp(places.CurrentCount, 1, ParallelOfOne);
        var taken = await due.Lease(owner, time.GetUtcNow(), Lease, most, crowd.Full, cancellation);
        foreach (var work in taken)
        {
            if (!crowd.TryEnter(work.Tenant))
            {
                await due.Release(work, cancellation);
                continue;
            }

            await places.WaitAsync(cancellation);
            _ = Poke(work, cancellation);
        }

        return taken.Count == most;
    }

    private async Task Poke(LeasedWork work, CancellationToken cancellation)
    {
        try
        {
            await Task.Yield();
            TenantScope.Enter(work.Tenant);
            await Call(new TenantGrains(factory, work.Tenant), work, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The lease runs out and another silo takes the work.
        }
        catch (Exception error)
        {
            LogWorkFailed(log, error, work.Kind);
        }
        finally
        {
            crowd.Leave(work.Tenant);
            places.Release();
        }
    }

    private Task Call(TenantGrains grains, LeasedWork work, CancellationToken cancellation) => work.Kind switch
    {
        DueKind.SendMail => grains.Mail(new MessageId(work.Id)).Send(),
        DueKind.ExpireCode => grains.CodeChallenge(new DocumentId(work.Id)).Expire(),
        DueKind.Seal => grains.Signing(new TransactionId(work.Id)).Seal(),
        DueKind.Purge => grains.Signing(new TransactionId(work.Id)).Purge(),
        DueKind.ExpireDocument => grains.Document(new DocumentId(work.Id)).Expire(),
        DueKind.RemindDocument => grains.Document(new DocumentId(work.Id)).RemindOnSchedule(),
        DueKind.ChainFacts => Chain(work.Tenant, cancellation),
    };

    private async Task Chain(TenantId tenant, CancellationToken cancellation)
    {
        while (await chain.Link(tenant, time.GetUtcNow() + ChainEvery, ChainBatch, cancellation) == ChainBatch)
        {
        }
    }

    private async Task Wait(TimeSpan longest, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var first = await Task.WhenAny(due.Signalled(stop.Token), crowd.Thinned(stop.Token), Task.Delay(longest, time, stop.Token));
        await stop.CancelAsync();
        if (first.IsFaulted)
        {
            await first;
        }
    }

    [LoggerMessage(7101, LogLevel.Warning, "Due work could not be taken; trying again.")]
    private static partial void LogSweepFailed(ILogger log, Exception error);

    [LoggerMessage(7102, LogLevel.Warning, "Due work of kind {Kind} failed; it is tried again when its lease is over.")]
    private static partial void LogWorkFailed(ILogger log, Exception error, DueKind kind);
}
