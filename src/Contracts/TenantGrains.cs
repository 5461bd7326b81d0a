using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Flexportal.Contracts.Agencies;
using Flexportal.Contracts.Budgets;
using Flexportal.Contracts.Challenges;
using Flexportal.Contracts.Documents;
using Flexportal.Contracts.Mails;
using Flexportal.Contracts.Signing;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;

namespace Flexportal.Contracts;

/// <summary>The grains of one tenant. The only place that calls <c>GetGrain</c>: without a tenant no grain can be reached.</summary>
public sealed class TenantGrains(IGrainFactory factory, TenantId tenant)
{
    private static readonly ConditionalWeakTable<IGrainFactory, ConcurrentDictionary<Type, (GrainType Type, GrainInterfaceType Interface)>> Addresses = [];

    /// <summary>The tenant.</summary>
    public TenantId Tenant => tenant;

    /// <summary>The agency itself.</summary>
    public IAgencyGrain Agency() => Of<IAgencyGrain>("");

    /// <summary>A worker.</summary>
    public IWorkerGrain Worker(WorkerId id) => Of<IWorkerGrain>(id.Value);

    /// <summary>A document.</summary>
    public IDocumentGrain Document(DocumentId id) => Of<IDocumentGrain>(id.Value);

    /// <summary>The code flow of a document.</summary>
    public ICodeChallengeGrain CodeChallenge(DocumentId id) => Of<ICodeChallengeGrain>(id.Value);

    /// <summary>The road of a signature.</summary>
    public ISigningGrain Signing(TransactionId id) => Of<ISigningGrain>(id.Value);

    /// <summary>A mail.</summary>
    public IMailGrain Mail(MessageId id) => Of<IMailGrain>(id.Value);

    /// <summary>Sign-in for one name: <paramref name="loginHash"/> is SHA-256 (hex) of the normalised address.</summary>
    public ISignInGrain SignIn(string loginHash) => Of<ISignInGrain>(loginHash);

    /// <summary>The sum of wrong passwords.</summary>
    public ISignInWatchGrain SignInWatch() => Of<ISignInWatchGrain>("");

    /// <summary>What an address or a worker may still use.</summary>
    public IBudgetGrain Budget(BudgetKey key) => Of<IBudgetGrain>(key.ToString());

    /// <summary>A session: <paramref name="sessionHash"/> is SHA-256 (hex) of the browser's session id.</summary>
    public ISessionGrain Session(string sessionHash) => Of<ISessionGrain>(sessionHash);

#pragma warning disable RS0030 // The one place that may.
    // By its type alone Orleans reads the interface's attributes on every call; the address of the first reference spares that to all others.
    private TGrain Of<TGrain>(string id)
        where TGrain : ITenantGrain
    {
        var key = new TenantKey(tenant, id).ToString();
        var known = Addresses.GetOrCreateValue(factory);
        if (known.TryGetValue(typeof(TGrain), out var address))
            return (TGrain)factory.GetGrain(GrainId.Create(address.Type, key), address.Interface);
        var grain = factory.GetGrain<TGrain>(key);
        if (grain is GrainReference reference)
            known[typeof(TGrain)] = (reference.GrainId.Type, reference.InterfaceType);
        return grain;
    }
#pragma warning restore RS0030
}

/// <summary>Marks the grains that the tenant filter guards: all of ours.</summary>
[Alias("flexportal.tenant-grain")]
public interface ITenantGrain : IGrainWithStringKey;
