using System.Globalization;
using System.Text.Json;
using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Workers;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>One fact of the audit trail.</summary>
[Name("AuditEvent")]
[Implements(typeof(INode))]
internal sealed class AuditEventNode(AgencyCall call, DocumentId document, ChainedFact fact) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.AuditEvent, $"{document}.{fact.Sequence.ToString(CultureInfo.InvariantCulture)}");

    public DateTimeOffset At => fact.Fact.At;

    public IActor Actor => fact.Fact.Actor.Kind switch
    {
        ActorKind.Worker => new WorkerActor(call, fact.Fact.Actor),
        ActorKind.ApiKey => new ApiKeyActor(fact.Fact.Actor.Label),
        ActorKind.System or ActorKind.Operator => new SystemActor(fact.Fact.Actor.Label),
    };

    public string Action => fact.Fact.Action;

    public async Task<INode?> Subject(CancellationToken cancellation) => await DocumentQueries.Find(call, document, cancellation);

    public string? Ip => fact.Fact.Actor.Ip;

    public string? UserAgent => fact.Fact.Actor.UserAgent;

    /// <summary>The fact's values as a JSON object; null where there are none.</summary>
    public string? Detail => fact.Fact.Data.Count > 0 ? JsonSerializer.Serialize(fact.Fact.Data) : null;

    public Sha256Text? PreviousHash => fact.PreviousHash is { } hash ? new Sha256Text(hash) : null;

    /// <summary>Hash in the tenant's chain; null for the moment until the fact is linked.</summary>
    public Sha256Text? Hash => fact.Hash is { } hash ? new Sha256Text(hash) : null;

    internal static async Task<AuditEventNode?> Find(AgencyCall call, string id, CancellationToken cancellation)
    {
        if (NodeQueries.Split(id) is not var (document, number))
            return null;
        var facts = await call.Parts.Reads.Timeline(call.Tenant, document, cancellation);
        return facts.FirstOrDefault(fact => fact.Sequence.ToString(CultureInfo.InvariantCulture) == number) is { } found ? new AuditEventNode(call, document, found) : null;
    }
}

[Name("Actor")]
internal interface IActor
{
    string Label { get; }
}

[Name("WorkerActor")]
[Implements(typeof(IActor))]
internal sealed class WorkerActor(AgencyCall call, Actor actor) : IActor
{
    public string Label => actor.Label;

    [Scope(ApiScope.WorkersRead)]
    public GraphQL.DataLoader.IDataLoaderResult<WorkerNode?> Worker() =>
        call.Workers.Load(new WorkerId(actor.Id), worker => worker is null ? null : new WorkerNode(call, worker));
}

[Name("ApiKeyActor")]
[Implements(typeof(IActor))]
internal sealed class ApiKeyActor(string label) : IActor
{
    public string Label => label;
}

[Name("SystemActor")]
[Implements(typeof(IActor))]
internal sealed class SystemActor(string label) : IActor
{
    public string Label => label;
}

[Name("AuditEventConnection")]
internal sealed class AuditEventConnection(IReadOnlyList<AuditEventEdge> edges, bool hasNext, bool hasPrevious, int total)
    : Connection<AuditEventEdge, AuditEventNode>(edges, hasNext, hasPrevious, _ => Task.FromResult(total))
{
    internal static AuditEventConnection Of(AgencyCall call, DocumentId document, IReadOnlyList<ChainedFact> facts, int? first, string? after)
    {
        var (edges, next, previous) = Slice(
            facts, first, after, fact => fact.Sequence.ToString(CultureInfo.InvariantCulture), (cursor, fact) => new AuditEventEdge(cursor, new AuditEventNode(call, document, fact)));
        return new AuditEventConnection(edges, next, previous, facts.Count);
    }
}

[Name("AuditEventEdge")]
internal sealed class AuditEventEdge(string cursor, AuditEventNode node) : Edge<AuditEventNode>(cursor, node);
