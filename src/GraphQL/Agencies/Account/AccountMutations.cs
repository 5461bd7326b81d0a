using System.Collections.Immutable;
using System.ComponentModel;
using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Api.Files;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using GraphQL;

namespace Flexportal.Api.Agencies.Account;

/// <summary>Settings of the agency.</summary>
internal sealed class AccountMutations
{
    [Scope(ApiScope.SettingsManage)]
    public static async Task<DocumentTypePayload> DocumentTypeUpsert([FromUserContext] AgencyCall call, DocumentTypeUpsertInput input)
    {
        var command = new UpsertDocumentType(input.Code, input.Label, input.Purpose, input.Verification, input.BatchAllowed, input.RequiresTranslation);
        var reply = await call.Grains.Agency().UpsertDocumentType(command, call.Command(input.IdempotencyKey, nameof(DocumentTypeUpsert), input));
        return new DocumentTypePayload(reply.Value is { } type ? new DocumentTypeNode(call, type) : null, UserErrors.Of(reply.Refusal, call.Reader));
    }

    [Scope(ApiScope.SettingsManage)]
    public static async Task<AgencySettingsUpdatePayload> AgencySettingsUpdate(
        [FromUserContext] AgencyCall call, AgencySettingsUpdateInput input, CancellationToken cancellation)
    {
        var (logo, refusal) = await Logo(call, input.LogoUploadId, cancellation);
        if (refusal is not null)
            return new AgencySettingsUpdatePayload(null, UserErrors.Of(refusal, call.Reader));
        var reply = await call.Grains.Agency().Update(input.ToCommand(logo), call.Command(input.IdempotencyKey, nameof(AgencySettingsUpdate), input));
        return new AgencySettingsUpdatePayload(reply.Value is { } agency ? new AgencyNode(call, agency) : null, UserErrors.Of(reply.Refusal, call.Reader));
    }

    private static async Task<(byte[]? Logo, Refusal? Refusal)> Logo(AgencyCall call, string? uploadId, CancellationToken cancellation)
    {
        const string Field = "logoUploadId";
        if (uploadId is null)
            return (null, null);
        if (NodeId.Upload(uploadId, call.Tenant) is not { } id || await call.Parts.Files.Original(call.Tenant, id, cancellation) is not { } bytes)
            return (null, new Refusal(RefusalCode.UploadMissing, Field));
        return LogoPng.Of(bytes) is { } logo ? (logo, null) : (null, new Refusal(RefusalCode.InvalidFormat, Field) { Detail = RefusalDetail.LogoForm });
    }
}

[Name("DocumentTypeUpsertInput")]
internal sealed record DocumentTypeUpsertInput
{
    public required string Code { get; init; }

    public required string Label { get; init; }

    [DefaultValue(DocumentPurpose.Sign)]
    public DocumentPurpose Purpose { get; init; }

    public required VerificationMethod Verification { get; init; }

    [DefaultValue(SignatureLevel.Simple)]
    public SignatureLevel MinimumSignatureLevel { get; init; }

    [DefaultValue(false)]
    public bool BatchAllowed { get; init; }

    [DefaultValue(false)]
    public bool RequiresTranslation { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("DocumentTypePayload")]
internal sealed class DocumentTypePayload(DocumentTypeNode? type, IReadOnlyList<IUserError> errors)
{
    public DocumentTypeNode? DocumentType => type;

    public IReadOnlyList<IUserError> UserErrors => errors;
}

[Name("AgencySettingsUpdateInput")]
internal sealed record AgencySettingsUpdateInput
{
    public string? Name { get; init; }

    [Id]
    public string? LogoUploadId { get; init; }

    public string? AccentColor { get; init; }

    public string? SupportPhone { get; init; }

    public EmailText? SupportEmail { get; init; }

    public string? SupportHours { get; init; }

    public UrlText? WebsiteUrl { get; init; }

    public EmailText? ArchiveEmail { get; init; }

    public string? MailFromName { get; init; }

    public EmailText? MailReplyTo { get; init; }

    public LanguageText? DefaultLanguage { get; init; }

    public IReadOnlyList<LanguageText>? Languages { get; init; }

    public int? CodeDigits { get; init; }

    public int? CodeLifetimeSeconds { get; init; }

    public int? MaxResends { get; init; }

    public int? MaxWrongTries { get; init; }

    public IReadOnlyList<int>? ReminderSchedule { get; init; }

    public IReadOnlyList<SignatureKind>? AllowedSignatureKinds { get; init; }

    public bool? AllowRefusal { get; init; }

    public int? IfVersion { get; init; }

    public required Guid IdempotencyKey { get; init; }

    public UpdateAgency ToCommand(byte[]? logo) => new()
    {
        Name = Name,
        // Not by a conditional with a bare null: that null would become an empty array, and an empty logo.
        LogoPng = logo is null ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(logo),
        AccentColor = AccentColor,
        SupportPhone = SupportPhone,
        SupportEmail = SupportEmail?.Value,
        SupportHours = SupportHours,
        WebsiteUrl = WebsiteUrl?.Value,
        ArchiveEmail = ArchiveEmail?.Value,
        MailFromName = MailFromName,
        MailReplyTo = MailReplyTo?.Value,
        DefaultLanguage = DefaultLanguage?.Value,
        Languages = Languages?.Select(tag => tag.Value).ToImmutableArray(),
        CodeDigits = CodeDigits,
        CodeLifetimeSeconds = CodeLifetimeSeconds,
        MaxResends = MaxResends,
        MaxWrongTries = MaxWrongTries,
        ReminderSchedule = ReminderSchedule?.ToImmutableArray(),
        SignatureKinds = AllowedSignatureKinds?.ToImmutableArray(),
        AllowRefusal = AllowRefusal,
        IfVersion = IfVersion,
    };
}

[Name("AgencySettingsUpdatePayload")]
internal sealed class AgencySettingsUpdatePayload(AgencyNode? agency, IReadOnlyList<IUserError> errors)
{
    public AgencyNode? Agency => agency;

    public IReadOnlyList<IUserError> UserErrors => errors;
}
