using System.Net;
using System.Text;
using System.Text.Json;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>A clear error in the caller's language: the words follow <c>Accept-Language</c>; codes, fields, places and statuses do not.</summary>
public sealed class LanguageTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static (string Name, string Body, string? Code)[] Bad =>
    [
        ("no JSON", "{", "BAD_JSON"),
        ("a batch", "[]", "NO_BATCHES"),
        ("no query", "{}", "BAD_REQUEST"),
        ("variables of another kind", "{\"query\":\"{__typename}\",\"variables\":[]}", "BAD_REQUEST"),
        ("a huge body", $"{{\"query\":\"{new string(' ', 300_000)}\"}}", "BODY_TOO_LARGE"),
        ("a long query", Query($"{{ agency {{ name {new string(' ', 15_000)} }} }}"), "QUERY_TOO_LONG"),
        ("many tokens", Query($"{{ agency {{ {string.Join(' ', Enumerable.Repeat("name", 1_000))} }} }}"), "QUERY_TOO_LONG"),
        ("deep nesting", Query(new string('{', 30)), "QUERY_TOO_DEEP"),
        ("deep fields", Query("{ documents(first: 1) { nodes { worker { documents(first: 1) { nodes { worker { documents(first: 1) { nodes { id } } } } } } } } }"), "QUERY_TOO_DEEP"),
        ("aliases", Query($"{{ {string.Join(' ', Enumerable.Range(0, 60).Select(i => $"a{i}: agency {{ name }}"))} }}"), "TOO_MANY_ALIASES"),
        ("directives", Query($"{{ agency {{ name {string.Join(' ', Enumerable.Repeat("@include(if: true)", 1))} {string.Join(' ', Enumerable.Range(0, 12).Select(_ => "slug @include(if: true)"))} }} }}"), "TOO_MANY_DIRECTIVES"),
        ("cost", Query("{ workers(first: 100) { nodes { documents(first: 100) { nodes { id } } } } }"), "QUERY_TOO_COSTLY"),
        ("a page of 5000", Query("{ documents(first: 5000) { totalCount } }"), "BAD_PAGE"),
        ("first and last", Query("{ documents(first: 1, last: 1) { totalCount } }"), "BAD_PAGE"),
        ("a cursor", Query("{ documents(after: \\\"x\\\") { totalCount } }"), "BAD_CURSOR"),
        ("no key to look up", Query("{ document { id } }"), "BAD_LOOKUP"),
        ("a filter's text", Query("{ documents(filter: { fileName: { eq: \\\"\\\\u0000\\\" } }) { totalCount } }"), "BAD_FILTER"),
        ("a filter's depth", Query("{ documents(filter: { and: { and: { and: { and: { or: [] } } } } }) { totalCount } }"), "FILTER_TOO_LARGE"),
        ("half a pair", Query("{ worker(by: { email: \\\"\\\\ud800\\\" }) { id } }"), "BAD_TEXT"),
        ("no GraphQL", Query("{ agency "), null),
        ("an unknown field", Query("{ documentz { id } }"), null),
        ("a missing value", "{\"query\":\"mutation($i: WorkerInviteInput!) { workerInvite(input: $i) { userErrors { code } } }\",\"variables\":{\"i\":{\"workerId\":\"x\"}}}", null),
    ];

    [Fact]
    public async Task Each_bad_request_has_the_same_code_and_words_in_the_asked_language()
    {
        var tenant = await host.Tenant();
        foreach (var (name, body, code) in Bad)
        {
            var english = await Error(tenant, body, null);
            var dutch = await Error(tenant, body, "nl-NL, nl;q=0.9, en;q=0.5");
            Assert.True((code ?? english.Code, english.Status, english.Places) == (dutch.Code, dutch.Status, dutch.Places), $"{name}: {english} {dutch}");
            Assert.True(english.Message != dutch.Message && english.Message == (await Error(tenant, body, "pl")).Message, $"{name}: {english} {dutch}");
        }
    }

    [Fact]
    public async Task What_the_gateway_refuses_is_said_in_the_asked_language_too()
    {
        var tenant = await host.Tenant();
        var poor = await host.Key(tenant.Agency, ["WORKERS_READ"]);
        const string Body = "{\"query\":\"{ documents { totalCount } }\"}";
        (Action<HttpRequestMessage> Change, HttpStatusCode Status, string Code, string Dutch)[] cases =
        [
            (request => request.Headers.Authorization = new("Bearer", "fp_nobodyknowsthiskey"), HttpStatusCode.Unauthorized, "UNAUTHENTICATED", "API-sleutel"),
            (request => request.Headers.Authorization = new("Bearer", poor), HttpStatusCode.Forbidden, "FORBIDDEN", "Voor documents heeft de sleutel de scope DOCUMENTS_READ nodig."),
            (request => request.Headers.Accept.ParseAdd("text/html"), HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE", "Antwoorden zijn"),
            (request => request.Content = new StringContent(Body, Encoding.UTF8, "text/plain"), HttpStatusCode.UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "moet application/json"),
            (request => request.Method = HttpMethod.Delete, HttpStatusCode.MethodNotAllowed, "METHOD_NOT_ALLOWED", "GET of POST"),
        ];
        foreach (var (change, status, code, words) in cases)
        {
            var dutch = await Error(tenant, Body, "nl", change);
            Assert.Equal((status, code), (dutch.Status, dutch.Code));
            Assert.Contains(words, dutch.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(words, (await Error(tenant, Body, "en", change)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task User_errors_and_their_details_are_in_the_asked_language()
    {
        var tenant = await host.Tenant();
        var document = await tenant.Document(await tenant.Worker());
        var body = JsonSerializer.Serialize(new
        {
            query = "mutation($input: DocumentReasonInput!) { documentUnlock(input: $input) { userErrors { code field message } } }",
            variables = new { input = new { documentId = document, reason = "x", idempotencyKey = Guid.NewGuid() } },
        });

        async Task<JsonElement> Unlock(string? language) => JsonDocument.Parse((await Send(tenant, body, language)).Body).RootElement.GetProperty("data").GetProperty("documentUnlock").GetProperty("userErrors")[0];
        var (dutch, english) = (await Unlock("nl"), await Unlock(null));

        Assert.Equal(("CONFLICT", "CONFLICT"), (dutch.GetProperty("code").GetString(), english.GetProperty("code").GetString()));
        Assert.EndsWith("(alleen een geblokkeerd document kan worden gedeblokkeerd)", dutch.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("(only a locked document can be unlocked)", english.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_and_downloads_answer_in_the_asked_language()
    {
        var tenant = await host.Tenant();
        var bytes = TestPdf.Pages();
        var address = new Uri((await tenant.Announce(bytes)).GetProperty("uploads")[0].GetProperty("url").GetString()!).PathAndQuery;
        (HttpMethod Method, string Path, byte[] Body, HttpStatusCode Status, string Code, string Dutch, string English)[] cases =
        [
            (HttpMethod.Put, address, [1, .. bytes.AsSpan(1)], HttpStatusCode.UnprocessableEntity, "CHECKSUM_MISMATCH", "niet goed aangekomen", "not that of the bytes"),
            (HttpMethod.Put, address, [.. bytes, 1], HttpStatusCode.RequestEntityTooLarge, "FILE_TOO_LARGE", $"Grens: {bytes.Length}", $"Limit: {bytes.Length}"),
            (HttpMethod.Put, address + "x", bytes, HttpStatusCode.Forbidden, "FORBIDDEN", "Dit mag niet.", "not allowed"),
            (HttpMethod.Get, "/files/nothing", [], HttpStatusCode.NotFound, "", "Dit bestand is er niet", "no such file"),
        ];
        foreach (var (method, path, body, status, code, dutch, english) in cases)
            foreach (var (language, words) in new[] { ("nl", dutch), ("en", english), ("de", english) })
            {
                var request = tenant.Request(method, path);
                request.Headers.AcceptLanguage.ParseAdd(language);
                request.Content = body.Length > 0 ? new ByteArrayContent(body) : null;
                using var response = await tenant.Send(request);
                var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.True(response.StatusCode == status && answer.Contains(words, StringComparison.Ordinal) && answer.Contains(code, StringComparison.Ordinal), $"{method} {path}: {response.StatusCode} {answer}");
            }
    }

    private static string Query(string query) => $"{{\"query\":\"{query}\"}}";

    private static async Task<(HttpStatusCode Status, string Body)> Send(ApiTenant tenant, string body, string? language, Action<HttpRequestMessage>? change = null)
    {
        var request = tenant.Request(HttpMethod.Post, "/api/graphql", tenant.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (language is not null)
            request.Headers.AcceptLanguage.ParseAdd(language);
        change?.Invoke(request);
        using var response = await tenant.Send(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(HttpStatusCode Status, string? Code, string Message, string Places)> Error(ApiTenant tenant, string body, string? language, Action<HttpRequestMessage>? change = null)
    {
        var (status, answer) = await Send(tenant, body, language, change);
        var error = JsonDocument.Parse(answer).RootElement.GetProperty("errors")[0];
        return (status, error.TryGetProperty("extensions", out var extra) ? extra.GetProperty("code").GetString() : null, error.GetProperty("message").GetString()!, extra.ToString() +
            (error.TryGetProperty("locations", out var places) ? places.ToString() : "") + (error.TryGetProperty("path", out var path) ? path.ToString() : ""));
    }
}
