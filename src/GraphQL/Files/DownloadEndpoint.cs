using Flexportal.Api.Tenancy;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Flexportal.Api.Files;

/// <summary><c>GET /files/{address}</c>: one file by a signed address, as an attachment, without a cookie (an in-app browser hands the address to another program).</summary>
internal sealed class DownloadEndpoint(FileAddresses addresses, IDocumentReads reads, IFileStore files)
{
    public async Task<IResult> Get(HttpContext http, string address, TenantContext tenant)
    {
        FileAnswers.Private(http.Response);
        if (addresses.ReadDownload(tenant.Tenant, address) is not var (kind, id))
            return FileAnswers.Missing(http.Request);
        var found = await reads.DocumentsById(tenant.Tenant, [id], http.RequestAborted);
        if (found.GetValueOrDefault(id) is not { } document || await Bytes(tenant.Tenant, document, kind, http.RequestAborted) is not { } bytes)
            return FileAnswers.Missing(http.Request);
        http.Response.Headers.ContentDisposition = Attachment(document.FileName);
        http.Response.Headers.ContentSecurityPolicy = "sandbox";
        return Results.Bytes(bytes, "application/pdf");
    }

    private async Task<byte[]?> Bytes(TenantId tenant, Document document, FileKind kind, CancellationToken cancellation)
    {
        var original = await files.Original(tenant, document.File.Upload, cancellation);
        if (kind == FileKind.Original || original is null)
            return original;
        return await files.Tail(tenant, document.Id, cancellation) is { } tail ? [.. original, .. tail] : null;
    }

    // RFC 6266: an ASCII name for old clients and the real one, encoded.
    private static string Attachment(string fileName)
    {
        var header = new ContentDispositionHeaderValue("attachment");
        header.SetHttpFileName(fileName);
        return header.ToString();
    }
}
