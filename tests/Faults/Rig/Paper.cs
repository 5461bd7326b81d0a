using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>A document and its signed-in worker, who signs by the operations that the portal's own pages run, and keeps what was promised to him.</summary>
internal sealed class Paper
{
    private readonly Farm farm;
    private readonly Bureau bureau;
    private readonly string secret;

    private Paper(Farm farm, Bureau bureau, string nodeId, string email, string secret)
    {
        (this.farm, this.bureau, NodeId, Email, this.secret) = (farm, bureau, nodeId, email, secret);
        Document = NodeIds.Document(bureau.Tenant, nodeId)!.Value;
    }

    public string NodeId { get; }

    public DocumentId Document { get; }

    public TenantId Tenant => bureau.Tenant;

    public string Email { get; }

    /// <summary>Whether the worker was told that it is signed: from then on it must be, whatever happens.</summary>
    public bool WasAcknowledged { get; private set; }

    /// <summary>The session is written into its table; how workers sign in is tested elsewhere.</summary>
    public static async Task<Paper> For(Farm farm, Bureau bureau, string documentId, string workerId, string email)
    {
        var secret = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var worker = new WorkerId(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(workerId)).Split(':')[2]);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
        var session = new Session(hash, worker, "127.0.0.1", "faults", Farm.Now, Farm.Now, null);
        await farm.Eventually(() => farm.Stores.GetRequiredService<ICommitStore>().Commit(bureau.Tenant, new Changes { Sessions = [session] }, null, CancellationToken.None));
        return new Paper(farm, bureau, documentId, email, secret);
    }

    /// <summary>Starts to sign, until there is an answer.</summary>
    public async Task<Answer> Start(Guid? key = null) =>
        await Do("SigningStart", "signingStart", new { documentId = NodeId, moreTime = false, key = key ?? Guid.NewGuid() });

    /// <summary>Starts to sign at this silo and no other, until there is an answer: it may learn of a new agency a moment later.</summary>
    public async Task StartAt(SiloProcess silo)
    {
        var (since, key) = (Stopwatch.StartNew(), Guid.NewGuid());
        while (!await Started())
        {
            Demand(since);
            await Task.Delay(100);
        }

        async Task<bool> Started()
        {
            try
            {
                return (await Ask(silo, "SigningStart", new { documentId = NodeId, moreTime = false, key })).Status == HttpStatusCode.OK;
            }
            catch (Exception fault) when (Bureau.IsOutage(fault))
            {
                return false;
            }
        }
    }

    /// <summary>Enters a code at this silo and no other, until there is an answer.</summary>
    public async Task<Answer> ConfirmOnlyAt(SiloProcess silo, string attempt, string code)
    {
        var (since, key) = (Stopwatch.StartNew(), Guid.NewGuid());
        Answer? answer;
        while ((answer = await ConfirmAt(silo, attempt, code, key)) is null)
        {
            Demand(since);
            await Task.Delay(100);
        }

        return answer;
    }

    /// <summary>Enters a code, until there is an answer; always with the same key.</summary>
    public async Task<Answer> Confirm(string code, Guid? key = null)
    {
        var answer = await Do("SigningConfirm", "signingConfirm", new { attemptId = await Attempt(), code, key = key ?? Guid.NewGuid() });
        WasAcknowledged |= answer.IsSigned;
        return answer;
    }

    /// <summary>Enters a code at one silo, once; null when no answer came.</summary>
    public async Task<Answer?> ConfirmAt(SiloProcess silo, string attempt, string code, Guid key)
    {
        try
        {
            var (status, body) = await Ask(silo, "SigningConfirm", new { attemptId = attempt, code, key });
            if (status != HttpStatusCode.OK || body.Contains("\"UNAVAILABLE\"", StringComparison.Ordinal))
            {
                return null;
            }

            var answer = new Answer(JsonDocument.Parse(body).RootElement.GetProperty("data").GetProperty("signingConfirm"), body);
            WasAcknowledged |= answer.IsSigned;
            return answer;
        }
        catch (Exception fault) when (Bureau.IsOutage(fault))
        {
            return null;
        }
    }

    /// <summary>The attempt's id, from the code page.</summary>
    public async Task<string> Attempt()
    {
        return JsonDocument.Parse(await Page()).RootElement.GetProperty("data").GetProperty("node").GetProperty("attempt").GetProperty("id").GetString()!;
    }

    /// <summary>What the code page shows.</summary>
    public Task<string> Page() => Patiently("CodePage", new { id = NodeId });

    /// <summary>The digits of the newest code mail that the provider has.</summary>
    public async Task<string> Code()
    {
        // Each silo that dies with the mail in its hands keeps it for a lease of half a minute.
        await farm.Until(() => Codes().Count > 0, $"a code mail to {Email}", seconds: 400);
        return Codes()[^1].Code!;
    }

    public IReadOnlyList<Letter> Codes() => [.. farm.Mail.Accepted(Tenant.Value).Where(letter => letter.To == Email && letter.Code is not null)];

    public IReadOnlyList<Letter> Copies() => [.. farm.Mail.Accepted(Tenant.Value).Where(letter => letter.To == Email && letter.Pdf is not null)];

    /// <summary>The whole road: start, read the mail, enter the code.</summary>
    public async Task<Answer> Sign()
    {
        await Start();
        return await Confirm(await Code());
    }

    private async Task<Answer> Do(string operation, string field, object variables)
    {
        var text = await Patiently(operation, variables);
        return new Answer(JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty(field), text);
    }

    private Task<string> Patiently(string operation, object variables) =>
        bureau.Patiently(HttpMethod.Post, "/graphql", request => Fill(request, operation, variables), HttpStatusCode.OK);

    private Task<(HttpStatusCode Status, string Body)> Ask(SiloProcess silo, string operation, object variables) =>
        farm.Ask(silo, Tenant.Value, HttpMethod.Post, "/graphql", request => Fill(request, operation, variables));

    private void Fill(HttpRequestMessage request, string operationName, object variables)
    {
        request.Headers.Add("Cookie", $"__Host-fp={secret}");
        request.Content = new StringContent(JsonSerializer.Serialize(new { operationName, variables }), Encoding.UTF8, "application/json");
    }

    private static void Demand(Stopwatch since)
    {
        if (since.Elapsed > TimeSpan.FromSeconds(120))
        {
            throw new TimeoutException("The silo does not answer.");
        }
    }
}
