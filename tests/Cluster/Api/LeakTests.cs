using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Flexportal.Api.Agencies;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Api.InProcess;
using Flexportal.Api.Workers;
using Flexportal.Contracts;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.TestKit;
using GraphQL;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>
/// Trust T3: every field of both schemas and every address of the host, asked with one tenant's key, session or host and another tenant's ids.
/// Nothing of the other tenant may come back, and every answer must be the one that an id nobody has gets.
/// </summary>
public sealed partial class LeakTests(ApiHost host) : IClassFixture<ApiHost>
{
    // Stands in names, titles and addresses of the tenant that must not leak.
    private const string Canary = "Kanarie";

    private readonly Dictionary<string, (string Cookie, string Token)> _forms = [];

    [Fact]
    public async Task T3_no_field_of_the_agency_schema_gives_anything_of_another_tenant()
    {
        var (victim, ids, _) = await Victim();
        var thief = await host.Tenant();
        await thief.Document(await thief.Worker());
        var plan = new FieldWalk(host.Services.GetRequiredService<AgencySchema>());
        var pairs = 0;
        foreach (var probe in plan.Probes())
            foreach (var id in ids)
            {
                var theirs = await Ask(thief, probe, id);
                var nobodys = await Ask(thief, probe, Nobodys(victim, id));
                Assert.DoesNotContain(Canary, theirs, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(victim.Agency.Tenant.Value, theirs, StringComparison.Ordinal);
                Assert.Contains("\"data\"", theirs, StringComparison.Ordinal);
                Assert.True(Plain(nobodys) == Plain(theirs), $"{probe.Name}: {theirs} but {nobodys}");
                pairs++;
            }

        Assert.Equal("", string.Join(' ', plan.NotAsked()));
        TestContext.Current.TestOutputHelper?.WriteLine($"T3: {plan.Fields.Count} fields of the agency schema, {pairs} pairs of field and foreign id, 0 leaks");
    }

    [Fact]
    public async Task T3_the_walk_itself_finds_the_victims_data_with_its_own_key()
    {
        var (victim, ids, _) = await Victim();
        var plan = new FieldWalk(host.Services.GetRequiredService<AgencySchema>());
        var seen = 0;
        foreach (var probe in plan.Probes().Where(probe => probe.IsNode))
            foreach (var id in ids)
                seen += (await Ask(victim, probe, id)).Contains(Canary, StringComparison.Ordinal) ? 1 : 0;

        Assert.True(seen > 5, $"{seen}");
    }

    [Fact]
    public async Task T3_no_field_of_the_worker_schema_gives_anything_of_another_tenant_or_worker()
    {
        var (victim, ids, _) = await Victim();
        var other = await host.Tenant();
        var callers = new[] { Caller(other, await other.Agency.Worker()), Caller(victim, await victim.Agency.Worker("Collega")) };
        var plan = new FieldWalk(host.Services.GetRequiredService<WorkerSchema>());
        var pairs = 0;
        foreach (var caller in callers)
            foreach (var probe in plan.Probes())
                foreach (var id in ids)
                {
                    var theirs = await Run(caller, probe, id);
                    var nobodys = await Run(caller, probe, Nobodys(victim, id));
                    Assert.Contains("\"data\"", theirs, StringComparison.Ordinal);
                    Assert.DoesNotContain(Canary, theirs, StringComparison.OrdinalIgnoreCase);
                    Assert.True(Plain(nobodys) == Plain(theirs), $"{probe.Name}: {theirs} but {nobodys}");
                    pairs++;
                }

        Assert.Equal("", string.Join(' ', plan.NotAsked()));
        TestContext.Current.TestOutputHelper?.WriteLine($"T3: {plan.Fields.Count} fields of the worker schema, {pairs} pairs, 0 leaks");
    }

    [Fact]
    public async Task T3_no_address_gives_anything_of_another_tenant()
    {
        var (victim, ids, document) = await Victim();
        var thief = await host.Tenant();
        var worker = await thief.Agency.Worker();
        var files = await Addresses(victim, document);
        var signed = files.Select(url => new Uri(url).PathAndQuery.Split('/')[^1]).ToList();
        var values = ids.Append(document.Id.Value).Append(document.File.Upload.Value).Concat(signed).ToList();
        var visits = new (ApiTenant Host, string Session)[]
        {
            (thief, $"{thief.Agency.Tenant}/{worker.Id}"), (thief, $"{victim.Agency.Tenant}/{document.Worker}"), (victim, $"{thief.Agency.Tenant}/{worker.Id}"),
        };
        var (pairs, routes) = (0, new HashSet<string>());
        foreach (var (route, method) in Routes())
            foreach (var value in values)
                foreach (var (tenant, session) in visits)
                {
                    // A signed address is for whoever holds it, on its own host.
                    if (tenant == victim && signed.Contains(value))
                        continue;
                    var theirs = await Visit(tenant, session, thief.Key, route, method, value);
                    var nobodys = await Visit(tenant, session, thief.Key, route, method, new string('1', 32));
                    Assert.True(theirs.Status == nobodys.Status, $"{method} {route} {value} -> {theirs.Status}, but {nobodys.Status} for an unknown id");
                    Assert.DoesNotContain(Canary, theirs.Body, StringComparison.OrdinalIgnoreCase);
                    Assert.DoesNotContain("OVK N. van Dooren", theirs.Body, StringComparison.OrdinalIgnoreCase);
                    routes.Add($"{method} {route}");
                    pairs++;
                }

        // The same addresses on their own host do work: the refusals above are not for another reason.
        foreach (var url in files)
        {
            using var own = await victim.Send(victim.Request(HttpMethod.Get, new Uri(url).PathAndQuery));
            using var foreign = await thief.Send(thief.Request(HttpMethod.Get, new Uri(url).PathAndQuery));
            Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (own.StatusCode, foreign.StatusCode));
        }

        Assert.Contains(Canary, (await Visit(victim, $"{victim.Agency.Tenant}/{document.Worker}", victim.Key, "/", "GET", "x")).Body, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine($"T3: {routes.Count} addresses, {pairs} pairs of address and foreign id, 0 leaks");
    }

    private IEnumerable<(string Route, string Method)> Routes() =>
        from endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"]
        select (endpoint.RoutePattern.RawText!, method);

    // Posts bring the form token of the visited host, so that they come as far as a real one would.
    private async Task<(HttpStatusCode Status, string Body)> Visit(ApiTenant tenant, string session, string key, string route, string method, string value)
    {
        var (cookie, token) = method == "POST" ? await Form(tenant) : ("", "");
        var request = tenant.Request(new HttpMethod(method), Fill(route, value), key);
        request.Headers.Add("X-Test-Worker", session);
        if (cookie.Length > 0)
        {
            request.Headers.Add("Cookie", cookie);
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_t"] = token, ["code"] = "1234", ["key"] = Guid.NewGuid().ToString() });
        }

        using var answer = await tenant.Send(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<(string Cookie, string Token)> Form(ApiTenant tenant)
    {
        if (_forms.TryGetValue(tenant.HostName, out var known))
            return known;
        using var page = await tenant.Send(tenant.Request(HttpMethod.Get, "/inloggen"));
        var cookie = page.Headers.GetValues("Set-Cookie").First(one => one.Contains("formulier", StringComparison.Ordinal)).Split(';')[0];
        var token = Token.Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        Assert.NotEmpty(token);
        return _forms[tenant.HostName] = (cookie, token);
    }

    [Fact]
    public async Task T3_a_grain_of_another_tenant_refuses_a_call_with_a_forged_context()
    {
        var (victim, _, document) = await Victim();
        var thief = await host.Tenant();
        var grains = new TenantGrains(host.Cluster.Orleans.Client, victim.Agency.Tenant);
        TenantScope.Enter(thief.Agency.Tenant);

        await Assert.ThrowsAnyAsync<Exception>(async () => await grains.Document(document.Id).Get());
        await Assert.ThrowsAnyAsync<Exception>(async () => await grains.Worker(document.Worker).Get());
        await Assert.ThrowsAnyAsync<Exception>(async () => await grains.Agency().Get());
    }

    [GeneratedRegex("name=\"_t\" value=\"([^\"]+)\"", RegexOptions.None, 1_000)]
    private static partial Regex Token { get; }

    [GeneratedRegex(@"\{[^}:]+(:[^}]+)?\}", RegexOptions.None, 1_000)]
    private static partial Regex Slots { get; }

    // Times of day, references and addresses differ by nature.
    [GeneratedRegex("\"(reference|serverNow|url|expiresAt|endCursor|startCursor|cursor)\":\"[^\"]*\"", RegexOptions.None, 1_000)]
    private static partial Regex Passing { get; }

    private static string Fill(string route, string value) => Slots.Replace(
        route, match => match.Groups[1].Success ? "480" : Uri.EscapeDataString(value.Split('?')[0]))
        .Replace("/480/480", "/1/480", StringComparison.Ordinal) + (value.Contains('?', StringComparison.Ordinal) ? "?" + value.Split('?')[1] : "");

    private static string Plain(string answer) => Passing.Replace(answer, "");

    private static string Nobodys(ApiTenant victim, string id)
    {
        if (!NodeId.TryRead(id, victim.Agency.Tenant, out var node))
            throw new InvalidOperationException("Not an id.");
        var inner = string.Join('.', node.Id.Split('.').Select(part => part.Length == 32 ? new string('1', 32) : "999999999"));
        return new NodeId(node.Kind, new TenantId("nobody"), inner).ToString();
    }

    private static Task<string> Ask(ApiTenant tenant, Probe probe, string id) => Body(tenant.Post(JsonSerializer.Serialize(new { query = probe.Query, variables = probe.Variables(id) })));

    private static async Task<string> Body(Task<(HttpStatusCode Status, string Body)> answer) => (await answer).Body;

    private async Task<string> Run(WorkerCaller caller, Probe probe, string id)
    {
        TenantScope.Enter(caller.Tenant);
        var writer = host.Services.GetRequiredService<AnswerWriter>();
        var inputs = writer.Read<Inputs>(JsonSerializer.Serialize(probe.Variables(id)))!;
        var call = new WorkerCall(host.Services.GetRequiredService<ApiParts>(), caller, "");
        var result = await host.Services.GetRequiredService<GraphQLRunner>().Run(host.Services.GetRequiredService<WorkerSchema>(), probe.Query, null, inputs, call, TestContext.Current.CancellationToken);
        using var text = new MemoryStream();
        await writer.Write(text, result, TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    private WorkerCaller Caller(ApiTenant tenant, Worker worker) => new(
        tenant.Agency.Tenant, worker.Id, "hash", new SessionInfo(worker.Id, host.Cluster.Now, "198.51.100.9", host.Cluster.Now.AddHours(1)), IPAddress.Loopback, "test", "nl");

    private static async Task<List<string>> Addresses(ApiTenant tenant, Document document)
    {
        var found = (await tenant.Data("query($id: ID) { document(id: $id) { original { url } signed { url } } }", new { id = NodeId.Of(tenant.Agency.Tenant, document.Id).ToString() })).GetProperty("document");
        return [found.GetProperty("original").GetProperty("url").GetString()!, found.GetProperty("signed").GetProperty("url").GetString()!];
    }

    /// <summary>A tenant with one object of every kind, and all their ids.</summary>
    private async Task<(ApiTenant Tenant, IReadOnlyList<string> Ids, Document Signed)> Victim()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Agency.Worker(Canary);
        var signed = await tenant.Agency.Signed(worker);
        await tenant.Agency.Mailed(MailKind.SignedCopy, signed);
        var waiting = await tenant.Agency.Document(worker);
        var (attempt, _) = await tenant.Agency.Started(waiting, worker);
        var upload = (await tenant.Announce(TestPdf.Pages())).GetProperty("uploads")[0].GetProperty("uploadId").GetString()!;
        var data = (await tenant.Data(
            "query($id: ID) { agency { id } documentTypes { id } document(id: $id) { id worker { id } proof { id } timeline { nodes { id } } deliveries { nodes { id } } } }",
            new { id = NodeId.Of(tenant.Agency.Tenant, signed.Id).ToString() }));
        var document = data.GetProperty("document");
        string[] ids =
        [
            data.GetProperty("agency").GetProperty("id").GetString()!, data.GetProperty("documentTypes")[0].GetProperty("id").GetString()!, document.GetProperty("id").GetString()!,
            document.GetProperty("worker").GetProperty("id").GetString()!, document.GetProperty("proof").GetProperty("id").GetString()!,
            document.GetProperty("timeline").GetProperty("nodes")[0].GetProperty("id").GetString()!, document.GetProperty("deliveries").GetProperty("nodes")[0].GetProperty("id").GetString()!,
            NodeId.Of(tenant.Agency.Tenant, waiting.Id).ToString(), NodeId.Of(tenant.Agency.Tenant, waiting.Id, attempt).ToString(), NodeIds.OfPersonalFile(tenant.Agency.Tenant, signed.Id), upload,
        ];
        return (tenant, ids, signed);
    }
}
