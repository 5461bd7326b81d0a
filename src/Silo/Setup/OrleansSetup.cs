using System.Net;
using System.Net.Sockets;
using Flexportal.Silo.Options;
using Npgsql;
using Orleans.Configuration;

namespace Flexportal.Silo.Setup;

/// <summary>The cluster: membership, reminders and grain storage in the one database.</summary>
internal static class OrleansSetup
{
    private const string Invariant = "Npgsql";

    public static void AddSilo(this WebApplicationBuilder builder, OrleansOptions options, Action<ISiloBuilder> grains) => builder.UseOrleans(silo =>
    {
        var local = builder.Environment.IsDevelopment();
        silo.Configure<ClusterOptions>(cluster => Name(cluster, options));
        silo.Configure<EndpointOptions>(endpoint => Endpoint(endpoint, options, local));
        silo.Configure<ClusterMembershipOptions>(membership => Membership(membership, options));
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(options.ResponseSeconds));
        silo.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(options.ResponseSeconds));
        silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = TimeSpan.FromMinutes(options.CollectionMinutes));
        silo.UseAdoNetClustering(clustering => clustering.Configure<NpgsqlDataSource>((o, source) => (o.Invariant, o.DataSource) = (Invariant, source)));
        silo.UseAdoNetReminderService(reminders => reminders.Configure<NpgsqlDataSource>((o, source) => (o.Invariant, o.DataSource) = (Invariant, source)));
        silo.AddAdoNetGrainStorageAsDefault(storage => storage.Configure<NpgsqlDataSource>((o, source) => (o.Invariant, o.DataSource) = (Invariant, source)));
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.AddActivityPropagation();
        grains(silo);
    });

    /// <summary>An edge process: it calls grains and holds none.</summary>
    public static void AddClusterClient(this WebApplicationBuilder builder, OrleansOptions options, Action<IClientBuilder> filters) => builder.UseOrleansClient(client =>
    {
        client.Configure<ClusterOptions>(cluster => Name(cluster, options));
        client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(options.ResponseSeconds));
        client.Configure<GatewayOptions>(gateway => gateway.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
        client.UseAdoNetClustering(clustering => clustering.Configure<NpgsqlDataSource>((o, source) => (o.Invariant, o.DataSource) = (Invariant, source)));
        // Silos come and go; an edge process waits for them instead of dying.
        client.UseConnectionRetryFilter(static async (_, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            return true;
        });
        client.AddActivityPropagation();
        filters(client);
    });

    private static void Name(ClusterOptions cluster, OrleansOptions options) =>
        (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId);

    private static void Membership(ClusterMembershipOptions membership, OrleansOptions options)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(options.ProbeSeconds);
        membership.NumMissedProbesLimit = options.MissedProbes;
        membership.NumVotesForDeathDeclaration = options.VotesForDeath;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        membership.NumMissedTableIAmAliveLimit = 2;
        membership.DefunctSiloExpiration = TimeSpan.FromMinutes(5);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromMinutes(1);
    }

    private static void Endpoint(EndpointOptions endpoint, OrleansOptions options, bool local)
    {
        endpoint.SiloPort = local ? FreePort(options.SiloPort) : options.SiloPort;
        endpoint.GatewayPort = local ? FreePort(options.GatewayPort) : options.GatewayPort;
        if (options.AdvertisedAddress.Length > 0)
        {
            endpoint.AdvertisedIPAddress = IPAddress.Parse(options.AdvertisedAddress);
        }
        else if (local)
        {
            endpoint.AdvertisedIPAddress = IPAddress.Loopback;
        }
    }

    // Two clones on one machine: the second takes what is free.
    private static int FreePort(int wanted)
    {
        try
        {
            return Probe(wanted);
        }
        catch (SocketException)
        {
            return Probe(0);
        }
    }

    private static int Probe(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
