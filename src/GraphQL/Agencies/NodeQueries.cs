using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Account;
using Flexportal.Api.Agencies.Documents;
using Flexportal.Api.Agencies.Workers;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Domain.Common;
using GraphQL;

namespace Flexportal.Api.Agencies;

/// <summary>Objects by their global id.</summary>
internal sealed class NodeQueries
{
    private const int Most = 100;

    public static Task<INode?> Node([FromUserContext] AgencyCall call, [Id] string id, CancellationToken cancellation) => Find(call, id, cancellation);

    public static async Task<IReadOnlyList<INode?>> Nodes([FromUserContext] AgencyCall call, [Id] IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        if (ids.Count > Most)
            throw new RequestError("BAD_PAGE", $"At most {Most} ids.", $"Hoogstens {Most} ids.");
        var found = new List<INode?>();
        foreach (var id in ids)
            found.Add(await Find(call, id, cancellation));
        return found;
    }

    private static async Task<INode?> Find(AgencyCall call, string text, CancellationToken cancellation)
    {
        if (!NodeId.TryRead(text, call.Tenant, out var id))
            return null;
        return id.Kind switch
        {
            NodeKind.Agency when id.Id == call.Tenant.Value => new AgencyNode(call, await call.Agency()),
            NodeKind.DocumentType => (await call.Agency()).TypeOf(id.Id) is { } type ? new DocumentTypeNode(call, type) : null,
            NodeKind.Worker when Allowed(call, ApiScope.WorkersRead) => await WorkerQueries.Find(call, NodeId.Worker(text, call.Tenant), cancellation),
            NodeKind.Document when Allowed(call, ApiScope.DocumentsRead) => await DocumentQueries.Find(call, NodeId.Document(text, call.Tenant), cancellation),
            NodeKind.Proof when Allowed(call, ApiScope.ProofsRead) => await ProofNode.Find(call, NodeId.Document(text, call.Tenant), cancellation),
            NodeKind.Delivery when Allowed(call, ApiScope.DocumentsRead) => await DeliveryNode.Find(call, id.Id, cancellation),
            NodeKind.AuditEvent when Allowed(call, ApiScope.AuditRead) => await AuditEventNode.Find(call, id.Id, cancellation),
            _ => null,
        };
    }

    // The kind is known only from the id, so @scope cannot say it before execution.
    private static bool Allowed(AgencyCall call, ApiScope scope) =>
        call.Has(scope) ? true : throw new LimitError("FORBIDDEN", new Said($"This node needs the scope {ApiKeySecret.Name(scope)}.", $"Hiervoor heeft de sleutel de scope {ApiKeySecret.Name(scope)} nodig."), 403);

    /// <summary>The document of an id that carries one, and the rest: <c>document.rest</c>.</summary>
    internal static (DocumentId Document, string Inner)? Split(string id) =>
        id.Split('.') is [var left, { Length: > 0 } right] && DocumentId.TryParse(left, out var document) ? (document, right) : null;
}
