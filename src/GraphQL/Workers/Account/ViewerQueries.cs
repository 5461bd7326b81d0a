using Flexportal.Api.Common;
using Flexportal.Api.Workers.Documents;
using Flexportal.Api.Workers.Signing;
using Flexportal.Domain.Documents;
using GraphQL;

namespace Flexportal.Api.Workers.Account;

/// <summary>The signed-in worker and what is theirs.</summary>
internal sealed class ViewerQueries
{
    public static async Task<Viewer?> Viewer([FromUserContext] WorkerCall call, CancellationToken cancellation) =>
        await call.Self(cancellation) is { } worker ? new Viewer(call, worker) : null;

    /// <summary>An own document, personal file, attempt or proof; null for everything else.</summary>
    public static async Task<INode?> Node([FromUserContext] WorkerCall call, [Id] string id, CancellationToken cancellation)
    {
        if (!NodeId.TryRead(id, call.Tenant, out var node))
            return null;
        if (node.Kind == NodeKind.Worker)
            return NodeId.Worker(id, call.Tenant) == call.Worker && await call.Self(cancellation) is { } self ? new WorkerNode(call, self) : null;
        var known = node.Kind == NodeKind.Attempt ? NodeId.Attempt(id, call.Tenant)?.Document : NodeId.Document(id, call.Tenant);
        return await call.Own(known, cancellation) is { } document ? await Of(call, node, document, cancellation) : null;
    }

    private static async Task<INode?> Of(WorkerCall call, NodeId node, Document document, CancellationToken cancellation) => (node.Kind, document.Purpose) switch
    {
        (NodeKind.Document, _) => new DocumentNode(call, document),
        (NodeKind.PersonalFile, DocumentPurpose.Personal) => new PersonalFile(call, document),
        (NodeKind.Proof, _) => (await call.Parts.Reads.Signatures(call.Tenant, [document.Id], cancellation)).GetValueOrDefault(document.Id) is { } signature
            ? new ProofNode(call, document, signature) : null,
        (NodeKind.Attempt, _) => await Attempt.Find(call, document, NodeId.Attempt(node.ToString(), call.Tenant)?.Transaction, cancellation),
        _ => null,
    };
}
