using Flexportal.Domain.Common;

namespace Flexportal.Storage.Audit;

/// <summary>Links the facts of a tenant into its audit chain, after the commits that wrote them.</summary>
public interface IFactChain
{
    /// <summary>
    /// Links new facts, oldest first, and moves the tenant's piece of due work (<see cref="DueKind.ChainFacts"/>, which every tenant has from its making on) to
    /// <paramref name="nextAt"/>. Any number of hosts may call it at once.
    /// </summary>
    /// <returns>How many facts were linked; as many as <paramref name="most"/> means that there may be more.</returns>
    Task<int> Link(TenantId tenant, DateTimeOffset nextAt, int most, CancellationToken cancellation);

    /// <summary>Recomputes the whole chain, and each commitment whose words have not been erased.</summary>
    /// <returns>Position of the first link that does not hold; null when all do.</returns>
    Task<long?> FirstBrokenLink(TenantId tenant, CancellationToken cancellation);

    /// <summary>Erases the words and salts of all facts about a subject (<c>document:…</c>, <c>worker:…</c>). The chain stays whole.</summary>
    /// <returns>How many facts were erased.</returns>
    Task<int> Erase(TenantId tenant, string subject, CancellationToken cancellation);
}
