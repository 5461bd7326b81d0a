using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Storage.Files;
using GraphQL;

namespace Flexportal.Api.Agencies.Uploads;

/// <summary>Announcing files. Their bytes follow by PUT.</summary>
internal sealed class UploadMutations
{
    [Scope(ApiScope.DocumentsWrite)]
    public static async Task<StagedUploadsCreatePayload> StagedUploadsCreate(
        [FromUserContext] AgencyCall call, StagedUploadsCreateInput input, CancellationToken cancellation)
    {
        var (uploads, refusal) = await call.Parts.Uploads.Announce(call, input, cancellation);
        return new StagedUploadsCreatePayload([.. uploads.Select(upload => new StagedUploadInfo(call, upload))], UserErrors.Of(refusal, call.Reader));
    }
}

[Name("StagedUploadsCreateInput")]
internal sealed record StagedUploadsCreateInput
{
    public required IReadOnlyList<StagedFileInput> Files { get; init; }

    public required Guid IdempotencyKey { get; init; }
}

[Name("StagedFileInput")]
internal sealed record StagedFileInput
{
    public required string FileName { get; init; }

    public required int ByteSize { get; init; }

    public required string MediaType { get; init; }

    public required Sha256Text Sha256 { get; init; }
}

[Name("StagedUploadsCreatePayload")]
internal sealed class StagedUploadsCreatePayload(IReadOnlyList<StagedUploadInfo> uploads, IReadOnlyList<IUserError> errors)
{
    public IReadOnlyList<StagedUploadInfo> Uploads => uploads;

    public IReadOnlyList<IUserError> UserErrors => errors;
}

[Name("StagedUpload")]
internal sealed class StagedUploadInfo(AgencyCall call, StagedUpload upload)
{
    [Id]
    public string UploadId => call.Id(NodeKind.Upload, upload.Id.Value);

    public UrlText Url => new(call.Origin + call.Parts.Addresses.Upload(call.Tenant, upload.Id, upload.ExpiresAt).Path);

    public static string Method => "PUT";

    public IReadOnlyList<HttpHeaderInfo> Headers => [new HttpHeaderInfo("Content-Type", upload.MediaType)];

    public DateTimeOffset ExpiresAt => upload.ExpiresAt;
}

[Name("HttpHeader")]
internal sealed class HttpHeaderInfo(string name, string value)
{
    public string Name => name;

    public string Value => value;
}
