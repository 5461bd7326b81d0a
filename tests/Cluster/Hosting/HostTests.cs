using Flexportal.Grains.Mails;
using Flexportal.Sealing.Keys;
using Flexportal.Silo;
using Flexportal.Silo.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

/// <summary>The composition itself: every role builds with all its services (they are validated on build), and the configuration is refused by name.</summary>
public sealed class HostTests : IDisposable
{
    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("flexportal-host");

    public void Dispose() => _state.Delete(recursive: true);

    [Theory]
    [InlineData("silo,graphql,web")]
    [InlineData("silo")]
    public async Task a_silo_builds_with_all_its_services(string roles)
    {
        await using var app = Build("Development", ("Flexportal:Roles", roles));

        Assert.NotNull(app.Services.GetService<IMailTransport>());
        Assert.NotNull(app.Services.GetService<ISealKeyRing>());
    }

    [Fact]
    public async Task an_edge_process_holds_no_seal_key_no_code_key_and_no_mail()
    {
        await using var app = Build("Development", ("Flexportal:Roles", "graphql,web"));

        Assert.Null(app.Services.GetService<ISealKeyRing>());
        Assert.Null(app.Services.GetService<Domain.Common.SecretKey>());
        Assert.Null(app.Services.GetService<IMailTransport>());
        Assert.Equal(["master.key"], Directory.GetFiles(Path.Combine(_state.FullName, "keys")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("Smtp")]
    [InlineData("Postmark")]
    public async Task every_transport_can_be_configured(string transport)
    {
        await using var app = Build("Development", ("Flexportal:Mail:Transport", transport));

        Assert.Equal(transport, app.Services.GetRequiredService<IMailTransport>().Name, ignoreCase: true);
    }

    [Fact]
    public void production_makes_no_keys()
    {
        var fault = Assert.Throws<SetupException>(() => Build("Production"));

        Assert.Contains("Flexportal:Keys:MasterKeyFile", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_state.FullName, "keys")));
    }

    [Fact]
    public void production_seals_with_no_development_key()
    {
        var key = KeyPath();

        var fault = Assert.Throws<SetupException>(() => Build("Production", ("Flexportal:Keys:MasterKeyFile", key), ("Flexportal:Keys:CodeKeyFile", key)));

        Assert.Contains("Flexportal:Keys:SealKeyFile", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flexportal:Roles", "everything", "Roles")]
    [InlineData("Flexportal:Port", "0", "Port")]
    [InlineData("Flexportal:Mail:FromAddress", "nobody", "FromAddress")]
    [InlineData("Flexportal:Cluster:ProbeSeconds", "0", "ProbeSeconds")]
    [InlineData("Flexportal:Database", "", "Flexportal:Database")]
    public void a_wrong_value_is_named(string name, string value, string said) =>
        Assert.Contains(said, Assert.Throws<OptionsValidationException>(() => Build("Development", (name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "203.0.113.7", "127.0.0.1")]
    [InlineData("192.0.2.1", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7")]
    public async Task only_a_known_proxy_says_where_a_request_came_from(string? proxy, string forwarded, string seen)
    {
        // The same two calls as the host's, in front of an endpoint that tells what it sees.
        var builder = WebApplication.CreateSlimBuilder();
        var options = new Silo.Options.PortalOptions { KnownProxies = proxy is null ? [] : [proxy] };
        builder.Logging.ClearProviders();
        builder.AddWebServer(options);
        await using var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        app.UseKnownProxies(options);
        app.Run(http => http.Response.WriteAsync(http.Connection.RemoteIpAddress!.ToString(), http.RequestAborted));
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single()) { Headers = { { "X-Forwarded-For", forwarded } } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(seen, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private string KeyPath() => Path.Combine(_state.FullName, "some.key") is var path && KeyFile.ReadOrMake(path).Length == 32 ? path : throw new InvalidOperationException();

    private WebApplication Build(string environment, params (string Name, string Value)[] settings) => PortalHost.Build(
        ["--environment", environment],
        builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Flexportal:Database"] = "Host=127.0.0.1;Database=nowhere",
                ["Flexportal:StateFolder"] = _state.FullName,
            }.Concat(settings.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value))).GroupBy(pair => pair.Key).Select(group => group.Last())));
}
