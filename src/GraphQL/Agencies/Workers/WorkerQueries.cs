using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Agencies.Workers;

/// <summary>Reading workers.</summary>
internal sealed class WorkerQueries
{
    /// <summary>One worker, by id, external id or address; give exactly one.</summary>
    [Scope(ApiScope.WorkersRead)]
    public static async Task<WorkerNode?> Worker([FromUserContext] AgencyCall call, [Id] string? id, WorkerLookup? by, CancellationToken cancellation)
    {
        var keys = new object?[] { id, by?.ExternalId, by?.Email };
        if (keys.Count(key => key is not null) != 1)
            throw new RequestError("BAD_LOOKUP", "Give exactly one of id, by.externalId and by.email.", "Geef precies één van id, by.externalId en by.email.");
        var found = id is not null ? NodeId.Worker(id, call.Tenant)
            : by?.ExternalId is { } external ? await call.Parts.Rows.WorkerByExternalId(call.Tenant, external.ToDomain(), cancellation)
            : await call.Parts.Rows.WorkerByEmail(call.Tenant, EmailAddress.Normalise(by?.Email?.Value ?? ""), cancellation);
        return await Find(call, found, cancellation);
    }

    [Scope(ApiScope.WorkersRead)]
    public static async Task<WorkerConnection> Workers(
        [FromUserContext] AgencyCall call, int? first, string? after, int? last, string? before, WorkerFilterInput? filter, WorkerOrderInput? orderBy, CancellationToken cancellation)
    {
        var order = orderBy ?? new WorkerOrderInput();
        var name = $"w{(int)order.Field}{(int)order.Direction}";
        var arguments = PageArguments.Of(name, cursor => cursor.Fits(order.ToOrder()), first, after, last, before);
        var conditions = (filter ?? new()).ToFilter();
        var query = new WorkerQuery(conditions, order.ToOrder(), order.Direction == OrderDirection.Desc, arguments.Count, arguments.After, arguments.Before, arguments.FromEnd);
        var page = await call.Parts.Reads.Workers(call.Tenant, query, cancellation);
        var edges = page.Items.Select(worker => new WorkerEdge(CursorText.Write(name, Place(worker, order.ToOrder())), new WorkerNode(call, worker))).ToList();
        return new WorkerConnection(edges, page.HasNext, page.HasPrevious, token => call.Parts.Reads.CountWorkers(call.Tenant, conditions, token));
    }

    internal static async Task<WorkerNode?> Find(AgencyCall call, WorkerId? id, CancellationToken cancellation)
    {
        if (id is not { } known)
            return null;
        var found = await call.Parts.Reads.WorkersById(call.Tenant, [known], cancellation);
        return found.GetValueOrDefault(known) is { } worker ? new WorkerNode(call, worker) : null;
    }

    private static Cursor Place(Worker worker, WorkerOrder order) =>
        new(order == WorkerOrder.Name ? worker.Name.Family : CursorText.Instant(worker.UpdatedAt), worker.Id.Value);
}

[Name("WorkerLookup")]
internal sealed record WorkerLookup
{
    public ExternalIdInput? ExternalId { get; init; }

    public EmailText? Email { get; init; }
}

[Name("ExternalIdInput")]
internal sealed record ExternalIdInput
{
    public required string Value { get; init; }

    public required string SchemeAgencyId { get; init; }

    public ExternalId ToDomain() => new(Value, SchemeAgencyId);
}

[Name("WorkerFilter")]
internal sealed record WorkerFilterInput
{
    public IReadOnlyList<WorkerFilterInput>? And { get; init; }

    public IReadOnlyList<WorkerFilterInput>? Or { get; init; }

    public StringFilter? Name { get; init; }

    public StringFilter? Email { get; init; }

    public IReadOnlyList<WorkerState>? State { get; init; }

    public StringFilter? Language { get; init; }

    public DateTimeFilter? UpdatedAt { get; init; }

    public WorkerFilter ToFilter(int level = 1)
    {
        FilterSize.Check(level, And, Or);
        return new WorkerFilter(Name?.ToFilter("name"), Email?.ToFilter("email"), State, Language?.ToFilter("language"), UpdatedAt?.ToFilter())
        {
            And = And?.Select(part => part.ToFilter(level + 1)).ToList(),
            Or = Or?.Select(part => part.ToFilter(level + 1)).ToList(),
        };
    }
}

[Name("WorkerOrder")]
internal sealed record WorkerOrderInput
{
    public WorkerOrderField Field { get; init; } = WorkerOrderField.UpdatedAt;

    public OrderDirection Direction { get; init; } = OrderDirection.Desc;

    public WorkerOrder ToOrder() => Field switch
    {
        WorkerOrderField.Name => WorkerOrder.Name,
        WorkerOrderField.UpdatedAt => WorkerOrder.UpdatedAt,
    };
}

internal enum WorkerOrderField
{
    Name,
    UpdatedAt,
}
