using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Contracts.Documents;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>Putting up documents and what follows.</summary>
internal sealed class DocumentMutations
{
    [Scope(ApiScope.DocumentsWrite)]
    public static async Task<DocumentPayload> DocumentCreate([FromUserContext] AgencyCall call, DocumentCreateInput input)
    {
        var (command, refusal) = input.ToCommand(call);
        if (command is null)
            return DocumentPayload.Of(call, new Reply<Document>(null, refusal));
        var id = call.Parts.Ids.Document(call.Tenant, call.Principal, input.IdempotencyKey);
        return DocumentPayload.Of(call, await call.Grains.Document(id).Create(command, call.Command(input.IdempotencyKey, nameof(DocumentCreate), input)));
    }

    /// <summary>Shows a draft to its worker.</summary>
    [Scope(ApiScope.DocumentsWrite)]
    public static Task<DocumentPayload> DocumentOffer([FromUserContext] AgencyCall call, DocumentActionInput input) =>
        Command(call, input.DocumentId, grain => grain.Offer(input.IfVersion, call.Command(input.IdempotencyKey, nameof(DocumentOffer), input)));

    [Scope(ApiScope.DocumentsWrite)]
    public static Task<DocumentPayload> DocumentWithdraw([FromUserContext] AgencyCall call, DocumentReasonInput input) =>
        Command(call, input.DocumentId, grain => grain.Withdraw(input.ToCommand(), call.Command(input.IdempotencyKey, nameof(DocumentWithdraw), input)));

    [Scope(ApiScope.DocumentsUnlock)]
    public static Task<DocumentPayload> DocumentUnlock([FromUserContext] AgencyCall call, DocumentReasonInput input) =>
        Command(call, input.DocumentId, grain => grain.Unlock(input.ToCommand(), call.Command(input.IdempotencyKey, nameof(DocumentUnlock), input)));

    /// <summary>The agency has stored its copy of the signed file with this hash; the bytes may be purged.</summary>
    [Scope(ApiScope.FilesRead)]
    public static Task<DocumentPayload> DocumentCopyConfirm([FromUserContext] AgencyCall call, DocumentCopyConfirmInput input) =>
        !input.SignedSha256.IsWellFormed
            ? Task.FromResult(DocumentPayload.Of(call, Reply.No<Document>(new Refusal(RefusalCode.InvalidFormat, "signedSha256") { Detail = RefusalDetail.Sha256Form })))
            : Command(call, input.DocumentId, grain => grain.ConfirmCopy(input.SignedSha256.Value, call.Command(input.IdempotencyKey, nameof(DocumentCopyConfirm), input)));

    /// <summary>Mails the signed copy again, to the worker's present address; for after a bounce.</summary>
    [Scope(ApiScope.DocumentsWrite)]
    public static Task<DocumentPayload> DocumentCopyResend([FromUserContext] AgencyCall call, DocumentActionInput input) =>
        Command(call, input.DocumentId, grain => grain.SendCopyAgain(call.Command(input.IdempotencyKey, nameof(DocumentCopyResend), input)));

    [Scope(ApiScope.DocumentsWrite)]
    public static async Task<DocumentRemindPayload> DocumentRemind([FromUserContext] AgencyCall call, DocumentRemindInput input) =>
        await Reminders.Send(call, input);

    internal static async Task<DocumentPayload> Command(AgencyCall call, string nodeId, Func<IDocumentGrain, Task<Reply<Document>>> command)
    {
        var reply = NodeId.Document(nodeId, call.Tenant) is { } id ? await command(call.Grains.Document(id)) : Reply.No<Document>(RefusalCode.NotFound);
        return DocumentPayload.Of(call, reply, "documentId");
    }
}

[Name("DocumentPayload")]
internal sealed class DocumentPayload(DocumentNode? document, IReadOnlyList<IUserError> errors)
{
    public DocumentNode? Document => document;

    public IReadOnlyList<IUserError> UserErrors => errors;

    /// <summary>A missing document is the id's fault.</summary>
    internal static DocumentPayload Of(AgencyCall call, Reply<Document> reply, string? idField = null)
    {
        var refusal = reply.Refusal is { Code: RefusalCode.NotFound, Field: null } missing ? missing with { Field = idField } : reply.Refusal;
        return new(reply.Value is { } document ? new DocumentNode(call, document) : null, Common.UserErrors.Of(refusal, call.Reader));
    }
}
