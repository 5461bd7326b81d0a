using System.Net;
using Flexportal.Api.Access;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>Trust T8 and the host binding of keys.</summary>
public sealed class ApiKeyTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Ping = "{\"query\":\"{ agency { name } }\"}";
    private const string Introspection = "{\"query\":\"{ __schema { queryType { name } } }\"}";

    [Fact]
    public async Task A_key_opens_its_own_host_only()
    {
        var (one, other) = (await host.Tenant(), await host.Tenant());

        Assert.Equal(HttpStatusCode.OK, (await one.Post(Ping)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await one.Post(Ping, other.Key)).Status);
    }

    [Fact]
    public async Task T8_unknown_malformed_revoked_and_expired_keys_are_alike()
    {
        var tenant = await host.Tenant();
        var revoked = await host.Key(tenant.Agency, ApiKeySecret.AllScopes, revoked: host.Cluster.Now);
        var expired = await host.Key(tenant.Agency, ApiKeySecret.AllScopes, expires: host.Cluster.Now);
        var answers = new List<(HttpStatusCode, string)>();
        foreach (var key in new[] { revoked, expired, ApiKeySecret.New(), "fp_", "x", tenant.Key + "x" })
            answers.Add(await tenant.Post(Ping, key));

        Assert.Equal(HttpStatusCode.Unauthorized, Assert.Single(answers.Distinct()).Item1);
    }

    [Fact]
    public async Task T8_a_key_in_the_address_is_refused_even_beside_a_good_header()
    {
        var tenant = await host.Tenant();
        foreach (var path in new[] { "/api/graphql?api_key=", "/api/graphql?query=%7B__typename%7D&access_token=" })
        {
            using var bare = await tenant.Send(tenant.Request(HttpMethod.Get, path + tenant.Key));
            using var both = await tenant.Send(tenant.Request(HttpMethod.Get, path + tenant.Key, tenant.Key));

            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (bare.StatusCode, both.StatusCode));
        }
    }

    [Fact]
    public async Task T8_a_missing_scope_is_forbidden_before_anything_runs()
    {
        var tenant = await host.Tenant();
        var reader = await host.Key(tenant.Agency, ["DOCUMENTS_READ"]);
        (string Query, HttpStatusCode Status)[] cases =
        [
            ("{ documents { nodes { id title } } }", HttpStatusCode.OK),
            ("{ documents { nodes { worker { email } } } }", HttpStatusCode.Forbidden),
            ("{ documents { nodes { ...F } } } fragment F on Document { signed { url } }", HttpStatusCode.Forbidden),
            ("{ workers { nodes { id } } }", HttpStatusCode.Forbidden),
            ("mutation { documentUnlock(input: { documentId: \\\"x\\\", reason: \\\"y\\\", idempotencyKey: \\\"0b9c9f3e-8a55-4a66-9a0e-16c64dbb6b7d\\\" }) { userErrors { code } } }", HttpStatusCode.Forbidden),
        ];
        var auditor = await host.Key(tenant.Agency, ["DOCUMENTS_READ", "AUDIT_READ"]);
        const string Around = "{\"query\":\"{ documents { nodes { timeline { nodes { actor { label ... on WorkerActor { worker { email phone } } } } } } } }\"}";
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), ((await tenant.Post(Around, auditor)).Status, (await tenant.Post(Around)).Status));
        foreach (var (query, status) in cases)
        {
            Assert.Equal(status, (await tenant.Post($"{{\"query\":\"{query}\"}}", reader)).Status);
            // Once more: a document that another key made known is no way around.
            Assert.Equal(HttpStatusCode.OK, (await tenant.Post($"{{\"query\":\"{query}\"}}")).Status);
            Assert.Equal(status, (await tenant.Post($"{{\"query\":\"{query}\"}}", reader)).Status);
        }
    }

    [Fact]
    public async Task A_node_needs_the_scope_of_its_kind()
    {
        var tenant = await host.Tenant();
        var worker = await tenant.Worker();
        var reader = await host.Key(tenant.Agency, ["DOCUMENTS_READ"]);

        var (_, body) = await tenant.Post($"{{\"query\":\"{{ node(id: \\\"{worker}\\\") {{ id ... on Worker {{ email }} }} }}\"}}", reader);

        Assert.Contains("FORBIDDEN", body, StringComparison.Ordinal);
        Assert.DoesNotContain("mail.example", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T9_the_schema_is_shown_to_keys_only()
    {
        var tenant = await host.Tenant();
        var without = tenant.Request(HttpMethod.Post, "/api/graphql");
        without.Content = new StringContent(Introspection, System.Text.Encoding.UTF8, "application/json");
        using var refused = await tenant.Send(without);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Post(Introspection)).Status);
    }

    [Fact]
    public async Task An_unknown_host_names_no_agency()
    {
        var tenant = await host.Tenant();
        var request = tenant.Request(HttpMethod.Get, "/api/graphql?query=%7B__typename%7D", tenant.Key);
        request.Headers.Host = "nobody.localhost";
        using var response = await tenant.Send(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Not found\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task T8_no_key_stands_in_any_log_line()
    {
        var tenant = await host.Tenant();
        await tenant.Post(Ping);
        await tenant.Post("{");
        await tenant.Post(Ping, tenant.Key + "wrong");

        Assert.NotEmpty(host.Logs);
        Assert.DoesNotContain(host.Logs, line => line.Contains(tenant.Key, StringComparison.Ordinal) || line.Contains(ApiKeySecret.Hash(tenant.Key), StringComparison.Ordinal));
    }
}
