using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Documents;
using Flexportal.Api.Common;
using Flexportal.Domain.Workers;
using GraphQL;

namespace Flexportal.Api.Agencies.Workers;

[Name("Worker")]
[Implements(typeof(INode))]
internal sealed class WorkerNode(AgencyCall call, Worker worker) : INode
{
    [Id]
    public string Id => NodeId.Of(call.Tenant, worker.Id).ToString();

    public IReadOnlyList<ExternalIdInfo> ExternalIds => [new ExternalIdInfo(worker.ExternalId)];

    public string DisplayName => worker.Name.Display;

    public string? GivenName => worker.Name.Given;

    public string? Initials => worker.Name.Initials;

    public string? NamePrefix => worker.Name.Prefix;

    public string FamilyName => worker.Name.Family;

    public EmailText Email => new(worker.Email);

    public string? Phone => worker.Phone;

    public LanguageText Language => new(worker.Language);

    public WorkerState State => worker.State;

    public DateTimeOffset? LastSignInAt => worker.LastSignInAt;

    /// <summary>Fate of the last mail to the address; QUEUED where none was sent.</summary>
    public DeliveryState MailState => worker.MailState ?? DeliveryState.Queued;

    [Scope(ApiScope.DocumentsRead)]
    public Task<DocumentConnection> Documents(int? first, string? after, DocumentFilterInput? filter, CancellationToken cancellation) =>
        DocumentConnection.Of(call, first, after, null, null, (filter ?? new()).ToFilter(call, worker.Id), new DocumentOrderInput(), cancellation);

    public DateTimeOffset CreatedAt => worker.CreatedAt;

    public DateTimeOffset UpdatedAt => worker.UpdatedAt;

    public int Version => checked((int)worker.Version);
}

[Name("ExternalId")]
internal sealed class ExternalIdInfo(ExternalId id)
{
    public string Value => id.Value;

    public string SchemeAgencyId => id.Scheme;
}

[Name("WorkerConnection")]
internal sealed class WorkerConnection(IReadOnlyList<WorkerEdge> edges, bool hasNext, bool hasPrevious, Func<CancellationToken, Task<int>> count)
    : Connection<WorkerEdge, WorkerNode>(edges, hasNext, hasPrevious, count);

[Name("WorkerEdge")]
internal sealed class WorkerEdge(string cursor, WorkerNode node) : Edge<WorkerNode>(cursor, node);
