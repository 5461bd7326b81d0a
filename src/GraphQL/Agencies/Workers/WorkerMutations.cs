using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using GraphQL;

namespace Flexportal.Api.Agencies.Workers;

/// <summary>Adding, changing and inviting workers.</summary>
internal sealed class WorkerMutations
{
    [Scope(ApiScope.WorkersWrite)]
    public static async Task<WorkerUpsertPayload> WorkerUpsert([FromUserContext] AgencyCall call, WorkerUpsertInput input, CancellationToken cancellation)
    {
        var external = input.ExternalId.ToDomain();
        var id = await call.Parts.Rows.WorkerByExternalId(call.Tenant, external, cancellation) ?? call.Parts.Ids.Worker(call.Tenant, external);
        var reply = await call.Grains.Worker(id).Upsert(input.ToCommand(external), call.Command(input.IdempotencyKey, nameof(WorkerUpsert), input));
        return WorkerUpsertPayload.Of(call, reply);
    }

    [Scope(ApiScope.WorkersWrite)]
    public static async Task<WorkerUpsertPayload> WorkerInvite([FromUserContext] AgencyCall call, WorkerInviteInput input)
    {
        if (NodeId.Worker(input.WorkerId, call.Tenant) is not { } id)
            return WorkerUpsertPayload.Of(call, Reply.No<Worker>(RefusalCode.NotFound, "workerId"));
        return WorkerUpsertPayload.Of(call, await call.Grains.Worker(id).Invite(input.Language?.Value, call.Command(input.IdempotencyKey, nameof(WorkerInvite), input)), "workerId");
    }
}

[Name("WorkerUpsertInput")]
internal sealed record WorkerUpsertInput
{
    public required ExternalIdInput ExternalId { get; init; }

    public required string FamilyName { get; init; }

    public string? NamePrefix { get; init; }

    public string? GivenName { get; init; }

    public string? Initials { get; init; }

    public DateOnly? BirthDate { get; init; }

    public required EmailText Email { get; init; }

    public string? Phone { get; init; }

    public LanguageText? Language { get; init; }

    public int? IfVersion { get; init; }

    public required Guid IdempotencyKey { get; init; }

    public UpsertWorker ToCommand(ExternalId external) => new(external, FamilyName, NamePrefix, GivenName, Initials, BirthDate, Email.Value, Phone, Language?.Value, IfVersion);
}

[Name("WorkerInviteInput")]
internal sealed record WorkerInviteInput
{
    [Id]
    public required string WorkerId { get; init; }

    /// <summary>Null: the worker's own.</summary>
    public LanguageText? Language { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("WorkerUpsertPayload")]
internal sealed class WorkerUpsertPayload(WorkerNode? worker, bool? created, IReadOnlyList<IUserError> errors)
{
    public WorkerNode? Worker => worker;

    public bool? Created => created;

    public IReadOnlyList<IUserError> UserErrors => errors;

    /// <summary>A missing worker is the id's fault, whatever field the rule knows.</summary>
    internal static WorkerUpsertPayload Of(AgencyCall call, Reply<Worker> reply, string? idField = null)
    {
        var refusal = reply.Refusal is { Code: RefusalCode.NotFound, Field: null } missing ? missing with { Field = idField } : reply.Refusal;
        return new(reply.Value is { } worker ? new WorkerNode(call, worker) : null, reply.Value is { } made ? made.Version == 1 : null, Common.UserErrors.Of(refusal, call.Reader));
    }
}
