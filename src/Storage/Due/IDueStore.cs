using Flexportal.Domain.Common;

namespace Flexportal.Storage.Due;

/// <summary>The table of due work, seen by dispatchers and sweepers only: no tenant's rows, just kind, id and time.</summary>
public interface IDueStore
{
    /// <summary>Takes work that is due and not leased, and leases it: of every tenant in turn the oldest, so that one tenant's thousand letters do not hold up another's code.</summary>
    /// <param name="owner">This process.</param>
    /// <param name="now">The present.</param>
    /// <param name="lease">How long nobody else takes it.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="busy">Tenants whose work is left where it is.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<LeasedWork>> Lease(string owner, DateTimeOffset now, TimeSpan lease, int most, IReadOnlyCollection<TenantId> busy, CancellationToken cancellation);

    /// <summary>Ends a lease early. The work itself is removed or moved only by the commit that does it.</summary>
    Task Release(LeasedWork work, CancellationToken cancellation);

    /// <summary>Completes when a commit of this process wrote work that is due at once; the fast path beside polling.</summary>
    Task Signalled(CancellationToken cancellation);

    /// <summary>Seconds that PostgreSQL's clock is ahead of ours (negative: behind).</summary>
    Task<double> ClockSkew(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>Leased work.</summary>
public sealed record LeasedWork(TenantId Tenant, DueKind Kind, string Id, DateTimeOffset DueAt, string Owner);
