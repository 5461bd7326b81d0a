using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>The agency endpoint against malformed, oversized and hostile requests (trust T9, issue 2 "Bad input").</summary>
public sealed class ApiHttpTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Malformed_requests_are_refused_by_name()
    {
        var tenant = await host.Tenant();
        (string Body, string Code)[] cases =
        [
            ("", "BAD_JSON"), ("{", "BAD_JSON"), ("nul", "BAD_JSON"), ("\"x\"", "BAD_REQUEST"), ("null", "BAD_REQUEST"), ("{}", "BAD_REQUEST"),
            ("{\"query\":1}", "BAD_REQUEST"), ("{\"query\":\"{__typename}\",\"variables\":\"x\"}", "BAD_REQUEST"), ("{\"query\":\"{__typename}\",\"variables\":[]}", "BAD_REQUEST"),
            ("{\"query\":\"{__typename}\",\"operationName\":{}}", "BAD_REQUEST"), ("[{\"query\":\"{__typename}\"}]", "NO_BATCHES"), ("{\"query\":\"\\ud800\"}", "BAD_JSON"),
            (Documents("{\"a\":\"\\ud800\"}"), "BAD_JSON"), (Documents("{\"\\ud800\":1}"), "BAD_JSON"),
        ];
        foreach (var (body, code) in cases)
        {
            var (status, answer) = await tenant.Post(body);
            Assert.True(status == HttpStatusCode.BadRequest && answer.Contains(code, StringComparison.Ordinal), $"{body} -> {status} {answer}");
        }
    }

    [Fact]
    public async Task Odd_but_well_formed_variables_are_no_fault_of_ours()
    {
        var tenant = await host.Tenant();
        foreach (var variables in new[] { "{\"a\":\"x\",\"a\":\"y\"}", "{\"n\":1e999}", "{\"n\":123456789012345678901234567890}", "{\"n\":1.5}", "{\"n\":\"1\"}", "{\"n\":{}}", "{\"a\":[[[]]]}", "{\"a\":1}", "{\"z\":1}" })
        {
            var (status, body) = await tenant.Post(Documents(variables));
            Assert.True((int)status < 500 && !body.Contains("INTERNAL", StringComparison.Ordinal) && !body.Contains("UNAVAILABLE", StringComparison.Ordinal), $"{variables} -> {status} {body}");
        }
    }

    private static string Documents(string variables) =>
        "{\"query\":\"query($a: String, $n: Int) { documents(after: $a, first: $n) { totalCount } }\",\"variables\":" + variables + "}";

    [Fact]
    public async Task An_unknown_field_is_named_and_no_other_is_suggested()
    {
        var tenant = await host.Tenant();

        var (_, body) = await tenant.Post("{\"query\":\"{ documentz { id } }\"}");

        Assert.Contains("documentz", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Did you mean", body, StringComparison.Ordinal);
        Assert.DoesNotContain("documents", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_body_is_refused_early()
    {
        var tenant = await host.Tenant();

        var (status, body) = await tenant.Post("{\"query\":\"{__typename}\",\"variables\":{\"x\":\"" + new string('x', 300 * 1024) + "\"}}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("BODY_TOO_LARGE", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T9_every_query_of_the_attack_set_is_refused_before_it_runs()
    {
        var tenant = await host.Tenant();
        await tenant.Post("{\"query\":\"{__typename}\"}");
        var attacks = Attacks().ToList();
        var slowest = TimeSpan.Zero;
        foreach (var (attack, variables) in attacks)
        {
            var clock = Stopwatch.StartNew();
            var (status, body) = await tenant.Post(JsonSerializer.Serialize(new { query = attack, variables }), accept: "application/graphql-response+json");
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            var root = JsonDocument.Parse(body).RootElement;
            Assert.True(status == HttpStatusCode.BadRequest && !root.TryGetProperty("data", out _), $"{status} {body[..Math.Min(300, body.Length)]} <- {attack[..Math.Min(200, attack.Length)]}");
            Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        }

        Assert.True(attacks.Count >= 60, $"{attacks.Count}");
        TestContext.Current.TestOutputHelper?.WriteLine($"T9: {attacks.Count} attacks refused, slowest {slowest.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public async Task A_cached_document_is_measured_again_with_its_variables()
    {
        var tenant = await host.Tenant();
        const string Query = "query($n: Int) { documents(first: $n) { nodes { id } } }";
        await tenant.Data(Query, new { n = 20 });
        await tenant.Data(Query, new { n = 20 });

        var (status, codes) = await tenant.Errors(Query, new { n = 5000 });

        Assert.Equal((HttpStatusCode.BadRequest, "BAD_PAGE"), (status, codes.Single()));
    }

    [Fact]
    public async Task A_get_reads_and_never_changes()
    {
        var tenant = await host.Tenant();
        const string Mutation = "mutation { agencySettingsUpdate(input: { name: \"X\", idempotencyKey: \"0b9c9f3e-8a55-4a66-9a0e-16c64dbb6b7d\" }) { userErrors { code } } }";
        // Known to the cache from a POST, it is still no reading.
        await tenant.Post(JsonSerializer.Serialize(new { query = Mutation }));

        using var read = await tenant.Send(tenant.Request(HttpMethod.Get, "/api/graphql?query=" + Uri.EscapeDataString("{ agency { name } }"), tenant.Key));
        using var change = await tenant.Send(tenant.Request(HttpMethod.Get, "/api/graphql?query=" + Uri.EscapeDataString(Mutation), tenant.Key));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.MethodNotAllowed), (read.StatusCode, change.StatusCode));
        Assert.Equal("no-store", read.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_fault_shows_a_reference_and_nothing_else()
    {
        var tenant = await host.Tenant();
        // A tenant whose agency row is gone: nothing that a caller could bring about.
        await host.Cluster.See($"set session_replication_role = replica; delete from agency where tenant = '{tenant.Agency.Tenant}'");
        await host.Cluster.Forget(tenant.Agency.Grains.Agency());

        var (_, body) = await tenant.Post("{\"query\":\"{ agency { name } }\"}");

        var error = JsonDocument.Parse(body).RootElement.GetProperty("errors")[0];
        var reference = error.GetProperty("extensions").GetProperty("reference").GetString()!;
        Assert.Equal("INTERNAL", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains(host.Logs, line => line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Query, object? Variables)> Attacks()
    {
        static string Nested(int depth) => string.Concat(Enumerable.Repeat("{ documents { nodes { worker ", depth)) + "{ id } " + string.Concat(Enumerable.Repeat("} } }", depth));
        static string Deep(int depth) => "{ documents(first: 1) { nodes { id worker " + string.Concat(Enumerable.Repeat("{ documents(first: 1) { nodes { worker ", depth)) + "{ id }" + string.Concat(Enumerable.Repeat(" } } }", depth)) + " } } }";
        foreach (var depth in new[] { 2, 3, 4, 6, 8, 12, 20, 50, 100 })
            yield return (Deep(depth), null);
        foreach (var depth in new[] { 3, 10, 40 })
            yield return (Nested(depth), null);
        foreach (var first in new[] { 101, 500, 5000, int.MaxValue, -1 })
        {
            yield return ($"{{ documents(first: {first}) {{ nodes {{ id }} }} }}", null);
            yield return ($"{{ workers(last: {first}) {{ nodes {{ id }} }} }}", null);
            yield return ("query($n: Int) { workers(first: $n) { nodes { id } } }", new { n = first });
        }

        foreach (var aliases in new[] { 16, 60, 200 })
        {
            yield return ("{ " + string.Concat(Enumerable.Range(0, aliases).Select(i => $"a{i}: agency {{ name }} ")) + "}", null);
            yield return ("{ " + string.Concat(Enumerable.Range(0, aliases).Select(i => $"a{i}: __typename ")) + "}", null);
        }

        foreach (var count in new[] { 11, 100 })
            yield return ("{ agency { name " + string.Concat(Enumerable.Repeat("@include(if: true) ", count)) + "} }", null);
        yield return ("{ documents(first: 100) { nodes { timeline(first: 100) { nodes { id } } } } }", null);
        yield return ("{ workers(first: 100) { nodes { documents(first: 100) { nodes { id } } } } }", null);
        yield return ("{ a: documents(first: 100) { edges { node { deliveries(first: 60) { nodes { id } } } } } }", null);
        yield return ("{ documents(first: 100) { nodes { ...F } } } fragment F on Document { timeline(first: 99) { nodes { id } } }", null);
        yield return ("{ agency { ...A } } fragment A on Agency { ...B } fragment B on Agency { ...A }", null);
        yield return ("{ agency { ...A } } fragment A on Agency { ...A }", null);
        yield return ("{ ...A } fragment A on Query { ...B ...B } fragment B on Query { ...C ...C } fragment C on Query { ...A }", null);
        yield return ("{ __schema { types { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } } } } } } } }", null);
        yield return (string.Concat(Enumerable.Repeat("{ agency ", 300)), null);
        yield return ("{ " + new string('a', 20_000) + " }", null);
        yield return ("{ agency { name } } #" + new string('x', 20_000), null);
        yield return ("{ " + string.Concat(Enumerable.Repeat("agency { name } ", 400)) + "}", null);
        yield return ("{ documents(filter: " + string.Concat(Enumerable.Repeat("{ and: [", 40)) + string.Concat(Enumerable.Repeat("] }", 40)) + ") { nodes { id } } }", null);
        yield return ("{ nodes(ids: [" + string.Concat(Enumerable.Repeat("\"x\" ", 990)) + "]) { id } }", null);
        for (var i = 0; i < 14; i++)
            yield return ($"query A{i} {{ " + string.Concat(Enumerable.Range(0, 17 + i).Select(n => $"x{n}: document(id: \"{n}\") {{ id }} ")) + "}", null);
        yield return ("query A { __typename } query B { " + string.Concat(Enumerable.Range(0, 2_000).Select(_ => "a ")) + "}", null);
    }
}
