using Flexportal.Domain.Common;
using Flexportal.Storage.Writes;

namespace Flexportal.TestKit;

/// <summary>Where a test looks at the commits of all silos, and breaks them.</summary>
public sealed class CommitWatch
{
    /// <summary>Raised after each commit, whatever came of it.</summary>
    public event Action? Changed;

    /// <summary>Called before a commit; may wait or throw: nothing was written then.</summary>
    public Func<TenantId, Changes, Task>? Before { get; set; }

    /// <summary>Called after a commit; may throw: the answer is lost, the rows are written.</summary>
    public Func<TenantId, Changes, Task>? After { get; set; }

    /// <summary>How many commits were tried, and how many of them met another version.</summary>
    public (int Tried, int Conflicts) Count { get; private set; }

    internal async Task<CommitResult> Run(TenantId tenant, Changes changes, Func<Task<CommitResult>> commit)
    {
        try
        {
            if (Before is { } before)
            {
                await before(tenant, changes);
            }

            var result = await commit();
            lock (this)
            {
                Count = (Count.Tried + 1, Count.Conflicts + (result == CommitResult.VersionConflict ? 1 : 0));
            }

            if (After is { } after)
            {
                await after(tenant, changes);
            }

            return result;
        }
        finally
        {
            Changed?.Invoke();
        }
    }
}

/// <summary>The real store behind a watch.</summary>
internal sealed class WatchedCommits(ICommitStore store, CommitWatch watch) : ICommitStore
{
    public Task<CommitResult> Commit(TenantId tenant, Changes changes, StoredAnswer? answer, CancellationToken cancellation) =>
        watch.Run(tenant, changes, () => store.Commit(tenant, changes, answer, cancellation));

    public Task<StoredAnswer?> FindAnswer(TenantId tenant, string principal, string key, CancellationToken cancellation) =>
        store.FindAnswer(tenant, principal, key, cancellation);
}
