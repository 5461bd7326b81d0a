using Flexportal.Domain.Common;
using Flexportal.Storage;
using Flexportal.Storage.Schema;
using Flexportal.Storage.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.TestKit;

/// <summary>A fresh migrated database, copied from a template that is made once per process. Dropped with its connections at the end.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>The master key of all test databases.</summary>
    public static readonly ReadOnlyMemory<byte> MasterKey = Enumerable.Range(1, 32).Select(number => (byte)number).ToArray();

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? template;

    private readonly List<ServiceProvider> hosts = [];

    private PostgresDatabase(StorageOptions options) => Options = options;

    /// <summary>Options with the superuser's login.</summary>
    public StorageOptions Options { get; }

    /// <summary>A superuser's connection string to this database: sees everything, and what a test does with it no lock stops.</summary>
    public string Superuser => Options.ConnectionString;

    /// <summary>Makes one.</summary>
    public static async Task<PostgresDatabase> Create(CancellationToken cancellation = default)
    {
        await Gate.WaitAsync(cancellation);
        try
        {
            template ??= await MakeTemplate(cancellation);
            var name = NewName("");
            await Execute(PostgresServer.Superuser, $"create database {name} template {template}", cancellation);
            return new PostgresDatabase(OptionsFor(name));
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Options for a database of this cluster that need not exist.</summary>
    public static StorageOptions OptionsFor(string name) => new()
    {
        ConnectionString = new NpgsqlConnectionStringBuilder(PostgresServer.Superuser) { Database = name, Pooling = true }.ConnectionString,
        MasterKey = MasterKey,
        RolePrefix = "fp_test",
        PoolSize = 16,
    };

    /// <summary>A database name that nobody else has.</summary>
    public static string NewName(string ending) => $"fp_{Guid.NewGuid():N}"[..20] + ending;

    /// <summary>Services of one host over this database; each call is another host with pools and caches of its own.</summary>
    public ServiceProvider Host(TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
        {
            services.AddSingleton(time);
        }

        var host = services.AddFlexportalStorage(Options).BuildServiceProvider();
        hosts.Add(host);
        return host;
    }

    /// <summary>Makes a tenant.</summary>
    public static async Task<TenantId> Tenant(IServiceProvider host, string slug, CancellationToken cancellation = default)
    {
        var tenant = new TenantId(slug);
        await host.GetRequiredService<ITenantDirectory>().Create(tenant, $"Agency {slug}", new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), cancellation);
        return tenant;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        await Execute(PostgresServer.Superuser, $"drop database if exists \"{new NpgsqlConnectionStringBuilder(Superuser).Database}\" with (force)", CancellationToken.None);
    }

    private static async Task<string> MakeTemplate(CancellationToken cancellation)
    {
        var name = NewName("_template");
        await Migrator.Migrate(OptionsFor(name), cancellation);
        return name;
    }

    private static async Task Execute(string connectionString, string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
