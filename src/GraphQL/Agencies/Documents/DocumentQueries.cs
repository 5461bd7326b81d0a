using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Workers;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>Reading documents.</summary>
internal sealed class DocumentQueries
{
    /// <summary>One document, by id or external id; give exactly one.</summary>
    [Scope(ApiScope.DocumentsRead)]
    public static async Task<DocumentNode?> Document([FromUserContext] AgencyCall call, [Id] string? id, ExternalIdInput? externalId, CancellationToken cancellation)
    {
        if (id is null == externalId is null)
            throw new RequestError("BAD_LOOKUP", "Give exactly one of id and externalId.", "Geef precies één van id en externalId.");
        var found = externalId is null ? NodeId.Document(id, call.Tenant) : await call.Parts.Reads.DocumentByExternalId(call.Tenant, externalId.ToDomain(), cancellation);
        return await Find(call, found, cancellation);
    }

    [Scope(ApiScope.DocumentsRead)]
    public static Task<DocumentConnection> Documents(
        [FromUserContext] AgencyCall call, int? first, string? after, int? last, string? before, DocumentFilterInput? filter, DocumentOrderInput? orderBy, CancellationToken cancellation) =>
        DocumentConnection.Of(call, first, after, last, before, (filter ?? new()).ToFilter(call), orderBy ?? new DocumentOrderInput(), cancellation);

    internal static async Task<DocumentNode?> Find(AgencyCall call, DocumentId? id, CancellationToken cancellation)
    {
        if (id is not { } known)
            return null;
        var found = await call.Parts.Reads.DocumentsById(call.Tenant, [known], cancellation);
        return found.GetValueOrDefault(known) is { } document ? new DocumentNode(call, document) : null;
    }
}

[Name("DocumentConnection")]
internal sealed class DocumentConnection(IReadOnlyList<DocumentEdge> edges, bool hasNext, bool hasPrevious, Func<CancellationToken, Task<int>> count)
    : Connection<DocumentEdge, DocumentNode>(edges, hasNext, hasPrevious, count)
{
    internal static async Task<DocumentConnection> Of(
        AgencyCall call, int? first, string? after, int? last, string? before, DocumentFilter filter, DocumentOrderInput order, CancellationToken cancellation)
    {
        var name = $"d{(int)order.Field}{(int)order.Direction}";
        var arguments = PageArguments.Of(name, cursor => cursor.FitsDocuments, first, after, last, before);
        var query = new DocumentQuery(filter, order.ToOrder(), order.Direction == OrderDirection.Desc, arguments.Count, arguments.After, arguments.Before, arguments.FromEnd);
        var page = await call.Parts.Reads.Documents(call.Tenant, query, cancellation);
        var edges = page.Items.Select(document => new DocumentEdge(CursorText.Write(name, Place(document, order.ToOrder())), new DocumentNode(call, document))).ToList();
        return new DocumentConnection(edges, page.HasNext, page.HasPrevious, token => call.Parts.Reads.CountDocuments(call.Tenant, filter, token));
    }

    private static Cursor Place(Document document, DocumentOrder order) => new(
        CursorText.Instant(order switch
        {
            DocumentOrder.OfferedAt => document.OfferedAt,
            DocumentOrder.UpdatedAt => document.UpdatedAt,
            DocumentOrder.SignedAt => document.SignedAt,
            DocumentOrder.ExpiresAt => document.ExpiresAt,
        }),
        document.Id.Value);
}

[Name("DocumentEdge")]
internal sealed class DocumentEdge(string cursor, DocumentNode node) : Edge<DocumentNode>(cursor, node);

[Name("DocumentOrder")]
internal sealed record DocumentOrderInput
{
    public DocumentOrderField Field { get; init; } = DocumentOrderField.UpdatedAt;

    public OrderDirection Direction { get; init; } = OrderDirection.Desc;

    public DocumentOrder ToOrder() => Field switch
    {
        DocumentOrderField.OfferedAt => DocumentOrder.OfferedAt,
        DocumentOrderField.UpdatedAt => DocumentOrder.UpdatedAt,
        DocumentOrderField.SignedAt => DocumentOrder.SignedAt,
        DocumentOrderField.ExpiresAt => DocumentOrder.ExpiresAt,
    };
}

internal enum DocumentOrderField
{
    OfferedAt,
    UpdatedAt,
    SignedAt,
    ExpiresAt,
}

[Name("DocumentStateFilter")]
internal sealed record DocumentStateFilter
{
    public DocumentState? Eq { get; init; }

    public IReadOnlyList<DocumentState>? In { get; init; }

    public IReadOnlyList<DocumentState>? Nin { get; init; }
}

[Name("DocumentFilter")]
internal sealed record DocumentFilterInput
{
    public IReadOnlyList<DocumentFilterInput>? And { get; init; }

    public IReadOnlyList<DocumentFilterInput>? Or { get; init; }

    public DocumentStateFilter? State { get; init; }

    public StringFilter? TypeCode { get; init; }

    [Id]
    public string? WorkerId { get; init; }

    public StringFilter? FileName { get; init; }

    public StringFilter? Language { get; init; }

    public DateTimeFilter? OfferedAt { get; init; }

    public DateTimeFilter? SignedAt { get; init; }

    public DateTimeFilter? UpdatedAt { get; init; }

    public IReadOnlyList<AttentionReason>? Attention { get; init; }

    /// <summary>The conditions, for one worker's documents only where given.</summary>
    public DocumentFilter ToFilter(AgencyCall call, Domain.Common.WorkerId? worker = null)
    {
        var own = Map(call, 1);
        return worker is { } known ? new DocumentFilter { Worker = known, And = [own] } : own;
    }

    private DocumentFilter Map(AgencyCall call, int level)
    {
        FilterSize.Check(level, And, Or);
        var filter = new DocumentFilter
        {
            And = And?.Select(part => part.Map(call, level + 1)).ToList(),
            Or = Or?.Select(part => part.Map(call, level + 1)).ToList(),
            StateIn = State?.In,
            StateNotIn = State?.Nin,
            TypeCode = TypeCode?.ToFilter("typeCode"),
            FileName = FileName?.ToFilter("fileName"),
            Language = Language?.ToFilter("language"),
            OfferedAt = OfferedAt?.ToFilter(),
            SignedAt = SignedAt?.ToFilter(),
            UpdatedAt = UpdatedAt?.ToFilter(),
            Attention = Attention is null ? null : new AttentionFilter(Attention, call.Now),
        };
        if (State?.Eq is { } state)
            filter = filter with { StateIn = filter.StateIn is { } also && !also.Contains(state) ? [] : [state] };
        // A malformed or foreign id is an id that nobody has.
        return WorkerId is null ? filter : filter with { Worker = NodeId.Worker(WorkerId, call.Tenant) ?? new Domain.Common.WorkerId(new string('0', 32)) };
    }
}
