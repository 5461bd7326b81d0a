using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flexportal.Api.Access;
using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>An agency that works through the public API with its key, and goes on asking while the portal is down: always with the same idempotency key.</summary>
internal sealed class Bureau
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Farm farm;
    private readonly string key;

    private Bureau(Farm farm, TenantId tenant, string key) => (this.farm, Tenant, this.key) = (farm, tenant, key);

    public TenantId Tenant { get; }

    /// <summary>An agency with an archive address, a document type and codes that live long enough for stepped clocks.</summary>
    public static async Task<Bureau> Create(Farm farm, int codeLifetimeSeconds = 900)
    {
        var tenant = new TenantId(farm.NextSlug());
        var directory = farm.Stores.GetRequiredService<ITenantDirectory>();
        var secret = ApiKeySecret.New();
        var info = new ApiKeyInfo(Guid.NewGuid().ToString("N"), tenant, ApiKeySecret.Hash(secret), ApiKeySecret.Start(secret), "Salaris", ApiKeySecret.AllScopes, Farm.Now);
        await farm.Eventually(() => directory.Create(tenant, $"Bureau {tenant}", Farm.Now, CancellationToken.None));
        await farm.Eventually(() => directory.AddApiKey(info, CancellationToken.None));
        var bureau = new Bureau(farm, tenant, secret);
        await bureau.Do("agencySettingsUpdate", "AgencySettingsUpdateInput", new() { ["archiveEmail"] = $"archief@{tenant}.example", ["codeLifetimeSeconds"] = codeLifetimeSeconds });
        await bureau.Do("documentTypeUpsert", "DocumentTypeUpsertInput", new() { ["code"] = "OVK", ["label"] = "Overeenkomst", ["verification"] = "EMAIL_CODE" });
        return bureau;
    }

    /// <summary>A worker with a document to sign.</summary>
    public async Task<Paper> Paper()
    {
        var number = Guid.NewGuid().ToString("N")[..10];
        var made = await Do("workerUpsert", "WorkerUpsertInput", new()
        {
            ["externalId"] = new { value = number, schemeAgencyId = "payroll" },
            ["familyName"] = "Dooren",
            ["namePrefix"] = "van",
            ["givenName"] = "Niki",
            ["initials"] = "N.",
            ["email"] = $"w{number}@mail.example",
            ["language"] = "nl",
        }, "worker { id }");
        var worker = made.Payload.GetProperty("worker").GetProperty("id").GetString()!;
        var pdf = TestPdf.Pages(2, $"Overeenkomst {number}");
        var staged = await Do("stagedUploadsCreate", "StagedUploadsCreateInput", new()
        {
            ["files"] = new[] { new { fileName = "OVK.pdf", byteSize = pdf.Length, mediaType = "application/pdf", sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf)) } },
        }, "uploads { uploadId url }");
        var upload = staged.Payload.GetProperty("uploads")[0];
        await Patiently(HttpMethod.Put, new Uri(upload.GetProperty("url").GetString()!).PathAndQuery, request => request.Content = new ByteArrayContent(pdf), HttpStatusCode.NoContent);
        var document = await Do("documentCreate", "DocumentCreateInput", new()
        {
            ["workerId"] = worker,
            ["typeCode"] = "OVK",
            ["title"] = "Overeenkomst",
            ["fileName"] = "OVK N. van Dooren.pdf",
            ["uploadId"] = upload.GetProperty("uploadId").GetString(),
            ["language"] = "nl",
            ["verification"] = "EMAIL_CODE",
        }, "document { id }");
        return await Rig.Paper.For(farm, this, document.Payload.GetProperty("document").GetProperty("id").GetString()!, worker, $"w{number}@mail.example");
    }

    /// <summary>One mutation, until there is an answer.</summary>
    public async Task<Answer> Do(string name, string type, Dictionary<string, object?> input, string fields = "")
    {
        input["idempotencyKey"] = Guid.NewGuid();
        var body = JsonSerializer.Serialize(new { query = $"mutation($input: {type}!) {{ {name}(input: $input) {{ {fields} userErrors {{ code field message }} }} }}", variables = new { input } });
        var text = await Patiently(HttpMethod.Post, "/api/graphql", request => Fill(request, body), HttpStatusCode.OK);
        var answer = new Answer(JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty(name), text);
        return answer.Refusals.Count == 0 ? answer : throw new InvalidOperationException($"{name}: {text}");
    }

    /// <summary>One query, until there is an answer.</summary>
    public Task<string> Ask(string query, object? variables = null) =>
        Patiently(HttpMethod.Post, "/api/graphql", request => Fill(request, JsonSerializer.Serialize(new { query, variables })), HttpStatusCode.OK);

    /// <summary>One query to one silo, once; null when no whole answer came.</summary>
    public async Task<string?> AskOnce(SiloProcess silo, string query, object? variables = null)
    {
        try
        {
            return (await farm.Ask(silo, Tenant.Value, HttpMethod.Post, "/api/graphql", request => Fill(request, JsonSerializer.Serialize(new { query, variables })))).Body;
        }
        catch (Exception fault) when (IsOutage(fault))
        {
            return null;
        }
    }

    /// <summary>Asks one silo after the other until one answers as expected. A refusal is an answer, an outage is none.</summary>
    public async Task<string> Patiently(HttpMethod method, string path, Action<HttpRequestMessage> fill, HttpStatusCode expected)
    {
        var since = System.Diagnostics.Stopwatch.StartNew();
        var last = "nobody was asked";
        while (since.Elapsed < Patience)
        {
            try
            {
                var (status, body) = await farm.Ask(await farm.Next(), Tenant.Value, method, path, fill);
                if (status == expected && !body.Contains("\"UNAVAILABLE\"", StringComparison.Ordinal))
                {
                    return body;
                }

                last = $"{status} {body}";
            }
            catch (Exception fault) when (IsOutage(fault))
            {
                last = fault.Message;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"{Tenant} {path}: no answer; at last: {last}\n{farm.Logs()}");
    }

    public static bool IsOutage(Exception fault) => fault is HttpRequestException or OperationCanceledException or IOException;

    private void Fill(HttpRequestMessage request, string body)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
    }
}
