using Flexportal.Api.Common;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using GraphQL;

namespace Flexportal.Api.Workers.Account;

/// <summary>Asking the agency for help.</summary>
internal sealed class HelpMutations
{
    public static async Task<HelpRequestPayload> HelpRequest([FromUserContext] WorkerCall call, HelpRequestInput input, CancellationToken cancellation)
    {
        var document = input.DocumentId is { } node ? await call.Own(NodeId.Document(node, call.Tenant), cancellation) : null;
        if (input.DocumentId is not null && document is null)
            return new HelpRequestPayload(null, UserErrors.Of(RefusalCode.NotFound, "documentId", call.Reader));
        foreach (var budget in new[] { BudgetKey.OfWorker(BudgetUse.OwnHelp, call.Worker), BudgetKey.OfAddress(BudgetUse.Help, call.Actor.Ip) })
        {
            if (await call.Grains.Budget(budget).Take(input.IdempotencyKey.ToString()) is { } full)
                return new HelpRequestPayload(null, UserErrors.Of(full, call.Reader));
        }

        var command = new AskHelp(document?.Id, input.Topic, input.Message, input.CallbackPhone);
        var reply = await call.Grains.Worker(call.Worker).AskHelp(command, call.Command(input.IdempotencyKey, nameof(HelpRequest), input));
        return new HelpRequestPayload(reply.Value?.Reference, UserErrors.Of(reply.Refusal, call.Reader));
    }
}

[Name("HelpRequestInput")]
internal sealed record HelpRequestInput
{
    [Id]
    public string? DocumentId { get; init; }

    public required HelpTopic Topic { get; init; }

    public string? Message { get; init; }

    public string? CallbackPhone { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("HelpRequestPayload")]
internal sealed class HelpRequestPayload(string? reference, IReadOnlyList<IUserError> errors)
{
    /// <summary>The number that both sides can name.</summary>
    public string? Reference => reference;

    public IReadOnlyList<IUserError> UserErrors => errors;
}
