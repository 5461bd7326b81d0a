using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Flexportal.TestKit;
using Microsoft.Playwright;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Flexportal.Tests.Browser.PortalProcess))]

namespace Flexportal.Tests.Browser;

/// <summary>The real host in a process of its own, over a real database, with mail in a folder; and one Chromium for all tests.</summary>
public sealed class PortalProcess : IAsyncLifetime
{
    private static readonly string[] Quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

    private readonly string _state = Directory.CreateTempSubdirectory("fp-browser-").FullName;
    private Process? _host;
    private IPlaywright? _driver;

    public int Port { get; private set; }

    public IBrowser Chromium { get; private set; } = null!;

    public string MailFolder => Path.Combine(_state, "mail");

    public MailReader Mail => new(this);

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public string Address(string tenant) => string.Create(CultureInfo.InvariantCulture, $"http://{tenant}.localhost:{Port}");

    public AgencyApi Agency(string slug = "taldemo")
    {
        using var demo = JsonDocument.Parse(File.ReadAllText(Path.Combine(_state, "demo.json")));
        var key = demo.RootElement.GetProperty("tenants").EnumerateArray().Single(t => t.GetProperty("slug").GetString() == slug).GetProperty("apiKey").GetString()!;
        return new AgencyApi(this, slug, key);
    }

    public async ValueTask InitializeAsync()
    {
        var database = $"fp_browser_{Guid.NewGuid():N}"[..20];
        await using (var server = NpgsqlDataSource.Create(PostgresServer.Superuser))
        await using (var create = server.CreateCommand($"create database {database}"))
            await create.ExecuteNonQueryAsync(CancellationToken.None);
        Port = FreePort();
        _host = Start(new NpgsqlConnectionStringBuilder(PostgresServer.Superuser) { Database = database }.ConnectionString);
        _driver = await Playwright.CreateAsync();
        Chromium = await _driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = "/usr/bin/chromium", Args = Quiet });
        await WaitUntilSeeded();
    }

    public async ValueTask DisposeAsync()
    {
        await Chromium.CloseAsync();
        _driver?.Dispose();
        Http.Dispose();
        if (_host is not null)
        {
            // The shell around the host ends it when this pipe closes, also when the test process dies.
            _host.StandardInput.Close();
            await _host.WaitForExitAsync(CancellationToken.None);
            _host.Dispose();
        }

        Directory.Delete(_state, recursive: true);
    }

    /// <summary>A browser of its own: own cookies, no script unless asked for.</summary>
    public async Task<IPage> Browser(int width = 390, int height = 844, bool script = false, ColorScheme scheme = ColorScheme.Light, ForcedColors forced = ForcedColors.None)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ForcedColors = forced,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "nl-NL",
        });
        context.SetDefaultTimeout(20_000);
        return await context.NewPageAsync();
    }

    private Process Start(string database)
    {
        var root = Repository.Root;
        var log = Path.Combine(_state, "host.log");
        var start = new ProcessStartInfo("sh", ["-c", $"dotnet '{AppContext.BaseDirectory}flexportal.dll' serve --demo >'{log}' 2>&1 & host=$!; cat >/dev/null; kill -9 $host"])
        {
            RedirectStandardInput = true,
            WorkingDirectory = root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["Flexportal__Database"] = database;
        start.Environment["Flexportal__StateFolder"] = _state;
        start.Environment["Flexportal__DemoFolder"] = Path.Combine(root, "demo");
        start.Environment["Flexportal__Port"] = Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Flexportal__Cluster__SiloPort"] = FreePort().ToString(CultureInfo.InvariantCulture);
        start.Environment["Flexportal__Cluster__GatewayPort"] = FreePort().ToString(CultureInfo.InvariantCulture);
        return Process.Start(start)!;
    }

    private async Task WaitUntilSeeded()
    {
        var until = Stopwatch.StartNew();
        while (!File.Exists(Path.Combine(_state, "demo.json")))
        {
            var log = Path.Combine(_state, "host.log");
            if (until.Elapsed > TimeSpan.FromSeconds(90) || _host!.HasExited)
                throw new InvalidOperationException($"The host did not start: {(File.Exists(log) ? await File.ReadAllTextAsync(log, CancellationToken.None) : "")}");
            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
