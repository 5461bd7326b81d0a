using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Grains;
using Flexportal.Grains.Mails;
using Flexportal.Grains.Workers;
using Flexportal.Sealing.Keys;
using Flexportal.Storage;
using Flexportal.Storage.Due;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Orleans.TestingHost;

namespace Flexportal.TestKit;

/// <summary>
/// A cluster of silos in this process over a real database, with a clock that only the test moves, a mailbox for a mail server, and a watch on every commit.
/// Calls come from an outside client, so that everything crosses the wire.
/// </summary>
public sealed class FlexCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly bool ownsDatabase;
    private InProcessTestCluster? orleans;
    private int rounds = 1_000;

    private FlexCluster(PostgresDatabase database, FlexCluster? beside)
    {
        Database = database;
        ownsDatabase = beside is null;
        Time = beside?.Time ?? new FakeTimeProvider(Whole(TimeProvider.System.GetUtcNow()));
        Mail = beside?.Mail ?? new Mailbox(Time);
        Commits = beside?.Commits ?? new CommitWatch();
        Host = database.Host(Time);
    }

    /// <summary>The clock of grains, dispatchers and stores. It starts at the present, as the seal key's certificate does.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The database.</summary>
    public PostgresDatabase Database { get; }

    /// <summary>Stores outside of the silos, to look and to arrange.</summary>
    public ServiceProvider Host { get; }

    /// <summary>What was mailed.</summary>
    public Mailbox Mail { get; }

    /// <summary>The commits of all silos.</summary>
    public CommitWatch Commits { get; }

    /// <summary>The key behind codes, tokens and ids.</summary>
    public SecretKey Secret { get; } = new(new byte[32].Select((_, index) => (byte)(index * 7)).ToArray());

    /// <summary>The Orleans cluster.</summary>
    public InProcessTestCluster Orleans => orleans!;

    /// <summary>Rows as committed.</summary>
    public IRowReader Rows => Host.GetRequiredService<IRowReader>();

    /// <summary>Bytes as stored.</summary>
    public IFileStore Files => Host.GetRequiredService<IFileStore>();

    /// <summary>The present of the cluster.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Starts a cluster.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="more">The last word on each silo's services.</param>
    public static async Task<FlexCluster> Start(short silos = 1, Action<ISiloBuilder>? more = null) =>
        await Start(new FlexCluster(await PostgresDatabase.Create(), null), silos, more);

    /// <summary>A second cluster over the same database, clock and mailbox that does not see the first: as after a split of the network, every grain may live twice.</summary>
    /// <param name="first">The other cluster.</param>
    /// <param name="guardClient">False for a client without the guard on outgoing calls, which is how an attacker inside the network calls.</param>
    /// <param name="guardSilo">False for silos without their wall: then the client's guard stands alone.</param>
    /// <param name="rounds">Rounds of its password hasher.</param>
    public static Task<FlexCluster> StartBeside(FlexCluster first, bool guardClient = true, bool guardSilo = true, int rounds = 1_000) =>
        Start(new FlexCluster(first.Database, first) { rounds = rounds }, 1, guardSilo ? null : Unwalled, guardClient);

    private static async Task<FlexCluster> Start(FlexCluster cluster, short silos, Action<ISiloBuilder>? more, bool guardClient = true)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureSilo((_, silo) =>
        {
            cluster.Fill(silo);
            more?.Invoke(silo);
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddFlexportalContracts();
            if (!guardClient)
            {
                client.Services.RemoveAll<IOutgoingGrainCallFilter>();
            }
        });
        cluster.orleans = builder.Build();
        await cluster.orleans.DeployAsync();
        return cluster;
    }

    /// <summary>The grains of a tenant; the calling test acts for that tenant from here on.</summary>
    public TenantGrains Grains(TenantId tenant)
    {
        TenantScope.Enter(tenant);
        return new TenantGrains(Orleans.Client, tenant);
    }

    /// <summary>A grain by its key, for whoever the caller says to be: only for tests of the wall.</summary>
    public TGrain Unguarded<TGrain>(TenantKey key)
        where TGrain : IGrainWithStringKey => Raw<TGrain>(key.ToString());

    /// <summary>A grain by any text: only for tests of the wall.</summary>
    public TGrain Raw<TGrain>(string key)
        where TGrain : IGrainWithStringKey => Orleans.Client.GetGrain<TGrain>(key);

    /// <summary>Waits until something holds; looked at again after each commit, each mail, and now and then.</summary>
    public async Task Until(Func<Task<bool>> holds, string what)
    {
        using var pulse = new SemaphoreSlim(0);
        void Pulse() => pulse.Release();
        Commits.Changed += Pulse;
        Mail.Changed += Pulse;
        try
        {
            var limit = TimeProvider.System.GetTimestamp();
            while (!await holds())
            {
                if (TimeProvider.System.GetElapsedTime(limit) > Patience)
                {
                    throw new TimeoutException($"Waited in vain: {what}.");
                }

                if (!await pulse.WaitAsync(TimeSpan.FromMilliseconds(250)))
                {
                    WakeDispatchers();
                }
            }
        }
        finally
        {
            Commits.Changed -= Pulse;
            Mail.Changed -= Pulse;
        }
    }

    /// <inheritdoc cref="Until(Func{Task{bool}}, string)"/>
    public Task Until(Func<bool> holds, string what) => Until(() => Task.FromResult(holds()), what);

    /// <summary>
    /// A sweep that read the clock just before it was moved goes to sleep for two seconds of a clock that now stands still; with a real one it would wake by itself.
    /// </summary>
    private void WakeDispatchers()
    {
        foreach (var silo in Orleans.Silos)
        {
            silo.ServiceProvider.GetRequiredService<DueSignal>().Raise();
        }
    }

    /// <summary>Drops every activation: what was only in memory is gone, as after a crash of the silos.</summary>
    public async Task Forget(IAddressable grain)
    {
        await Orleans.DeactivateAsync(grain);
        await Orleans.WaitForDeactivationAsync(grain);
    }

    /// <summary>A single value, seen with a superuser's eyes.</summary>
    public async Task<object?> See(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Database.Superuser);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (orleans is not null)
        {
            await orleans.DisposeAsync();
        }

        if (ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    private static void Unwalled(ISiloBuilder silo) =>
        silo.Services.Remove(silo.Services.Single(service => service.ServiceType == typeof(IIncomingGrainCallFilter) && service.ImplementationType?.Name == "IncomingTenantWall"));

    private static DateTimeOffset Whole(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    private void Fill(ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddSingleton<TimeProvider>(Time);
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddFlexportalStorage(Database.Options);
        Watch(services);
        services.AddSingleton(Secret);
        services.AddSingleton<ISealKeyRing>(new SealKeyRing(
            new Dictionary<string, ISealKey> { ["platform"] = ThrowawaySealKey.Instance }, "platform", new Dictionary<string, string>()));
        services.AddSingleton<IMailComposer>(Mail);
        services.AddSingleton<IMailTransport>(Mail);
        services.Configure<PasswordOptions>(options => options.Rounds = rounds);
        silo.AddAdoNetGrainStorageAsDefault(storage => storage.Configure<NpgsqlDataSource>((options, source) =>
        {
            options.Invariant = "Npgsql";
            options.DataSource = source;
        }));
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.AddFlexportalGrains();
    }

    private void Watch(IServiceCollection services)
    {
        var real = services.Single(service => service.ServiceType == typeof(ICommitStore));
        services.Remove(real);
        services.AddSingleton<ICommitStore>(provider =>
            new WatchedCommits((ICommitStore)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!), Commits));
    }
}
