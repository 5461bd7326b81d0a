using System.Diagnostics;
using Flexportal.Grains.Mails;
using Flexportal.Sealing.Keys;
using Flexportal.Silo;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;
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
    public async Task grain_state_is_plain_json_that_names_no_type()
    {
        await using var app = Build("Development");

        var stored = app.Services.GetRequiredService<IGrainStorageSerializer>().Serialize<object>(new SortedList<string, int> { ["failures"] = 3 }).ToString();

        Assert.Equal("""{"failures":3}""", stored);
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
        await using var app = Build("Development", ("Flexportal:Mail:Transport", transport), ("Flexportal:Mail:Postmark:ServerToken", "a-token"));

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

        var fault = Assert.Throws<SetupException>(() => Build(
            "Production", ("Flexportal:Keys:MasterKeyFile", key), ("Flexportal:Keys:CodeKeyFile", key), ("Flexportal:Mail:Transport", "Smtp")));

        Assert.Contains("Flexportal:Keys:SealKeyFile", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Flexportal:Roles", "everything")]
    [InlineData("Flexportal:Port", "0")]
    [InlineData("Flexportal:Mail:FromAddress", "nobody")]
    [InlineData("Flexportal:Mail:Smtp:TimeoutSeconds", "0")]
    [InlineData("Flexportal:Mail:Postmark:Address", "nowhere")]
    [InlineData("Flexportal:Cluster:ProbeSeconds", "0")]
    [InlineData("Flexportal:Database", "")]
    public void a_value_out_of_range_is_named_by_its_key(string name, string value) =>
        Assert.StartsWith(name + ":", Assert.Throws<OptionsValidationException>(() => Build("Development", (name, value))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Flexportal:Port", "eighty")]
    [InlineData("Flexportal:Mail:Transport", "Pigeon")]
    [InlineData("Flexportal:Mail:Smtp:Port", "-")]
    [InlineData("Flexportal:Database", "postgresql://")]
    [InlineData("Flexportal:Database", "secret-words")]
    [InlineData("Flexportal:Keys:MasterKeyFile", "/nowhere/master.key")]
    [InlineData("Flexportal:Keys:CodeKeyFile", "/nowhere/code.key")]
    public void a_value_that_cannot_be_read_is_named_by_its_key(string name, string value)
    {
        var message = Assert.Throws<SetupException>(() => Build("Development", (name, value))).Message;

        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-words", message, StringComparison.Ordinal);
    }

    [Fact]
    public void postmark_needs_its_token_and_production_a_real_transport()
    {
        var key = KeyPath();

        Assert.Contains("Flexportal:Mail:Postmark:ServerToken", Assert.Throws<SetupException>(() => Build("Development", ("Flexportal:Mail:Transport", "Postmark"))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Flexportal:Mail:Transport",
            Assert.Throws<SetupException>(() => Build("Production", ("Flexportal:Keys:MasterKeyFile", key), ("Flexportal:Keys:CodeKeyFile", key))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_host_without_time_zones_does_not_start_and_says_why()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PortalHost).Assembly.Location, "serve"])
        {
            RedirectStandardError = true,
            Environment = { ["TZDIR"] = _state.FullName, ["Flexportal__Database"] = "Host=127.0.0.1;Database=nowhere", ["Flexportal__StateFolder"] = _state.FullName },
        };
        using var host = Process.Start(start)!;
        var said = await host.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await host.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((78, "flexportal: This host has no time zone data for Europe/Amsterdam. Install tzdata."), (host.ExitCode, said.Trim()));
    }

    [Fact]
    public void every_setting_stands_in_the_table()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Flexportal.sln")))
        {
            root = root.Parent;
        }

        var table = File.ReadAllLines(Path.Combine(root.FullName, "docs", "operating.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        foreach (var (section, name) in Settings("Flexportal", typeof(PortalOptions)).Concat(Settings("Flexportal:Keys", typeof(KeyOptions)))
            .Concat(Settings("Flexportal:Mail", typeof(MailOptions))).Concat(Settings("Flexportal:Cluster", typeof(OrleansOptions))))
        {
            Assert.True(table.Exists(line => line.Contains($"`{section}:", StringComparison.Ordinal) && line.Contains($":{name}", StringComparison.Ordinal)), $"{section}:{name}");
        }
    }

    private static IEnumerable<(string Section, string Name)> Settings(string section, Type type) =>
        type.GetProperties().Where(property => property.SetMethod is not null).SelectMany(property =>
            property.PropertyType.IsClass && property.PropertyType.Namespace == type.Namespace ? Settings($"{section}:{property.Name}", property.PropertyType) : [(section, property.Name)]);

    [Theory]
    [InlineData(null, "203.0.113.7", "127.0.0.1")]
    [InlineData("192.0.2.1", "203.0.113.7", "127.0.0.1")]
    [InlineData("127.0.0.0/8", "203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "198.51.100.9, 203.0.113.7", "203.0.113.7")]
    public async Task only_a_known_proxy_says_where_a_request_came_from(string? proxy, string forwarded, string seen)
    {
        // The same two calls as the host's, in front of an endpoint that tells what it sees.
        var builder = WebApplication.CreateSlimBuilder();
        var options = new PortalOptions { KnownProxies = proxy is null ? [] : [proxy] };
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
