using Flexportal.Api.Common;
using Flexportal.Contracts.Documents;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using GraphQL;

namespace Flexportal.Api.Workers.Documents;

/// <summary>Opening and saying no.</summary>
internal sealed class DocumentMutations
{
    public static Task<DocumentOpenPayload> DocumentOpen([FromUserContext] WorkerCall call, DocumentOpenInput input, CancellationToken cancellation) =>
        Command(call, input.DocumentId, grain => grain.Open(call.Command(input.IdempotencyKey, nameof(DocumentOpen), input)), (document, errors) => new DocumentOpenPayload(document, errors), cancellation);

    public static Task<DocumentRefusePayload> DocumentRefuse([FromUserContext] WorkerCall call, DocumentRefuseInput input, CancellationToken cancellation) =>
        Command(
            call,
            input.DocumentId,
            grain => grain.Refuse(new WithReason(input.Reason), call.Command(input.IdempotencyKey, nameof(DocumentRefuse), input)),
            (document, errors) => new DocumentRefusePayload(document, errors),
            cancellation);

    /// <summary>A personal or signed file to the worker's own address.</summary>
    public static Task<DocumentMailCopyPayload> DocumentMailCopy([FromUserContext] WorkerCall call, DocumentMailCopyInput input, CancellationToken cancellation) =>
        Command(
            call,
            input.DocumentId,
            async grain => await call.Grains.Budget(BudgetKey.OfWorker(BudgetUse.CopyByMail, call.Worker)).Take(input.IdempotencyKey.ToString()) is { } full
                ? Reply.No<Document>(full)
                : await grain.MailCopy(call.Command(input.IdempotencyKey, nameof(DocumentMailCopy), input)),
            (document, errors) => new DocumentMailCopyPayload(document, errors),
            cancellation);

    // Whose document it is stands before any command: another worker's answers as an unknown one.
    private static async Task<TPayload> Command<TPayload>(
        WorkerCall call, string nodeId, Func<IDocumentGrain, Task<Reply<Document>>> command, Func<DocumentNode?, IReadOnlyList<IUserError>, TPayload> payload, CancellationToken cancellation)
    {
        if (await call.Own(NodeId.Document(nodeId, call.Tenant), cancellation) is not { } own)
            return payload(null, UserErrors.Of(RefusalCode.NotFound, "documentId", call.Reader));
        var reply = await command(call.Grains.Document(own.Id));
        return payload(new DocumentNode(call, reply.Value ?? own), UserErrors.Of(reply.Refusal, call.Reader));
    }
}

[Name("DocumentOpenInput")]
internal sealed record DocumentOpenInput
{
    [Id]
    public required string DocumentId { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("DocumentOpenPayload")]
internal sealed class DocumentOpenPayload(DocumentNode? document, IReadOnlyList<IUserError> errors)
{
    public DocumentNode? Document => document;

    public IReadOnlyList<IUserError> UserErrors => errors;
}

[Name("DocumentRefuseInput")]
internal sealed record DocumentRefuseInput
{
    [Id]
    public required string DocumentId { get; init; }

    public required string Reason { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("DocumentRefusePayload")]
internal sealed class DocumentRefusePayload(DocumentNode? document, IReadOnlyList<IUserError> errors)
{
    public DocumentNode? Document => document;

    public IReadOnlyList<IUserError> UserErrors => errors;
}

[Name("DocumentMailCopyInput")]
internal sealed record DocumentMailCopyInput
{
    [Id]
    public required string DocumentId { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("DocumentMailCopyPayload")]
internal sealed class DocumentMailCopyPayload(DocumentNode? document, IReadOnlyList<IUserError> errors)
{
    public DocumentNode? Document => document;

    public IReadOnlyList<IUserError> UserErrors => errors;
}
