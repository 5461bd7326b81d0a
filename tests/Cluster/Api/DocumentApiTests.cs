using System.Net;
using System.Text.Json;
using Flexportal.Api.Files;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>Putting up documents by API, with everything that can be wrong (issue 2, "Bad input").</summary>
public sealed class DocumentApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Created = "document { id title state fileName version worker { displayName } type { code label } timeline { nodes { action actor { label } } } }";

    [Fact]
    public async Task A_document_is_put_up_in_four_requests()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();
        var upload = await tenant.Upload(TestPdf.Pages(2));

        var payload = await tenant.Mutate("documentCreate", ApiTenant.DocumentInput(worker, upload), Created);

        Assert.Empty(ApiTenant.Codes(payload));
        var document = payload.GetProperty("document");
        Assert.Equal(("OFFERED", "Niki van Dooren", "OVK"), (
            document.GetProperty("state").GetString(), document.GetProperty("worker").GetProperty("displayName").GetString(), document.GetProperty("type").GetProperty("code").GetString()));
        Assert.Contains("document.offered", document.GetProperty("timeline").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_key_gives_the_same_answer_and_other_data_are_refused()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();
        var input = ApiTenant.DocumentInput(worker, await tenant.Upload(TestPdf.Pages()));

        var first = await tenant.Mutate("documentCreate", input, "document { id version }");
        var again = await tenant.Mutate("documentCreate", input, "document { id version }");
        input["title"] = "Something else";
        var other = await tenant.Mutate("documentCreate", input, "document { id version }");

        Assert.Equal(first.ToString(), again.ToString());
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], ApiTenant.Codes(other));
        Assert.Equal(1, (await tenant.Data("{ documents { totalCount } }")).GetProperty("documents").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Eight_equal_requests_at_once_make_one_document()
    {
        var tenant = await host.Tenant();
        var input = ApiTenant.DocumentInput(await tenant.Worker(), await tenant.Upload(TestPdf.Pages()));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tenant.Mutate("documentCreate", input, "document { id version }")));

        Assert.Single(answers.Select(answer => answer.ToString()).Distinct());
        Assert.Equal(1, (await tenant.Data("{ documents { totalCount } }")).GetProperty("documents").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Each_bad_file_is_refused_by_name_and_leaves_nothing()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();
        var pdf = TestPdf.Pages(3);
        (string Name, byte[] Bytes, string[] Codes)[] files =
        [
            ("no PDF", "hello, world"u8.ToArray(), ["FILE_NOT_PDF"]),
            ("truncated", pdf[..200], ["FILE_NOT_PDF", "PDF_NO_PAGES", "PDF_UNSUPPORTED"]),
            ("no pages", TestPdf.Pages(0), ["PDF_NO_PAGES"]),
            ("password", Encrypted(), ["PDF_ENCRYPTED"]),
        ];
        foreach (var (name, bytes, codes) in files)
        {
            var payload = await tenant.Mutate("documentCreate", ApiTenant.DocumentInput(worker, await tenant.Upload(bytes)), "document { id }");

            Assert.True(ApiTenant.Codes(payload) is [var code] && codes.Contains(code), $"{name}: {payload}");
            Assert.Equal(JsonValueKind.Null, payload.GetProperty("document").ValueKind);
        }

        Assert.Equal(0, (await tenant.Data("{ documents { totalCount } }")).GetProperty("documents").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Announcements_are_checked_by_field()
    {
        var tenant = await host.Tenant();
        byte[] bytes = [1, 2, 3];

        var empty = await tenant.Announce([], size: 0);
        var large = await tenant.Announce(bytes, size: 25 * 1024 * 1024 + 1);
        var hash = await tenant.Announce(bytes, sha256: "ABC");
        var type = await tenant.Announce(bytes, mediaType: "text/html");

        Assert.Equal(("INVALID_FORMAT", "input.files.0.byteSize"), (ApiTenant.Codes(empty)[0], ApiTenant.Field(empty)));
        Assert.Equal(("FILE_TOO_LARGE", "input.files.0.byteSize"), (ApiTenant.Codes(large)[0], ApiTenant.Field(large)));
        Assert.Equal(("INVALID_FORMAT", "input.files.0.sha256"), (ApiTenant.Codes(hash)[0], ApiTenant.Field(hash)));
        Assert.Equal(("INVALID_FORMAT", "input.files.0.mediaType"), (ApiTenant.Codes(type)[0], ApiTenant.Field(type)));
    }

    [Fact]
    public async Task Announcing_again_gives_the_same_upload_and_other_files_are_refused()
    {
        var tenant = await host.Tenant();
        var key = Guid.NewGuid();
        byte[] bytes = [1, 2, 3];

        var first = await tenant.Announce(bytes, idempotencyKey: key);
        var again = await tenant.Announce(bytes, idempotencyKey: key);
        var other = await tenant.Announce([4, 5, 6], idempotencyKey: key);

        Assert.Equal(first.GetProperty("uploads").ToString(), again.GetProperty("uploads").ToString());
        Assert.Equal(["IDEMPOTENCY_KEY_REUSED"], ApiTenant.Codes(other));
    }

    [Fact]
    public async Task Bytes_must_be_the_announced_ones()
    {
        var tenant = await host.Tenant();
        var pdf = TestPdf.Pages();
        var url = (await tenant.Announce(pdf)).GetProperty("uploads")[0].GetProperty("url").GetString()!;
        var changed = (byte[])pdf.Clone();
        changed[^1] ^= 1;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await tenant.Put(url, changed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await tenant.Put(url, pdf[..^1]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await tenant.Put(url, []));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await tenant.Put(url, [.. pdf, 0]));
        Assert.Equal(HttpStatusCode.Forbidden, await tenant.Put(url[..^2] + "xx", pdf));
        Assert.Equal(HttpStatusCode.NoContent, await tenant.Put(url, pdf));
        Assert.Equal(HttpStatusCode.NoContent, await tenant.Put(url, pdf));
    }

    [Fact]
    public async Task An_upload_without_bytes_or_used_before_is_missing()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();
        var announced = (await tenant.Announce(TestPdf.Pages())).GetProperty("uploads")[0].GetProperty("uploadId").GetString()!;
        var used = await tenant.Upload(TestPdf.Pages());
        Assert.Empty(ApiTenant.Codes(await tenant.Mutate("documentCreate", ApiTenant.DocumentInput(worker, used), "document { id }")));

        foreach (var upload in new[] { announced, used, "x", worker })
            Assert.Equal(["UPLOAD_MISSING"], ApiTenant.Codes(await tenant.Mutate("documentCreate", ApiTenant.DocumentInput(worker, upload), "document { id }")));
    }

    [Fact]
    public async Task Unknown_and_foreign_workers_answer_alike()
    {
        var (tenant, other) = (await host.Tenant(), await host.Tenant());
        var foreign = await other.Worker();
        var unknown = Flexportal.Api.Common.NodeId.Of(tenant.Agency.Tenant, new Domain.Common.WorkerId(new string('1', 32))).ToString();
        var upload = await tenant.Upload(TestPdf.Pages());
        var answers = new List<string>();
        foreach (var worker in new[] { foreign, unknown, "no id" })
            answers.Add((await tenant.Mutate("documentCreate", ApiTenant.DocumentInput(worker, upload), "document { id }")).ToString());

        Assert.Contains("NOT_FOUND", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'t Hooft", true)]
    [InlineData("Nowak-Wiśniewska", true)]
    [InlineData("Шевченко", true)]
    [InlineData("Παπαδόπουλος", true)]
    [InlineData("Emoji 😀", false)]
    [InlineData("Mark \u202E right-to-left", true)]
    public async Task Names_that_the_proof_cannot_print_are_refused_before_anything_is_offered(string family, bool printable)
    {
        var tenant = await host.Tenant();
        var payload = await tenant.Mutate("workerUpsert", ApiTenant.WorkerInput(family: family), "worker { id }");
        if (ApiTenant.Codes(payload) is [var early])
        {
            Assert.False(printable, payload.ToString());
            Assert.Contains(early, new[] { "TEXT_UNPRINTABLE", "INVALID_FORMAT" });
            return;
        }

        var id = payload.GetProperty("worker").GetProperty("id").GetString()!;
        var created = await tenant.Mutate("documentCreate", ApiTenant.DocumentInput(id, await tenant.Upload(TestPdf.Pages())), "document { id }");

        Assert.Equal(printable ? [] : ["TEXT_UNPRINTABLE"], ApiTenant.Codes(created));
        Assert.True(printable || ApiTenant.Field(created) == "input.workerId", created.ToString());
    }

    [Theory]
    [InlineData("title")]
    [InlineData("fileName")]
    public async Task A_text_that_the_proof_cannot_print_is_named_by_its_field(string field)
    {
        var tenant = await host.Tenant();
        var input = ApiTenant.DocumentInput(await tenant.Worker(), await tenant.Upload(TestPdf.Pages()));
        input[field] = "Contract 🙂";

        var created = await tenant.Mutate("documentCreate", input, "document { id }");

        Assert.Equal(("TEXT_UNPRINTABLE", $"input.{field}"), (ApiTenant.Codes(created).Single(), ApiTenant.Field(created)));
    }

    [Fact]
    public async Task A_name_of_300_characters_is_taken_and_a_longer_one_is_refused_by_field()
    {
        var tenant = await host.Tenant();

        var longest = await tenant.Mutate("workerUpsert", ApiTenant.WorkerInput("1", new string('x', 300)), "worker { id familyName }");
        var payload = await tenant.Mutate("workerUpsert", ApiTenant.WorkerInput("2", new string('x', 301)), "worker { id }");

        Assert.Equal(300, longest.GetProperty("worker").GetProperty("familyName").GetString()?.Length);
        Assert.Equal(("INVALID_FORMAT", "input.familyName"), (ApiTenant.Codes(payload).Single(), ApiTenant.Field(payload)));
        Assert.Equal(1, (await tenant.Data("{ workers { totalCount } }")).GetProperty("workers").GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task A_draft_is_offered_withdrawn_and_reminded()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();
        var draft = await tenant.Document(worker, input => input["offerNow"] = false);

        var offered = await tenant.Mutate("documentOffer", new { documentId = draft, idempotencyKey = Guid.NewGuid() }, "document { state }");
        host.Cluster.Time.Advance(TimeSpan.FromDays(2));
        var early = await tenant.Mutate("documentRemind", new { documentIds = new[] { await tenant.Document(worker, input => input["offerNow"] = false) }, idempotencyKey = Guid.NewGuid() }, "queued skipped { reason }");
        Assert.Contains("not been offered", early.GetProperty("skipped")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var babel = await tenant.Mutate("documentRemind", new { documentIds = new[] { draft }, language = "!!", idempotencyKey = Guid.NewGuid() }, "queued skipped { reason }");
        Assert.Equal(("INVALID_FORMAT", "input.language", 0), (ApiTenant.Codes(babel).Single(), ApiTenant.Field(babel), babel.GetProperty("skipped").GetArrayLength()));
        var reminded = await tenant.Mutate("documentRemind", new { documentIds = new[] { draft, "nothing" }, idempotencyKey = Guid.NewGuid() }, "queued skipped { reason }");
        var twice = await tenant.Mutate("documentRemind", new { documentIds = new[] { draft }, idempotencyKey = Guid.NewGuid() }, "queued skipped { reason document { id } }");
        var withdrawn = await tenant.Mutate("documentWithdraw", new { documentId = draft, reason = "wrong file", idempotencyKey = Guid.NewGuid() }, "document { state withdrawnReason }");

        Assert.Equal("OFFERED", offered.GetProperty("document").GetProperty("state").GetString());
        Assert.Equal((1, "NOT_FOUND", "input.documentIds.1"), (reminded.GetProperty("queued").GetInt32(), ApiTenant.Codes(reminded).Single(), ApiTenant.Field(reminded)));
        Assert.Equal((0, 1), (twice.GetProperty("queued").GetInt32(), twice.GetProperty("skipped").GetArrayLength()));
        Assert.Equal("WITHDRAWN", withdrawn.GetProperty("document").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_worker_is_made_once_changed_by_number_and_found_by_number_and_address()
    {
        var tenant = await host.Tenant();
        var input = ApiTenant.WorkerInput();
        var made = await tenant.Mutate("workerUpsert", input, "created worker { id version }");
        var again = await tenant.Mutate("workerUpsert", input, "created worker { id version }");
        input["idempotencyKey"] = Guid.NewGuid();
        input["familyName"] = "Veldhuis";
        var changed = await tenant.Mutate("workerUpsert", input, "created worker { id familyName }");

        var found = await tenant.Data(
            "{ a: worker(by: { externalId: { value: \"1001\", schemeAgencyId: \"payroll\" } }) { id familyName } b: worker(by: { email: \"W1001@MAIL.example\" }) { id } c: worker(by: { email: \"x@mail.example\" }) { id } }");

        Assert.Equal(made.ToString(), again.ToString());
        Assert.True(made.GetProperty("created").GetBoolean());
        Assert.False(changed.GetProperty("created").GetBoolean());
        var id = made.GetProperty("worker").GetProperty("id").GetString();
        Assert.Equal((id, "Veldhuis"), (found.GetProperty("a").GetProperty("id").GetString(), found.GetProperty("a").GetProperty("familyName").GetString()));
        Assert.Equal(id, found.GetProperty("b").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("c").ValueKind);
    }

    [Fact]
    public async Task An_agency_is_branded_with_a_logo_drawn_anew()
    {
        var tenant = await host.Tenant();
        var png = PngImage.Write(new Pixels(900, 300, [.. Enumerable.Repeat((byte)90, 900 * 300 * 4)]));
        var logo = await tenant.Upload([.. png, .. "<script>"u8], "image/png");

        var payload = await tenant.Mutate(
            "agencySettingsUpdate",
            new { name = "Werkstad", accentColor = "#C2410C", logoUploadId = logo, supportPhone = "040 000 01 23", idempotencyKey = Guid.NewGuid() },
            "agency { name branding { logoUrl accentColor contrastRatio } contact { phone } }");

        Assert.Empty(ApiTenant.Codes(payload));
        var branding = payload.GetProperty("agency").GetProperty("branding");
        Assert.True(branding.GetProperty("contrastRatio").GetDouble() >= 4.5);
        using var answer = await tenant.Send(tenant.Request(HttpMethod.Get, new Uri(branding.GetProperty("logoUrl").GetString()!).PathAndQuery));
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(176, PngImage.Read(bytes)?.Height);
        Assert.Equal(-1, bytes.AsSpan().IndexOf("script"u8));

        var later = await tenant.Mutate("agencySettingsUpdate", new { supportHours = "ma-vr", idempotencyKey = Guid.NewGuid() }, "agency { branding { logoUrl } }");
        Assert.Equal(branding.GetProperty("logoUrl").GetString(), later.GetProperty("agency").GetProperty("branding").GetProperty("logoUrl").GetString());
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("GIF89a=1;alert(1)")]
    public async Task T6_a_logo_that_is_no_picture_is_refused(string content)
    {
        var tenant = await host.Tenant();
        var logo = await tenant.Upload(System.Text.Encoding.UTF8.GetBytes(content), "image/png");

        var payload = await tenant.Mutate("agencySettingsUpdate", new { logoUploadId = logo, idempotencyKey = Guid.NewGuid() }, "agency { name }");

        Assert.Equal(("INVALID_FORMAT", "input.logoUploadId"), (ApiTenant.Codes(payload).Single(), ApiTenant.Field(payload)));
    }

    private static byte[] Encrypted()
    {
        var folder = Directory.CreateTempSubdirectory("flexportal-").FullName;
        try
        {
            var (plain, locked) = (Path.Combine(folder, "plain.pdf"), Path.Combine(folder, "locked.pdf"));
            File.WriteAllBytes(plain, TestPdf.Pages());
            using var qpdf = System.Diagnostics.Process.Start("qpdf", ["--encrypt", "user", "owner", "256", "--", plain, locked]);
            qpdf.WaitForExit();
            return File.ReadAllBytes(locked);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
