using System.Security.Cryptography;
using Flexportal.Api.Tenancy;
using Flexportal.Domain.Common;
using Flexportal.Storage.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Files;

/// <summary><c>PUT /uploads/{id}</c>: the bytes of an announced upload. Size and hash must be the announced ones; otherwise nothing is stored.</summary>
internal sealed class UploadEndpoint(FileAddresses addresses, IFileStore files, IOptions<ApiOptions> options, TimeProvider time)
{
    public async Task<IResult> Put(HttpContext http, string id, TenantContext tenant)
    {
        FileAnswers.Private(http.Response);
        if (!UploadId.TryParse(id, out var upload) || !addresses.AllowsUpload(tenant.Tenant, upload, http.Request.Query["until"], http.Request.Query["signature"]))
            return FileAnswers.Problem(http.Request, StatusCodes.Status403Forbidden, RefusalCode.Forbidden);
        var staged = await files.Upload(tenant.Tenant, upload, http.RequestAborted);
        if (staged is null || staged.ExpiresAt <= time.GetUtcNow())
            return FileAnswers.Problem(http.Request, StatusCodes.Status404NotFound, RefusalCode.UploadMissing);
        if (staged.ClaimedBy is not null)
            return FileAnswers.Problem(http.Request, StatusCodes.Status409Conflict, RefusalCode.Conflict);
        return await Store(http, tenant.Tenant, staged);
    }

    private async Task<IResult> Store(HttpContext http, TenantId tenant, StagedUpload staged)
    {
        var most = Math.Min(staged.Size, options.Value.MaxUploadBytes);
        // Refused before a byte is read: the rest of a large file never comes in.
        if (http.Request.ContentLength > most)
            return FileAnswers.Problem(http.Request, StatusCodes.Status413PayloadTooLarge, RefusalCode.FileTooLarge, most);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + 1;
        var bytes = new byte[most + 1];
        var length = await Fill(http.Request.Body, bytes, http.RequestAborted);
        if (length > most)
            return FileAnswers.Problem(http.Request, StatusCodes.Status413PayloadTooLarge, RefusalCode.FileTooLarge, most);
        var content = bytes.AsMemory(0, length);
        if (length != staged.Size || !string.Equals(Convert.ToHexStringLower(SHA256.HashData(content.Span)), staged.Sha256, StringComparison.Ordinal))
            return FileAnswers.Problem(http.Request, StatusCodes.Status422UnprocessableEntity, RefusalCode.ChecksumMismatch);
        await files.StoreUpload(tenant, staged.Id, content, time.GetUtcNow(), http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<int> Fill(Stream body, byte[] bytes, CancellationToken cancellation)
    {
        var length = 0;
        for (int read; length < bytes.Length && (read = await body.ReadAsync(bytes.AsMemory(length), cancellation)) > 0;)
            length += read;
        return length;
    }
}
