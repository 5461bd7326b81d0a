using System.Net;
using System.Text.Json;
using Flexportal.Api.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>The worker endpoint: registered operations, one's own documents, signing with a code.</summary>
public sealed class WorkerApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task A_worker_reads_opens_signs_with_the_code_and_finds_the_proof()
    {
        var (tenant, worker, document) = await Offered();
        var id = Id(tenant, document);

        var before = await Data(tenant, worker, "TestNode", new { id });
        await Data(tenant, worker, "TestOpen", new { id, key = Guid.NewGuid() });
        var started = await Data(tenant, worker, "TestStart", new { id, key = Guid.NewGuid() });
        var attempt = started.GetProperty("signingStart").GetProperty("attempt");
        var code = await tenant.Agency.Code(document, 1);
        var confirmed = (await Data(tenant, worker, "TestConfirm", new { id = attempt.GetProperty("id").GetString(), code, key = Guid.NewGuid() })).GetProperty("signingConfirm");
        var home = (await Data(tenant, worker, "TestHome")).GetProperty("viewer");

        var node = before.GetProperty("node");
        Assert.Equal((2, "Pagina 1 van 2"), (node.GetProperty("pages").GetArrayLength(), node.GetProperty("pages")[0].GetProperty("alt").GetString()));
        Assert.Contains("Arbeidsovereenkomst 2", node.GetProperty("textAlternative").GetString(), StringComparison.Ordinal);
        Assert.Equal("CODE", attempt.GetProperty("step").GetString());
        Assert.Empty(confirmed.GetProperty("userErrors").EnumerateArray());
        Assert.Equal("SIGNED", confirmed.GetProperty("document").GetProperty("state").GetString());
        Assert.Equal(32, confirmed.GetProperty("proof").GetProperty("reference").GetString()!.Length);
        Assert.Equal((0, 1), (home.GetProperty("toSign").GetProperty("totalCount").GetInt32(), home.GetProperty("signed").GetProperty("totalCount").GetInt32()));
        Assert.Matches(@"^\d{1,2} \w+\.? \d{4} om \d\d:\d\d$", home.GetProperty("signed").GetProperty("nodes")[0].GetProperty("signedAt").GetProperty("short").GetString());
    }

    [Theory]
    [InlineData("12a4", "CODE_NOT_NUMERIC")]
    [InlineData("123", "CODE_LENGTH")]
    [InlineData("12345", "CODE_LENGTH")]
    [InlineData("", "REQUIRED", "CODE_LENGTH")]
    [InlineData(null, "REQUIRED", "CODE_LENGTH")]
    public async Task A_misshapen_code_says_what_is_wrong_and_costs_no_try(string? typed, params string[] codes)
    {
        var (tenant, worker, document) = await Offered();
        var (attempt, _) = await tenant.Agency.Started(document, worker);
        var id = NodeId.Of(tenant.Agency.Tenant, document.Id, attempt).ToString();

        var payload = (await Data(tenant, worker, "TestConfirm", new { id, code = typed, key = Guid.NewGuid() })).GetProperty("signingConfirm");

        Assert.Contains(payload.GetProperty("userErrors")[0].GetProperty("code").GetString(), codes);
        Assert.Equal(5, payload.GetProperty("attempt").GetProperty("challenge").GetProperty("attemptsLeft").GetInt32());
    }

    [Theory]
    [InlineData(" {0} {1} {2} {3} ")]
    [InlineData("{0}{1}-{2}{3}")]
    public async Task Spaces_hyphens_and_full_width_digits_are_understood(string form)
    {
        var (tenant, worker, document) = await Offered();
        var (attempt, code) = await tenant.Agency.Started(document, worker);
        var id = NodeId.Of(tenant.Agency.Tenant, document.Id, attempt).ToString();
        var typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, [.. code.Select(digit => (object)(char)(digit - '0' + '０'))]);

        var payload = (await Data(tenant, worker, "TestConfirm", new { id, code = typed, key = Guid.NewGuid() })).GetProperty("signingConfirm");

        Assert.Equal("SIGNED", payload.GetProperty("document").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_wrong_code_comes_with_its_own_error_type_in_the_page_language()
    {
        var (tenant, worker, document) = await Offered();
        var (attempt, code) = await tenant.Agency.Started(document, worker);
        var wrong = code[0] == '1' ? "2" + code[1..] : "1" + code[1..];

        var payload = (await Data(tenant, worker, "TestConfirm", new { id = NodeId.Of(tenant.Agency.Tenant, document.Id, attempt).ToString(), code = wrong, key = Guid.NewGuid() })).GetProperty("signingConfirm");

        var error = payload.GetProperty("userErrors")[0];
        Assert.Equal(("CodeIncorrectError", 4), (error.GetProperty("__typename").GetString(), error.GetProperty("attemptsLeft").GetInt32()));
        Assert.Equal("Deze code klopt niet. Je kunt het nog 4 keer proberen.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_double_tap_and_two_devices_are_one_attempt()
    {
        var (tenant, worker, document) = await Offered();
        var id = Id(tenant, document);
        var key = Guid.NewGuid();

        var starts = await Task.WhenAll(
            Data(tenant, worker, "TestStart", new { id, key }), Data(tenant, worker, "TestStart", new { id, key }), Data(tenant, worker, "TestStart", new { id, key = Guid.NewGuid() }));

        Assert.Single(starts.Select(start => start.GetProperty("signingStart").GetProperty("attempt").GetProperty("id").GetString()).Distinct());
        await tenant.Agency.Code(document, 1);
        Assert.Single((await tenant.Agency.Challenge(document))!.Codes);
    }

    [Fact]
    public async Task Signing_after_a_withdrawal_is_refused()
    {
        var (tenant, worker, document) = await Offered();
        var (attempt, code) = await tenant.Agency.Started(document, worker);
        await tenant.Mutate("documentWithdraw", new { documentId = Id(tenant, document), reason = "wrong", idempotencyKey = Guid.NewGuid() }, "document { id }");

        var payload = (await Data(tenant, worker, "TestConfirm", new { id = NodeId.Of(tenant.Agency.Tenant, document.Id, attempt).ToString(), code, key = Guid.NewGuid() })).GetProperty("signingConfirm");

        Assert.Equal("DOCUMENT_WITHDRAWN", payload.GetProperty("userErrors")[0].GetProperty("code").GetString());
        Assert.Null(await tenant.Agency.Signature(document));
    }

    [Fact]
    public async Task W10_another_worker_of_the_agency_finds_nothing()
    {
        var (tenant, worker, document) = await Offered();
        var (attempt, code) = await tenant.Agency.Started(document, worker);
        var other = await tenant.Agency.Worker("Ander");
        var (id, attemptId) = (Id(tenant, document), NodeId.Of(tenant.Agency.Tenant, document.Id, attempt).ToString());
        var (unknown, unknownAttempt) = (
            NodeId.Of(tenant.Agency.Tenant, new Domain.Common.DocumentId(new string('1', 32))).ToString(),
            NodeId.Of(tenant.Agency.Tenant, new Domain.Common.DocumentId(new string('1', 32)), attempt).ToString());
        (string Operation, object Theirs, object Nobodys)[] pairs =
        [
            ("TestNode", new { id }, new { id = unknown }),
            ("TestNode", new { id = attemptId }, new { id = unknownAttempt }),
            ("TestOpen", new { id, key = Guid.NewGuid() }, new { id = unknown, key = Guid.NewGuid() }),
            ("TestRefuse", new { id, reason = "x", key = Guid.NewGuid() }, new { id = unknown, reason = "x", key = Guid.NewGuid() }),
            ("TestStart", new { id, key = Guid.NewGuid() }, new { id = unknown, key = Guid.NewGuid() }),
            ("TestHelp", new { id, key = Guid.NewGuid() }, new { id = unknown, key = Guid.NewGuid() }),
            ("TestResend", new { id = attemptId, key = Guid.NewGuid() }, new { id = unknownAttempt, key = Guid.NewGuid() }),
            ("TestConfirm", new { id = attemptId, code, key = Guid.NewGuid() }, new { id = unknownAttempt, code, key = Guid.NewGuid() }),
        ];
        foreach (var (operation, theirs, nobodys) in pairs)
            Assert.Equal((await tenant.AsWorker(other, operation, nobodys)).Body.ToString(), (await tenant.AsWorker(other, operation, theirs)).Body.ToString());
        Assert.Equal(DocumentState.AwaitingCode, (await tenant.Agency.Row(document)).State);
    }

    [Fact]
    public async Task Only_registered_operations_run_and_only_for_a_signed_in_worker_on_its_own_pages()
    {
        var (tenant, worker, _) = await Offered();

        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.AsWorker(worker, "Unknown")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.AsWorker(worker, "TestHome", null, Body("{\"query\":\"{ viewer { worker { id } } }\"}"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.AsWorker(worker, "TestHome", null, Body("{\"query\":\"{ portal { name } }\",\"operationName\":\"TestHome\"}"))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await tenant.AsWorker(worker, "TestHome", null, request => request.Headers.Remove("X-Test-Worker"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.AsWorker(worker, "TestHome", null, request => request.Headers.Add("Origin", "http://other.localhost"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.AsWorker(worker, "TestHome", null, request => request.Headers.Add("Sec-Fetch-Site", "same-site"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await tenant.AsWorker(worker, "TestHome", null, request => request.Headers.Add("Origin", $"http://{tenant.HostName}"))).Status);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await tenant.AsWorker(worker, "TestHome", null, request => request.Content!.Headers.ContentType = new("text/plain"))).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await tenant.AsWorker(worker, "TestHome", null, request => request.Method = HttpMethod.Put)).Status);
    }

    [Fact]
    public async Task The_lists_go_on_behind_their_first_page()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();
        await tenant.Agency.Grains.Agency().UpsertDocumentType(new("LOON", "Loonstrook", DocumentPurpose.Personal, VerificationMethod.None), TestAgency.ByKey());
        var id = NodeId.Of(tenant.Agency.Tenant, worker.Id).ToString();
        for (var i = 0; i < 3; i++)
        {
            await tenant.Agency.Document(worker);
            await tenant.Document(id, input => (input["typeCode"], input["purpose"], input["verification"]) = ("LOON", "PERSONAL", "NONE"));
            host.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var seen = new List<string>();
        var (afterSign, afterPersonal) = ((string?)null, (string?)null);
        for (var page = 0; page < 3; page++)
        {
            var viewer = (await Data(tenant, worker, "TestHome", new { first = 1, afterSign, afterPersonal })).GetProperty("viewer");
            foreach (var list in new[] { "toSign", "personal" })
                seen.Add($"{list} {viewer.GetProperty(list).GetProperty("nodes")[0].GetProperty("id").GetString()} {viewer.GetProperty(list).GetProperty("totalCount")}");
            (afterSign, afterPersonal) = (viewer.GetProperty("toSign").GetProperty("pageInfo").GetProperty("endCursor").GetString(), viewer.GetProperty("personal").GetProperty("pageInfo").GetProperty("endCursor").GetString());
        }

        Assert.Equal(6, seen.Distinct().Count());
        Assert.All(seen, line => Assert.EndsWith(" 3", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preferences_are_kept()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();

        await Data(tenant, worker, "TestPreferences", new { more = true, key = Guid.NewGuid() });

        Assert.True((await Data(tenant, worker, "TestHome")).GetProperty("viewer").GetProperty("worker").GetProperty("moreTimeForCodes").GetBoolean());
    }

    [Fact]
    public async Task W19_a_question_is_mailed_once_however_often_it_is_sent()
    {
        var (tenant, worker, document) = await Offered();
        var (id, key) = (Id(tenant, document), Guid.NewGuid());
        await tenant.Agency.Grains.Agency().Update(new() { SupportEmail = "hulp@bureau.example" }, TestAgency.ByKey());

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Data(tenant, worker, "TestHelp", new { id, message = "Nie dostaję kodu", key })));

        var reference = Assert.Single(answers.Select(answer => answer.GetProperty("helpRequest").GetProperty("reference").GetString()).Distinct());
        Assert.Matches("^FP-[0-9A-Z]{4}-[0-9]{2}$", reference);
        var mail = (await tenant.Agency.Mailed(MailKind.HelpRequest, document)).Material;
        Assert.Equal((reference, "Nie dostaję kodu", worker.Id), (mail.Mail.Help!.Reference, mail.Mail.Help.Message, mail.Worker!.Id));
        Assert.Single(tenant.Agency.Accepted(MailKind.HelpRequest));
        var asked = (await tenant.Data("{ documents(filter: { attention: [HELP_REQUESTED] }) { totalCount nodes { id attention } } }")).GetProperty("documents");
        Assert.Equal((1, id, "HELP_REQUESTED"), (asked.GetProperty("totalCount").GetInt32(), asked.GetProperty("nodes")[0].GetProperty("id").GetString(), asked.GetProperty("nodes")[0].GetProperty("attention")[0].GetString()));
        var other = await Data(tenant, worker, "TestHelp", new { id, message = "Nog een vraag", key });
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", other.GetProperty("helpRequest").GetProperty("userErrors")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task W2_questions_are_five_an_hour_and_a_repeated_one_is_none()
    {
        var (tenant, worker, document) = await Offered();
        await tenant.Agency.Grains.Agency().Update(new() { SupportEmail = "hulp@bureau.example" }, TestAgency.ByKey());
        var key = Guid.NewGuid();
        async Task<string?> Ask(Guid once) =>
            (await Data(tenant, worker, "TestHelp", new { id = Id(tenant, document), message = "Hallo", key = once })).GetProperty("helpRequest").GetProperty("userErrors") is { } errors
            && errors.GetArrayLength() > 0 ? errors[0].GetProperty("code").GetString() : null;

        var first = new[] { await Ask(key), await Ask(Guid.NewGuid()), await Ask(Guid.NewGuid()), await Ask(Guid.NewGuid()), await Ask(Guid.NewGuid()) };

        Assert.All(first, Assert.Null);
        Assert.Equal("TOO_OFTEN", await Ask(Guid.NewGuid()));
        Assert.Null(await Ask(key));
    }

    [Fact]
    public async Task U11_copies_by_mail_are_five_an_hour_and_only_of_own_documents()
    {
        var (tenant, worker, document) = await Offered();
        var other = await tenant.Agency.Worker("Ander");
        async Task<string?> Ask(Worker who) =>
            (await Data(tenant, who, "TestMailCopy", new { id = Id(tenant, document), key = Guid.NewGuid() })).GetProperty("documentMailCopy").GetProperty("userErrors")[0].GetProperty("code").GetString();

        Assert.Equal("NOT_FOUND", await Ask(other));
        for (var plea = 0; plea < 5; plea++)
            Assert.Equal("CONFLICT", await Ask(worker));
        Assert.Equal("TOO_OFTEN", await Ask(worker));
    }

    private static Action<HttpRequestMessage> Body(string json) => request => request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

    private static string Id(ApiTenant tenant, Document document) => NodeId.Of(tenant.Agency.Tenant, document.Id).ToString();

    private static async Task<JsonElement> Data(ApiTenant tenant, Worker worker, string operation, object? variables = null)
    {
        var (status, body) = await tenant.AsWorker(worker, operation, variables);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(body.TryGetProperty("errors", out _), body.ToString());
        return body.GetProperty("data");
    }

    private async Task<(ApiTenant Tenant, Worker Worker, Document Document)> Offered()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker();
        return (tenant, worker, await tenant.Agency.Document(worker, pdf: TestPdf.Pages(2)));
    }
}
