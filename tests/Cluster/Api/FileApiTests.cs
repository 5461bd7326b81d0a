using System.Net;
using System.Security.Cryptography;
using Flexportal.Api.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>Downloads and page images.</summary>
public sealed class FileApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task U10_a_download_needs_no_cookie_is_an_attachment_and_ends_after_five_minutes()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();
        var pdf = TestPdf.Pages(2);
        var document = await tenant.Agency.Document(worker, pdf: pdf);
        var url = (await tenant.Data("query($id: ID) { document(id: $id) { original { url sha256 byteSize } } }", new { id = Id(tenant, document) }))
            .GetProperty("document").GetProperty("original").GetProperty("url").GetString()!;

        using var answer = await tenant.Send(tenant.Request(HttpMethod.Get, new Uri(url).PathAndQuery));
        Assert.Equal(pdf, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("OVK N. van Dooren.pdf", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.DoesNotContain("Dooren", url, StringComparison.Ordinal);

        host.Cluster.Time.Advance(TimeSpan.FromMinutes(5));
        using var late = await tenant.Send(tenant.Request(HttpMethod.Get, new Uri(url).PathAndQuery));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task An_agency_fetches_the_sealed_file_and_confirms_its_copy()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();
        var pdf = TestPdf.Pages();
        // Without a mail the worker's copy is not delivered yet, so the bytes stay.
        var document = await tenant.Agency.Signed(worker, pdf);
        await tenant.Agency.Mailed(MailKind.SignedCopy, document);
        var signed = (await tenant.Data("query($id: ID) { document(id: $id) { signed { url sha256 } proof { reference signedSha256 signerName } } }", new { id = Id(tenant, document) })).GetProperty("document");

        using var answer = await tenant.Send(tenant.Request(HttpMethod.Get, new Uri(signed.GetProperty("signed").GetProperty("url").GetString()!).PathAndQuery));
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var wrong = await tenant.Mutate("documentCopyConfirm", new { documentId = Id(tenant, document), signedSha256 = new string('0', 64), idempotencyKey = Guid.NewGuid() }, "document { copy }");
        var right = await tenant.Mutate("documentCopyConfirm", new { documentId = Id(tenant, document), signedSha256 = hash, idempotencyKey = Guid.NewGuid() }, "document { copy }");

        Assert.True(bytes.AsSpan().StartsWith(pdf));
        Assert.Equal(hash, signed.GetProperty("signed").GetProperty("sha256").GetString());
        Assert.Equal((hash, "Niki van Dooren"), (signed.GetProperty("proof").GetProperty("signedSha256").GetString(), signed.GetProperty("proof").GetProperty("signerName").GetString()));
        Assert.Equal(["CHECKSUM_MISMATCH"], ApiTenant.Codes(wrong));
        Assert.Empty(ApiTenant.Codes(right));
    }

    [Fact]
    public async Task A_page_image_is_for_its_worker_only()
    {
        var tenant = await host.Tenant();
        var (worker, other) = (await tenant.Agency.Worker(), await tenant.Agency.Worker("Ander"));
        var document = await tenant.Agency.Document(worker, pdf: TestPdf.Pages(2));

        foreach (var (path, who, status) in new[]
        {
            ($"/d/{document.Id}/pages/2/480", $"{tenant.Agency.Tenant}/{worker.Id}", HttpStatusCode.OK),
            ($"/d/{document.Id}/pages/2/480", $"{tenant.Agency.Tenant}/{worker.Id}", HttpStatusCode.OK),
            ($"/d/{document.Id}/pages/3/480", $"{tenant.Agency.Tenant}/{worker.Id}", HttpStatusCode.NotFound),
            ($"/d/{document.Id}/pages/0/480", $"{tenant.Agency.Tenant}/{worker.Id}", HttpStatusCode.NotFound),
            ($"/d/{document.Id}/pages/1/481", $"{tenant.Agency.Tenant}/{worker.Id}", HttpStatusCode.NotFound),
            ($"/d/{document.Id}/pages/1/480", $"{tenant.Agency.Tenant}/{other.Id}", HttpStatusCode.NotFound),
            ($"/d/{document.Id}/pages/1/480", "", HttpStatusCode.NotFound),
        })
        {
            var request = tenant.Request(HttpMethod.Get, path);
            request.Headers.Add("X-Test-Worker", who);
            using var answer = await tenant.Send(request);
            Assert.Equal(status, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl?.NoStore);
        }
    }

    private static string Id(ApiTenant tenant, Document document) => NodeId.Of(tenant.Agency.Tenant, document.Id).ToString();
}
