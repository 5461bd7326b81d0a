using Flexportal.Storage;
using Flexportal.Storage.Schema;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Npgsql;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class MigratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_hosts_that_start_at_once_make_one_database_and_run_each_script_once()
    {
        var name = PostgresDatabase.NewName("_fresh");
        var options = PostgresDatabase.OptionsFor(name) with { RolePrefix = null };
        try
        {
            var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Migrator.Migrate(options, Cancellation))));

            Assert.Equal(["0001_tables.sql", "0002_functions.sql", "0003_rights.sql", "0004_orleans.sql", "0005_attention.sql", "0006_first_statistics.sql", "0007_forgotten_limits.sql"], runs.SelectMany(run => run));
            Assert.Empty(await Migrator.Migrate(options, Cancellation));
        }
        finally
        {
            await Execute($"drop database {name} with (force)");
            await Execute($"drop role {name}_app");
            await Execute($"drop role {name}_worker");
        }
    }

    [Fact]
    public async Task Databases_of_one_cluster_may_share_roles_and_be_made_at_the_same_time()
    {
        var names = Enumerable.Range(0, 4).Select(_ => PostgresDatabase.NewName("_twin")).ToArray();
        try
        {
            await Task.WhenAll(names.Select(name => Task.Run(() => Migrator.Migrate(PostgresDatabase.OptionsFor(name), Cancellation))));
        }
        finally
        {
            foreach (var name in names)
            {
                await Execute($"drop database if exists {name} with (force)");
            }
        }
    }

    [Fact]
    public async Task A_role_that_gets_around_the_walls_is_refused()
    {
        var name = PostgresDatabase.NewName("_bad");
        await Execute($"create role {name}_app login bypassrls");
        try
        {
            var refused = await Assert.ThrowsAsync<StorageException>(() => Migrator.Migrate(PostgresDatabase.OptionsFor(name) with { RolePrefix = null }, Cancellation));
            Assert.Contains("BYPASSRLS", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await Execute($"drop database if exists {name} with (force)");
            await Execute($"drop role {name}_app");
        }
    }

    [Fact]
    public void Options_that_cannot_work_are_refused_by_name()
    {
        var good = PostgresDatabase.OptionsFor("x");
        foreach (var (name, bad) in new (string, StorageOptions)[]
        {
            (nameof(StorageOptions.ConnectionString), good with { ConnectionString = "Host=localhost" }),
            (nameof(StorageOptions.MasterKey), good with { MasterKey = new byte[31] }),
            (nameof(StorageOptions.RolePrefix), good with { RolePrefix = "\"; drop" }),
            (nameof(StorageOptions.PoolSize), good with { PoolSize = 0 }),
            (nameof(StorageOptions.WorkerPoolSize), good with { WorkerPoolSize = 21 }),
            (nameof(StorageOptions.TimeoutSeconds), good with { TimeoutSeconds = 0 }),
        })
        {
            Assert.Equal(name, Assert.Throws<ArgumentException>(() => bad.Validated()).ParamName);
        }
    }

    [Fact]
    public async Task A_database_that_is_out_of_reach_is_said_to_be_so()
    {
        await Assert.ThrowsAsync<StorageException>(() => Migrator.Migrate(PostgresDatabase.OptionsFor("x") with { ConnectionString = "Host=/nowhere;Database=x;Timeout=1" }, Cancellation));
    }

    private static async Task Execute(string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{PostgresServer.Superuser};Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
