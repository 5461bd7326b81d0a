using Flexportal.Domain.Common;

namespace Flexportal.Grains.Dispatch;

/// <summary>Counts the work of each tenant that runs in this process, so that one tenant (a storm of letters, a slow receiver) never has all places.</summary>
/// <param name="most">So many of one tenant at once.</param>
internal sealed class Crowd(int most)
{
    private readonly Lock guard = new();
    private readonly Dictionary<TenantId, int> running = [];
    private readonly HashSet<TenantId> full = [];
    private TaskCompletionSource thinned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Tenants that must wait: those with the most work, until half of it is done.</summary>
    public IReadOnlyCollection<TenantId> Full
    {
        get
        {
            lock (guard)
            {
                return [.. full];
            }
        }
    }

    /// <summary>Lets one more piece of work in, unless the tenant is full.</summary>
    public bool TryEnter(TenantId tenant)
    {
        lock (guard)
        {
            var count = running.GetValueOrDefault(tenant);
            if (count >= most)
            {
                return false;
            }

            running[tenant] = count + 1;
            if (count + 1 == most)
            {
                full.Add(tenant);
            }

            return true;
        }
    }

    /// <summary>A piece of work ended.</summary>
    public void Leave(TenantId tenant)
    {
        lock (guard)
        {
            var count = running[tenant] - 1;
            if (count == 0)
            {
                running.Remove(tenant);
            }
            else
            {
                running[tenant] = count;
            }

            if (count <= most / 2 && full.Remove(tenant))
            {
                thinned.TrySetResult();
            }
        }
    }

    /// <summary>Completes when a tenant that was full no longer is. Kept when nobody waits.</summary>
    public async Task Thinned(CancellationToken cancellation)
    {
        Task signal;
        lock (guard)
        {
            signal = thinned.Task;
        }

        await signal.WaitAsync(cancellation);
        lock (guard)
        {
            if (thinned.Task == signal)
            {
                thinned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
