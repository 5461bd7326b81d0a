using Flexportal.Api.Files;
using Flexportal.Domain.Common;
using Flexportal.Storage.Files;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Agencies.Uploads;

/// <summary>Checks announced files and keeps them. Their ids follow from the idempotency key, so announcing again finds them.</summary>
internal sealed class UploadAnnouncement(IOptions<ApiOptions> options)
{
    private const int MostFiles = 25;
    private const int LongestName = 400;
    private static readonly string[] MediaTypes = ["application/pdf", "image/png"];

    public async Task<(IReadOnlyList<StagedUpload> Uploads, Refusal? Refusal)> Announce(AgencyCall call, StagedUploadsCreateInput input, CancellationToken cancellation)
    {
        if (Check(input) is { } refusal)
            return ([], refusal);
        var until = call.Now + options.Value.UploadLifetime;
        var uploads = input.Files.Select((file, index) => Staged(call, input.IdempotencyKey, index, file, until)).ToList();
        if (await IsOtherCount(call, input, cancellation) || !await call.Parts.Files.Announce(call.Tenant, uploads, cancellation))
            return ([], new Refusal(RefusalCode.IdempotencyKeyReused, "idempotencyKey"));
        var kept = new List<StagedUpload>();
        foreach (var upload in uploads)
            kept.Add(await call.Parts.Files.Upload(call.Tenant, upload.Id, cancellation) ?? upload);
        return (kept, null);
    }

    private static StagedUpload Staged(AgencyCall call, Guid key, int index, StagedFileInput file, DateTimeOffset until) =>
        new(call.Parts.Ids.Upload(call.Tenant, call.Principal, key, index), file.FileName, file.MediaType, file.ByteSize, file.Sha256.Value, until);

    // Each file answers for itself; the number of files is data of the request too.
    private static async Task<bool> IsOtherCount(AgencyCall call, StagedUploadsCreateInput input, CancellationToken cancellation)
    {
        var first = await Find(0);
        return first is not null && (await Find(input.Files.Count - 1) is null || await Find(input.Files.Count) is not null);

        Task<StagedUpload?> Find(int index) =>
            call.Parts.Files.Upload(call.Tenant, call.Parts.Ids.Upload(call.Tenant, call.Principal, input.IdempotencyKey, index), cancellation);
    }

    private Refusal? Check(StagedUploadsCreateInput input) =>
        input.Files.Count == 0 ? new Refusal(RefusalCode.Required, "files")
        : input.Files.Count > MostFiles ? new Refusal(RefusalCode.InvalidFormat, "files") { Limit = MostFiles }
        : input.Files.Select((file, index) => Check(file, $"files.{index}")).FirstOrDefault(refusal => refusal is not null);

    private Refusal? Check(StagedFileInput file, string field)
    {
        var most = file.MediaType == "image/png" ? LogoPng.MaxUpload : options.Value.MaxUploadBytes;
        return string.IsNullOrWhiteSpace(file.FileName) ? new Refusal(RefusalCode.Required, $"{field}.fileName")
            : file.FileName.Length > LongestName ? new Refusal(RefusalCode.InvalidFormat, $"{field}.fileName") { Limit = LongestName }
            : file.FileName.Any(char.IsControl) || !StorableText.Is(file.FileName) ? new Refusal(RefusalCode.InvalidFormat, $"{field}.fileName") { Detail = RefusalDetail.PlainText }
            : !MediaTypes.Contains(file.MediaType, StringComparer.Ordinal) ? new Refusal(RefusalCode.InvalidFormat, $"{field}.mediaType") { Detail = RefusalDetail.MediaTypes }
            : file.ByteSize < 1 ? new Refusal(RefusalCode.InvalidFormat, $"{field}.byteSize") { Detail = RefusalDetail.OneByte }
            : file.ByteSize > most ? new Refusal(RefusalCode.FileTooLarge, $"{field}.byteSize") { Limit = most }
            : !file.Sha256.IsWellFormed ? new Refusal(RefusalCode.InvalidFormat, $"{field}.sha256") { Detail = RefusalDetail.Sha256Form }
            : null;
    }
}
