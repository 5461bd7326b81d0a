using Flexportal.Api.Common;
using Flexportal.Domain.Workers;
using GraphQL;

namespace Flexportal.Api.Workers.Account;

/// <summary>The worker's own preferences.</summary>
internal sealed class AccountMutations
{
    public static async Task<WorkerPreferencesUpdatePayload> WorkerPreferencesUpdate([FromUserContext] WorkerCall call, WorkerPreferencesUpdateInput input)
    {
        var command = new UpdatePreferences(input.Language?.Value, input.MoreTimeForCodes);
        var reply = await call.Grains.Worker(call.Worker).UpdatePreferences(command, call.Command(input.IdempotencyKey, nameof(WorkerPreferencesUpdate), input));
        return new WorkerPreferencesUpdatePayload(reply.Value is { } worker ? new WorkerNode(call, worker) : null, UserErrors.Of(reply.Refusal, call.Reader));
    }
}

[Name("WorkerPreferencesUpdateInput")]
internal sealed record WorkerPreferencesUpdateInput
{
    public LanguageText? Language { get; init; }

    public bool? MoreTimeForCodes { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("WorkerPreferencesUpdatePayload")]
internal sealed class WorkerPreferencesUpdatePayload(WorkerNode? worker, IReadOnlyList<IUserError> errors)
{
    public WorkerNode? Worker => worker;

    public IReadOnlyList<IUserError> UserErrors => errors;
}
