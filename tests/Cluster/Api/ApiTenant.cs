using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flexportal.Domain.Workers;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>An agency as its own system sees it: over HTTP, with its key.</summary>
public sealed class ApiTenant(ApiHost host, TestAgency agency, string key)
{
    public TestAgency Agency => agency;

    public string Key => key;

    public string HostName => $"{agency.Tenant}.localhost:{host.Address.Port}";

    public HttpRequestMessage Request(HttpMethod method, string path, string? bearer = null)
    {
        var request = new HttpRequestMessage(method, new Uri(host.Address, path));
        request.Headers.Host = HostName;
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return request;
    }

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => host.Http.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>One POST to the agency endpoint, with whatever body.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Post(string body, string? bearer = null, string mediaType = "application/json", string? accept = null)
    {
        var request = Request(HttpMethod.Post, "/api/graphql", bearer ?? key);
        request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        using var response = await Send(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The <c>data</c> of an operation that must succeed.</summary>
    public async Task<JsonElement> Data(string query, object? variables = null)
    {
        var (status, body) = await Post(JsonSerializer.Serialize(new { query, variables }));
        var root = JsonDocument.Parse(body).RootElement;
        Assert.False(root.TryGetProperty("errors", out _), $"{body} {Told(body)}");
        Assert.Equal(HttpStatusCode.OK, status);
        return root.GetProperty("data");
    }

    /// <summary>Codes of the top-level errors of an operation.</summary>
    public async Task<(HttpStatusCode Status, IReadOnlyList<string> Codes)> Errors(string query, object? variables = null)
    {
        var (status, body) = await Post(JsonSerializer.Serialize(new { query, variables }));
        var root = JsonDocument.Parse(body).RootElement;
        return (status, root.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => error.TryGetProperty("extensions", out var extra) ? extra.GetProperty("code").GetString() ?? "" : "")] : []);
    }

    /// <summary>A mutation with one input and the fields of its payload; the payload.</summary>
    public async Task<JsonElement> Mutate(string name, object input, string fields)
    {
        var type = char.ToUpperInvariant(name[0]) + name[1..] + "Input";
        type = type switch
        {
            "DocumentWithdrawInput" or "DocumentUnlockInput" => "DocumentReasonInput",
            "DocumentOfferInput" or "DocumentCopyResendInput" => "DocumentActionInput",
            _ => type,
        };
        var data = await Data($"mutation($input: {type}!) {{ {name}(input: $input) {{ {fields} userErrors {{ code field message }} }} }}", new { input });
        return data.GetProperty(name);
    }

    public static IReadOnlyList<string> Codes(JsonElement payload) => [.. payload.GetProperty("userErrors").EnumerateArray().Select(error => error.GetProperty("code").GetString()!)];

    public static string Field(JsonElement payload) =>
        payload.GetProperty("userErrors")[0].GetProperty("field") is { ValueKind: JsonValueKind.Array } path ? string.Join('.', path.EnumerateArray().Select(part => part.GetString())) : "";

    /// <summary>Announces a file.</summary>
    public async Task<JsonElement> Announce(byte[] bytes, string mediaType = "application/pdf", int? size = null, string? sha256 = null, Guid? idempotencyKey = null) =>
        await Mutate(
            "stagedUploadsCreate",
            new
            {
                files = new[] { new { fileName = "OVK.pdf", byteSize = size ?? bytes.Length, mediaType, sha256 = sha256 ?? Convert.ToHexStringLower(SHA256.HashData(bytes)) } },
                idempotencyKey = idempotencyKey ?? Guid.NewGuid(),
            },
            "uploads { uploadId url method headers { name value } expiresAt }");

    /// <summary>What the log says about the references in an answer.</summary>
    private string Told(string body) =>
        string.Join('\n', host.Logs.Where(line => line.StartsWith("GraphQL fault ", StringComparison.Ordinal) && body.Contains(line.Split(' ')[2], StringComparison.Ordinal)));

    public async Task<HttpStatusCode> Put(string url, byte[] bytes)
    {
        var request = Request(HttpMethod.Put, new Uri(url).PathAndQuery);
        request.Content = new ByteArrayContent(bytes);
        using var response = await Send(request);
        return response.StatusCode;
    }

    /// <summary>A file that was announced and sent; its upload id.</summary>
    public async Task<string> Upload(byte[] bytes, string mediaType = "application/pdf")
    {
        var upload = (await Announce(bytes, mediaType)).GetProperty("uploads")[0];
        Assert.Equal(HttpStatusCode.NoContent, await Put(upload.GetProperty("url").GetString()!, bytes));
        return upload.GetProperty("uploadId").GetString()!;
    }

    public static Dictionary<string, object?> WorkerInput(string number = "1001", string family = "Dooren", string? email = null) => new()
    {
        ["externalId"] = new { value = number, schemeAgencyId = "payroll" },
        ["familyName"] = family,
        ["namePrefix"] = "van",
        ["givenName"] = "Niki",
        ["initials"] = "N.",
        ["email"] = email ?? $"w{number}@mail.example",
        ["language"] = "nl",
        ["idempotencyKey"] = Guid.NewGuid(),
    };

    /// <summary>A worker by the API; its id.</summary>
    public async Task<string> Worker(string number = "1001", string family = "Dooren")
    {
        var payload = await Mutate("workerUpsert", WorkerInput(number, family), "worker { id }");
        Assert.Empty(Codes(payload));
        return payload.GetProperty("worker").GetProperty("id").GetString()!;
    }

    public static Dictionary<string, object?> DocumentInput(string workerId, string uploadId) => new()
    {
        ["workerId"] = workerId,
        ["typeCode"] = "OVK",
        ["title"] = "Overeenkomst",
        ["fileName"] = "OVK N. van Dooren.pdf",
        ["uploadId"] = uploadId,
        ["language"] = "nl",
        ["verification"] = "EMAIL_CODE",
        ["idempotencyKey"] = Guid.NewGuid(),
    };

    /// <summary>A document by the API; its id.</summary>
    public async Task<string> Document(string workerId, Action<Dictionary<string, object?>>? change = null)
    {
        var input = DocumentInput(workerId, await Upload(TestPdf.Pages(2)));
        change?.Invoke(input);
        var payload = await Mutate("documentCreate", input, "document { id }");
        Assert.Empty(Codes(payload));
        return payload.GetProperty("document").GetProperty("id").GetString()!;
    }

    /// <summary>A registered operation of the worker endpoint, as this worker.</summary>
    public async Task<(HttpStatusCode Status, JsonElement Body)> AsWorker(Worker worker, string operationName, object? variables = null, Action<HttpRequestMessage>? change = null)
    {
        var request = Request(HttpMethod.Post, "/graphql");
        request.Headers.Add("X-Test-Worker", $"{agency.Tenant}/{worker.Id}");
        request.Content = new StringContent(JsonSerializer.Serialize(new { operationName, variables }), Encoding.UTF8, "application/json");
        change?.Invoke(request);
        using var response = await Send(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }
}
