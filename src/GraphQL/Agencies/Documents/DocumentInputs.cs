using System.ComponentModel;
using Flexportal.Api.Agencies.Workers;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

[Name("DocumentCreateInput")]
internal sealed record DocumentCreateInput
{
    public ExternalIdInput? ExternalId { get; init; }

    [Id]
    public required string WorkerId { get; init; }

    /// <summary>Null: as the type says.</summary>
    public DocumentPurpose? Purpose { get; init; }

    public required string TypeCode { get; init; }

    public required string Title { get; init; }

    public required string FileName { get; init; }

    [Id]
    public required string UploadId { get; init; }

    public required LanguageText Language { get; init; }

    /// <summary>Null: as the type says.</summary>
    public VerificationMethod? Verification { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    [DefaultValue(true)]
    public bool? OfferNow { get; init; }

    public required Guid IdempotencyKey { get; init; }

    public (CreateDocument? Command, Refusal? Refusal) ToCommand(AgencyCall call)
    {
        if (NodeId.Worker(WorkerId, call.Tenant) is not { } worker)
            return (null, new Refusal(RefusalCode.NotFound, "workerId"));
        if (NodeId.Upload(UploadId, call.Tenant) is not { } upload)
            return (null, new Refusal(RefusalCode.UploadMissing, "uploadId"));
        return (new CreateDocument(worker, Purpose, TypeCode, Title, FileName, upload, Language.Value, Verification, ExpiresAt, ExternalId?.ToDomain(), OfferNow ?? true), null);
    }
}

[Name("DocumentActionInput")]
internal sealed record DocumentActionInput
{
    [Id]
    public required string DocumentId { get; init; }

    public int? IfVersion { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("DocumentReasonInput")]
internal sealed record DocumentReasonInput
{
    [Id]
    public required string DocumentId { get; init; }

    public required string Reason { get; init; }

    public int? IfVersion { get; init; }

    public required Guid IdempotencyKey { get; init; }

    public WithReason ToCommand() => new(Reason, IfVersion);
}

[Name("DocumentCopyConfirmInput")]
internal sealed record DocumentCopyConfirmInput
{
    [Id]
    public required string DocumentId { get; init; }

    public required Sha256Text SignedSha256 { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("DocumentRemindInput")]
internal sealed record DocumentRemindInput
{
    [Id]
    public required IReadOnlyList<string> DocumentIds { get; init; }

    /// <summary>Null: the worker's own.</summary>
    public LanguageText? Language { get; init; }

    public required Guid IdempotencyKey { get; init; }
}
