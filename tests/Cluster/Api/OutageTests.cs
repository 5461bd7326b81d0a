using System.Net;
using System.Text;
using Flexportal.TestKit;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>The database goes away under a running portal: every door says so with 503 and in the caller's language, none says 500 or 404, and all is well when it is back.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Everything_says_that_it_cannot_be_answered_now()
    {
        var tenant = await host.Tenant();
        var bytes = TestPdf.Pages();
        var upload = new Uri((await tenant.Announce(bytes)).GetProperty("uploads")[0].GetProperty("url").GetString()!).PathAndQuery;
        var document = await tenant.Document(await tenant.Worker());
        var original = (await tenant.Data("query($id: ID) { document(id: $id) { original { url } } }", new { id = document })).GetProperty("document").GetProperty("original").GetProperty("url").GetString()!;
        await Reachable(false);

        try
        {
            await Told(tenant, Query(tenant, tenant.Key), "UNAVAILABLE", "Dit kan nu niet worden beantwoord");
            await Told(tenant, Query(tenant, "fp_nobodyknowsthiskeyofours"), "UNAVAILABLE", "Dit kan nu niet worden beantwoord");
            var put = tenant.Request(HttpMethod.Put, upload);
            put.Content = new ByteArrayContent(bytes);
            await Told(tenant, put, "UNAVAILABLE", "Dat lukt nu even niet");
            await Told(tenant, tenant.Request(HttpMethod.Get, new Uri(original).PathAndQuery), "UNAVAILABLE", "Dat lukt nu even niet");
            await Told(tenant, tenant.Request(HttpMethod.Get, "/inloggen"), "", "", HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable);
            var stranger = tenant.Request(HttpMethod.Get, "/");
            stranger.Headers.Host = "nobody.localhost";
            await Told(tenant, stranger, "", "Dit kan nu niet worden beantwoord");
        }
        finally
        {
            await Reachable(true);
        }

        host.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
        await tenant.Data("{ documents { totalCount } }");
        await tenant.Upload(TestPdf.Pages(2));
    }

    private static HttpRequestMessage Query(ApiTenant tenant, string key)
    {
        var request = tenant.Request(HttpMethod.Post, "/api/graphql", key);
        request.Content = new StringContent("{\"query\":\"{ documents { totalCount } }\"}", Encoding.UTF8, "application/json");
        return request;
    }

    // Each look is older than what directories keep.
    private async Task Told(ApiTenant tenant, HttpRequestMessage request, string code, string words, params HttpStatusCode[] statuses)
    {
        host.Cluster.Time.Advance(TimeSpan.FromSeconds(11));
        request.Headers.AcceptLanguage.ParseAdd("nl");
        using var response = await tenant.Send(request);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(
            (statuses is [] ? [HttpStatusCode.ServiceUnavailable] : statuses).Contains(response.StatusCode) && body.Contains(code, StringComparison.Ordinal) && body.Contains(words, StringComparison.Ordinal),
            $"{request.Method} {request.RequestUri!.AbsolutePath}: {response.StatusCode} {body}");
    }

    private async Task Reachable(bool yes)
    {
        var name = new NpgsqlConnectionStringBuilder(host.Cluster.Database.Superuser).Database;
        await using var outside = NpgsqlDataSource.Create(PostgresServer.Superuser);
        await using var command = outside.CreateCommand($"alter database {name} with allow_connections {yes}; select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
