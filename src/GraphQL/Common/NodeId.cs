using System.Buffers.Text;
using System.Text;
using Flexportal.Domain.Common;

namespace Flexportal.Api.Common;

/// <summary>The kinds of nodes; the letter stands in the id.</summary>
internal enum NodeKind
{
    Agency = 'a',
    Worker = 'w',
    Document = 'd',
    DocumentType = 't',
    Proof = 'p',
    Attempt = 's',
    Delivery = 'm',
    AuditEvent = 'e',
    PersonalFile = 'f',
    Upload = 'u',
}

/// <summary>A global id: kind, tenant and id within it. The tenant is part of it, so an id of another tenant is simply unknown here.</summary>
internal readonly record struct NodeId(NodeKind Kind, TenantId Tenant, string Id)
{
    private const int Longest = 400;

    public static NodeId Of(TenantId tenant, DocumentId id) => new(NodeKind.Document, tenant, id.Value);

    public static NodeId Of(TenantId tenant, WorkerId id) => new(NodeKind.Worker, tenant, id.Value);

    /// <summary>An attempt carries its document too: that is the key of the grain that runs it.</summary>
    public static NodeId Of(TenantId tenant, DocumentId document, TransactionId attempt) => new(NodeKind.Attempt, tenant, $"{document}.{attempt}");

    /// <summary>Reads a node id of this tenant; malformed and foreign ones are alike.</summary>
    public static bool TryRead(string? text, TenantId tenant, out NodeId id)
    {
        id = default;
        if (text is not { Length: > 0 and <= Longest } || !Base64Url.IsValid(text))
            return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(':', 3);
        if (parts is not [{ Length: 1 } kind, var owner, { Length: > 0 } inner] || !Enum.IsDefined((NodeKind)kind[0]) || owner != tenant.Value)
            return false;
        id = new NodeId((NodeKind)kind[0], tenant, inner);
        return id.ToString() == text;
    }

    public static DocumentId? Document(string? text, TenantId tenant) =>
        TryRead(text, tenant, out var id) && id.Kind is NodeKind.Document or NodeKind.PersonalFile or NodeKind.Proof && DocumentId.TryParse(id.Id, out var document) ? document : null;

    public static WorkerId? Worker(string? text, TenantId tenant) =>
        TryRead(text, tenant, out var id) && id.Kind == NodeKind.Worker && WorkerId.TryParse(id.Id, out var worker) ? worker : null;

    public static UploadId? Upload(string? text, TenantId tenant) =>
        TryRead(text, tenant, out var id) && id.Kind == NodeKind.Upload && UploadId.TryParse(id.Id, out var upload) ? upload : null;

    public static (DocumentId Document, TransactionId Transaction)? Attempt(string? text, TenantId tenant) =>
        TryRead(text, tenant, out var id) && id.Kind == NodeKind.Attempt && id.Id.Split('.') is [var left, var right]
        && DocumentId.TryParse(left, out var document) && TransactionId.TryParse(right, out var transaction) ? (document, transaction) : null;

    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{(char)Kind}:{Tenant}:{Id}"));
}

/// <summary>Global ids for the pages, whose addresses carry the bare id of a document, and for tools.</summary>
public static class NodeIds
{
    /// <summary>The node id of a worker.</summary>
    public static string Of(TenantId tenant, WorkerId worker) => NodeId.Of(tenant, worker).ToString();

    /// <summary>The node id of a document.</summary>
    public static string Of(TenantId tenant, DocumentId document) => NodeId.Of(tenant, document).ToString();

    /// <summary>The node id of a personal file.</summary>
    public static string OfPersonalFile(TenantId tenant, DocumentId document) => new NodeId(NodeKind.PersonalFile, tenant, document.Value).ToString();

    /// <summary>The node id of an attempt to sign.</summary>
    public static string Of(TenantId tenant, DocumentId document, TransactionId attempt) => NodeId.Of(tenant, document, attempt).ToString();

    /// <summary>The document of a node id of this tenant (a document, a personal file or a proof), or null.</summary>
    public static DocumentId? Document(TenantId tenant, string? nodeId) => NodeId.Document(nodeId, tenant);
}
