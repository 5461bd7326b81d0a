using Flexportal.Api.Common;
using Flexportal.Api.Workers.Documents;
using Flexportal.Contracts.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using GraphQL;

namespace Flexportal.Api.Workers.Signing;

/// <summary>The act of signing.</summary>
internal sealed class SigningMutations
{
    public static async Task<SigningStartPayload> SigningStart([FromUserContext] WorkerCall call, SigningStartInput input)
    {
        if (NodeId.Document(input.DocumentId, call.Tenant) is not { } id)
            return new(call, Unknown("documentId"));
        var command = new StartSigning(input.Signature, input.SignatureSvg, input.MoreTime ?? false, call.Signer);
        return new(call, Named(await call.Grains.CodeChallenge(id).Start(command, call.Command(input.IdempotencyKey, nameof(SigningStart), input)), "documentId"));
    }

    public static async Task<SigningResendCodePayload> SigningResendCode([FromUserContext] WorkerCall call, SigningResendCodeInput input)
    {
        if (NodeId.Attempt(input.AttemptId, call.Tenant) is not var (id, attempt))
            return new(call, Unknown("attemptId"));
        var context = call.Command(input.IdempotencyKey, nameof(SigningResendCode), input);
        return new(call, Named(await call.Grains.CodeChallenge(id).Resend(attempt, new WorkerIdentity(call.Worker), context), "attemptId"));
    }

    public static async Task<SigningConfirmPayload> SigningConfirm([FromUserContext] WorkerCall call, SigningConfirmInput input)
    {
        if (NodeId.Attempt(input.AttemptId, call.Tenant) is not var (id, attempt))
            return new(call, Unknown("attemptId"));
        var command = new ConfirmCode(attempt, input.Code, call.Signer);
        return new(call, Named(await call.Grains.CodeChallenge(id).Confirm(command, call.Command(input.IdempotencyKey, nameof(SigningConfirm), input)), "attemptId"));
    }

    private static SigningReply Unknown(string field) => new(null, null, new Refusal(RefusalCode.NotFound, field));

    // A missing document or attempt is the id's fault.
    private static SigningReply Named(SigningReply reply, string field) =>
        reply.Refusal is { Code: RefusalCode.NotFound, Field: null } missing ? reply with { Refusal = missing with { Field = field } } : reply;
}

/// <summary>What the three steps answer alike. Nothing of a document that is not the caller's leaves, whatever the reply holds.</summary>
internal abstract class SigningPayload(WorkerCall call, SigningReply reply)
{
    private readonly Document? _own = reply.Document is { } document && call.IsVisible(document) ? document : null;

    public Attempt? Attempt => _own is { } own ? Signing.Attempt.Of(call, own, reply.Challenge) : null;

    public IReadOnlyList<IUserError> UserErrors => Common.UserErrors.Of(reply.Refusal, call.Reader);

    protected WorkerCall Call => call;

    protected Document? Own => _own;
}

[Name("SigningStartPayload")]
internal sealed class SigningStartPayload(WorkerCall call, SigningReply reply) : SigningPayload(call, reply)
{
    public DocumentNode? Document => Own is { } own ? new DocumentNode(Call, own) : null;
}

[Name("SigningResendCodePayload")]
internal sealed class SigningResendCodePayload(WorkerCall call, SigningReply reply) : SigningPayload(call, reply);

[Name("SigningConfirmPayload")]
internal sealed class SigningConfirmPayload(WorkerCall call, SigningReply reply) : SigningPayload(call, reply)
{
    public DocumentNode? Document => Own is { } own ? new DocumentNode(Call, own) : null;

    public async Task<ProofNode?> Proof(CancellationToken cancellation) =>
        Own is { } own && (await Call.Parts.Reads.Signatures(Call.Tenant, [own.Id], cancellation)).GetValueOrDefault(own.Id) is { } signature
            ? new ProofNode(Call, own, signature) : null;
}

[Name("SigningStartInput")]
internal sealed record SigningStartInput
{
    [Id]
    public required string DocumentId { get; init; }

    public required SignatureKind Signature { get; init; }

    public string? SignatureSvg { get; init; }

    [System.ComponentModel.DefaultValue(false)]
    public bool? MoreTime { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("SigningResendCodeInput")]
internal sealed record SigningResendCodeInput
{
    [Id]
    public required string AttemptId { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

/// <summary>A code on its way to the grain; not printed, so that no log can hold it.</summary>
[Name("SigningConfirmInput")]
internal sealed class SigningConfirmInput
{
    [Id]
    public required string AttemptId { get; init; }

    public string? Code { get; init; }

    public required Guid IdempotencyKey { get; init; }
}
