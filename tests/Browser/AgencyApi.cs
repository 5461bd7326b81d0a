using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Xunit;

namespace Flexportal.Tests.Browser;

/// <summary>An agency's system: puts up workers and documents by the public API, with its key.</summary>
public sealed class AgencyApi(PortalProcess portal, string slug, string key)
{
    public string Slug => slug;

    public string Address => portal.Address(slug);

    /// <summary>A worker whom nobody has met before.</summary>
    public async Task<NewWorker> Worker(string given = "Niki", string? prefix = "van", string family = "Dooren", string language = "nl")
    {
        var number = Guid.NewGuid().ToString("N")[..12];
        var mail = $"w{number}@werknemer.example";
        var data = await Run(
            "mutation($input: WorkerUpsertInput!) { workerUpsert(input: $input) { worker { id } userErrors { code field message } } }",
            new
            {
                externalId = new { value = number, schemeAgencyId = "payroll" },
                familyName = family,
                namePrefix = prefix,
                givenName = given,
                email = mail,
                language,
                idempotencyKey = Guid.NewGuid(),
            });
        return new NewWorker(data["workerUpsert"]!["worker"]!["id"]!.GetValue<string>(), mail, string.Join(' ', new[] { given, prefix, family }.Where(p => p is not null)));
    }

    /// <summary>A demo document for the worker; OVK asks for a code, FIETSPLAN does not.</summary>
    public async Task<NewDocument> Document(NewWorker worker, string type = "OVK", string title = "Uitzendovereenkomst fase A", string fileName = "OVK N. van Dooren.pdf", string file = "ovk-van-dooren.pdf", string purpose = "SIGN")
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "demo", "taldemo", file), Cancel);
        var staged = await Run(
            "mutation($input: StagedUploadsCreateInput!) { stagedUploadsCreate(input: $input) { uploads { uploadId url } userErrors { code field message } } }",
            new { files = new[] { new { fileName, mediaType = "application/pdf", byteSize = bytes.Length, sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) } }, idempotencyKey = Guid.NewGuid() });
        var upload = staged["stagedUploadsCreate"]!["uploads"]![0]!;
        using (var put = new HttpRequestMessage(HttpMethod.Put, Local(upload["url"]!.GetValue<string>())))
        {
            put.Headers.Host = $"{slug}.localhost:{portal.Port}";
            put.Content = new ByteArrayContent(bytes);
            put.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            (await portal.Http.SendAsync(put, Cancel)).EnsureSuccessStatusCode();
        }

        var created = await Run(
            "mutation($input: DocumentCreateInput!) { documentCreate(input: $input) { document { id } userErrors { code field message } } }",
            new { workerId = worker.Id, typeCode = type, title, fileName, uploadId = upload["uploadId"]!.GetValue<string>(), language = "nl", purpose, idempotencyKey = Guid.NewGuid() });
        var id = created["documentCreate"]!["document"]!["id"]!.GetValue<string>();
        return new NewDocument(id, Bare(id), title, fileName);
    }

    public Task Unlock(NewDocument document) => Run(
        "mutation($input: DocumentReasonInput!) { documentUnlock(input: $input) { userErrors { code field message } } }",
        new { documentId = document.Id, reason = "Adres gecontroleerd", idempotencyKey = Guid.NewGuid() });

    public Task Withdraw(NewDocument document) => Run(
        "mutation($input: DocumentReasonInput!) { documentWithdraw(input: $input) { userErrors { code field message } } }",
        new { documentId = document.Id, reason = "Verkeerd document", idempotencyKey = Guid.NewGuid() });

    public async Task<string> State(NewDocument document) =>
        (await Run("query($input: ID!) { document(id: $input) { state } }", document.Id))["document"]!["state"]!.GetValue<string>();

    private async Task<JsonNode> Run(string query, object input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{portal.Port}/api/graphql");
        request.Headers.Host = $"{slug}.localhost:{portal.Port}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = JsonContent.Create(new { query, variables = new { input } });
        var answer = await portal.Http.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        var body = JsonNode.Parse(text)!;
        var wrong = body["errors"] is not null || (body["data"] as JsonObject)?.Any(field => field.Value?["userErrors"] is JsonArray { Count: > 0 }) == true;
        return wrong ? throw new InvalidOperationException($"The API said no: {text}") : body["data"]!;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Local(string url) => new UriBuilder(url) { Host = "127.0.0.1", Port = portal.Port }.Uri;

    private static string Bare(string nodeId) => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(nodeId)).Split(':')[2];
}

/// <summary>A worker put up by a test.</summary>
public sealed record NewWorker(string Id, string Email, string Name);

/// <summary>A document put up by a test; <paramref name="Bare"/> stands in addresses.</summary>
public sealed record NewDocument(string Id, string Bare, string Title, string FileName);
