using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Flexportal.Domain.Common;
using Flexportal.Sealing.Verify;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Flexportal.Storage;
using Flexportal.Storage.Schema;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>Several silos, a database and a mail provider, each a process or a port of its own; everything but the provider may be killed.</summary>
internal sealed class Farm : IAsyncDisposable
{
    private const string HookSecret = "hook-secret-of-the-faults";
    private readonly string state = Directory.CreateTempSubdirectory("fp-faults-").FullName;
    private readonly List<SiloProcess> silos = [];
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromSeconds(20) })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    private OpenSslTimestamps? timestamps;
    private int turn;
    private int agencies;

    private Farm(KillablePostgres database, MailProvider mail) => (Database, Mail) = (database, mail);

    public KillablePostgres Database { get; }

    public MailProvider Mail { get; }

    /// <summary>The silos of the cluster, those that stand apart not among them.</summary>
    public IReadOnlyList<SiloProcess> Silos => silos;

    /// <summary>Stores of our own, to arrange and to judge.</summary>
    public ServiceProvider Stores { get; private set; } = null!;

    public string Superuser { get; private set; } = "";

    public SealVerifier Verifier => new(TrustAnchors.FromFolder(Path.Combine(state, "keys")));

    /// <summary>Where a kill point is armed.</summary>
    private string Armed => Path.Combine(state, "armed");

    /// <param name="silos">How many.</param>
    /// <param name="dataFolder">The database's, or null for one of its own.</param>
    /// <param name="timestamps">The authority that seals are stamped by, or null: B-B.</param>
    public static async Task<Farm> Start(int silos, string? dataFolder = null, OpenSslTimestamps? timestamps = null)
    {
        var farm = new Farm(await KillablePostgres.Start(dataFolder), await MailProvider.Start());
        Directory.CreateDirectory(farm.Armed);
        await farm.Prepare();
        farm.Trust(timestamps);
        farm.Mail.Deliver = farm.ReportDelivery;
        for (var number = 0; number < silos; number++)
        {
            farm.silos.Add(farm.Silo(number));
        }

        await farm.Until(() => farm.silos.All(silo => silo.IsReady), "all silos are ready");
        return farm;
    }

    /// <summary>A silo that sees the database and not its peers, as after a split of the network: every grain may live twice.</summary>
    /// <param name="skew">How wrong its clock is.</param>
    public async Task<SiloProcess> Apart(string cluster, TimeSpan skew = default, string? database = null)
    {
        var silo = Silo(100 + Random.Shared.Next(1000), cluster, skew, database);
        await Until(() => silo.IsReady, "the silo apart is ready");
        return silo;
    }

    /// <summary>Arms a kill point for what concerns this tenant.</summary>
    /// <param name="point">The point.</param>
    /// <param name="tenant">A slug, or <c>any</c>.</param>
    /// <param name="database">The database is killed there in place of the process itself.</param>
    public void Arm(string point, string tenant, bool database = false)
    {
        var file = Path.Combine(Armed, $"{point}@{tenant}");
        var draft = $"{file}.{Guid.NewGuid():N}.draft";
        File.WriteAllText(draft, database ? (-Database.Group).ToString(CultureInfo.InvariantCulture) : "self");
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>Takes an armed point back.</summary>
    /// <returns>False when it has fired.</returns>
    public bool Disarm(string point, string tenant)
    {
        try
        {
            var file = Path.Combine(Armed, $"{point}@{tenant}");
            File.Move(file, $"{file}.{Guid.NewGuid():N}.back");
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    public bool IsArmed(string point, string tenant) => File.Exists(Path.Combine(Armed, $"{point}@{tenant}"));

    /// <summary>Ends an agency's pauses: what a dead process holds comes free, what waits for its next try is tried. A living holder may so get company, which must do no harm.</summary>
    public async Task Hurry(TenantId tenant) => await See<int>($"""
        with freed as (
            update due_work set lease_owner = null, lease_until = null, due_at = case when kind = 'Purge' then due_at else least(due_at, now()) end
            where tenant = '{tenant}' and kind in ('SendMail', 'Seal', 'Purge') returning 1)
        select count(*)::int from freed
        """);

    /// <summary>Waits for something that the processes do by themselves.</summary>
    public async Task Until(Func<bool> holds, string what, int seconds = 90)
    {
        var since = Stopwatch.StartNew();
        while (!holds())
        {
            if (since.Elapsed > TimeSpan.FromSeconds(seconds))
            {
                throw new TimeoutException($"Waited in vain: {what}.\n{Logs()}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>The last words of all silos.</summary>
    public string Logs() => string.Join('\n', silos.Select(silo => $"silo {silo.Number}: {(silo.Log is { Length: > 1500 } log ? log[^1500..] : silo.Log)}"));

    /// <summary>One request to one silo.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Ask(SiloProcess silo, string tenant, HttpMethod method, string path, Action<HttpRequestMessage> fill)
    {
        using var request = new HttpRequestMessage(method, new Uri($"http://127.0.0.1:{silo.Port}{path}"));
        request.Headers.Host = string.Create(CultureInfo.InvariantCulture, $"{tenant}.localhost:{silo.Port}");
        fill(request);
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A silo that serves; another one each time.</summary>
    public async Task<SiloProcess> Next()
    {
        SiloProcess? found = null;
        await Until(() => (found = silos.Where(silo => silo.IsReady).ElementAtOrDefault(Interlocked.Increment(ref turn) % Math.Max(1, silos.Count(silo => silo.IsReady)))) is not null, "a silo is ready");
        return found!;
    }

     /// <summary>The hosts are real processes, so they and their rig live by the machine's clock.</summary>
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

   public string NextSlug() => string.Create(CultureInfo.InvariantCulture, $"bureau-{Interlocked.Increment(ref agencies)}");

    /// <summary>One value, with a superuser's eyes; waits for the database when it is down.</summary>
    public async Task<T> See<T>(string sql)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Superuser);
                await connection.OpenAsync();
                await using var command = new NpgsqlCommand(sql, connection);
                return (T)(await command.ExecuteScalarAsync())!;
            }
            catch (NpgsqlException fault) when (fault.IsTransient || fault is PostgresException { SqlState: "57P03" or "57P02" or "57P01" })
            {
                await Database.Answers();
            }
        }
    }

    /// <summary>Does something with the stores, until the database is there for it.</summary>
    public async Task<T> Eventually<T>(Func<Task<T>> action)
    {
        while (true)
        {
            try
            {
                return await action();
            }
            catch (StorageException)
            {
                await Database.Answers();
            }
        }
    }

    /// <inheritdoc cref="Eventually{T}(Func{Task{T}})"/>
    public Task Eventually(Func<Task> action) => Eventually(async () =>
    {
        await action();
        return true;
    });

    /// <summary>Posts a webhook to whoever serves.</summary>
    public async Task<HttpStatusCode> Hook(string body)
    {
        var (status, _) = await Ask(await Next(), "hooks", HttpMethod.Post, $"/hooks/postmark/{HookSecret}", request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("postmark:hook-password")));
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        });
        return status;
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(silos.Select(async silo => await silo.DisposeAsync()));
        await Stores.DisposeAsync();
        await Mail.DisposeAsync();
        http.Dispose();
        NpgsqlConnection.ClearAllPools();
        await Database.DisposeAsync();
        Directory.Delete(state, recursive: true);
    }

    // As the provider does: again and again, until somebody says that he has it.
    private async Task ReportDelivery(Letter letter)
    {
        var body = Mail.Report(letter, "Delivery");
        for (var tries = 0; tries < 200; tries++)
        {
            try
            {
                if (await Hook(body) == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException or TimeoutException)
            {
                // Whoever was asked has just died.
            }

            await Task.Delay(200);
        }
    }

    private async Task Prepare()
    {
        var key = KeyFile.ReadOrMake(Path.Combine(state, "keys", "master.key"));
        Superuser = new NpgsqlConnectionStringBuilder(Database.Superuser) { Database = "fp_faults", MaxPoolSize = 20 }.ConnectionString;
        var options = DatabaseSetup.StorageOf(new PortalOptions { Database = Superuser, StateFolder = state }, key);
        await Migrator.Migrate(options, CancellationToken.None);
        Stores = new ServiceCollection().AddFlexportalStorage(options).BuildServiceProvider();
    }

    private void Trust(OpenSslTimestamps? authority)
    {
        timestamps = authority;
        if (authority is not null)
        {
            File.Copy(authority.RootFile, Path.Combine(Directory.CreateDirectory(Path.Combine(state, "keys", "time")).FullName, "time.pem"));
        }
    }

    private SiloProcess Silo(int number, string cluster = "faults", TimeSpan skew = default, string? database = null) => new(number, state, (start, silo) =>
    {
        var environment = start.Environment;
        foreach (var name in environment.Keys.Where(name => name.StartsWith("Flexportal", StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }

        environment["ASPNETCORE_ENVIRONMENT"] = environment["DOTNET_ENVIRONMENT"] = "Development";
        environment["DOTNET_TieredPGO"] = "0";
        environment["FAULTS_ARMED"] = Armed;
        environment["FAULTS_CLOCK"] = skew.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        environment["Flexportal__Database"] = database ?? Superuser;
        environment["Flexportal__StateFolder"] = state;
        environment["Flexportal__Port"] = silo.Port.ToString(CultureInfo.InvariantCulture);
        environment["Flexportal__Cluster__ClusterId"] = cluster;
        environment["Flexportal__Cluster__SiloPort"] = silo.SiloPort.ToString(CultureInfo.InvariantCulture);
        environment["Flexportal__Cluster__GatewayPort"] = silo.GatewayPort.ToString(CultureInfo.InvariantCulture);
        // On a machine with two cores, on which three silos start and die, a silo may be slow for seconds without being dead.
        environment["Flexportal__Cluster__ProbeSeconds"] = "3";
        if (timestamps is not null)
        {
            environment["Flexportal__Timestamps__Authorities__0"] = timestamps.Address;
        }

        environment["Flexportal__Mail__Transport"] = "Postmark";
        environment["Flexportal__Mail__Postmark__Address"] = Mail.Address;
        environment["Flexportal__Mail__Postmark__ServerToken"] = MailProvider.Token;
        environment["Flexportal__Mail__Postmark__TimeoutSeconds"] = "5";
        environment["Flexportal__Mail__Postmark__HookSecret"] = HookSecret;
        environment["Flexportal__Mail__Postmark__HookUser"] = "postmark";
        environment["Flexportal__Mail__Postmark__HookPassword"] = "hook-password";
    });
}
