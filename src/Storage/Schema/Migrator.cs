using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Schema;

/// <summary>Brings a database up to this version: makes it if it is missing, makes the roles, runs the scripts that have not run yet. Forward only.</summary>
public static class Migrator
{
    private const long LockKey = 0x666c_6578_7021;

    /// <summary>Migrates. Any number of processes may call it at once: one works, the others wait and find nothing to do.</summary>
    /// <param name="options">The database, with its owner's login, which must be allowed to make roles.</param>
    /// <param name="cancellation">Ends the wait for another process.</param>
    /// <returns>Names of the scripts that were run now.</returns>
    /// <exception cref="StorageException">The database is out of reach, too old, or a script failed (it is then undone).</exception>
    public static async Task<IReadOnlyList<string>> Migrate(StorageOptions options, CancellationToken cancellation)
    {
        options = options.Validated();
        try
        {
            await MakeDatabase(options, cancellation);
            await using var owner = new NpgsqlConnection(Unpooled(options.ConnectionString));
            await owner.OpenAsync(cancellation);
            if (owner.PostgreSqlVersion.Major < 15)
            {
                throw new StorageException($"PostgreSQL 15 or later is needed, this is {owner.PostgreSqlVersion}.");
            }

            await Execute(owner, $"select pg_advisory_lock({LockKey})", cancellation);
            await DatabaseRoles.Make(Unpooled(options.ConnectionString), options, cancellation);
            return RunScripts(options);
        }
        catch (NpgsqlException exception)
        {
            throw new StorageException("The database could not be migrated", exception);
        }
    }

    private static IReadOnlyList<string> RunScripts(StorageOptions options)
    {
        var result = DeployChanges.To
            .PostgresqlDatabase(Unpooled(options.ConnectionString))
            .WithScriptsEmbeddedInAssembly(typeof(Migrator).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithVariable("app", Quoted(options.AppRole))
            .WithVariable("worker", Quoted(options.WorkerRole))
            .JournalToPostgresqlTable("public", "schema_version")
            .WithTransactionPerScript()
            .LogTo(new Quiet())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(ShortName)]
            : throw new StorageException($"Script {(result.ErrorScript is { } script ? ShortName(script) : "?")} failed", result.Error);
    }

    private static async Task MakeDatabase(StorageOptions options, CancellationToken cancellation)
    {
        await using var wanted = new NpgsqlConnection(Unpooled(options.ConnectionString));
        try
        {
            await wanted.OpenAsync(cancellation);
            return;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            // Made below.
        }

        await using var any = new NpgsqlConnection(Unpooled(new NpgsqlConnectionStringBuilder(options.ConnectionString) { Database = "postgres" }.ConnectionString));
        await any.OpenAsync(cancellation);
        try
        {
            await Execute(any, $"create database {Quoted(options.Address.Database!)} template template0 encoding 'UTF8'", cancellation);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
    }

    // The advisory lock lives as long as its session: the owner's connections are really closed, not kept.
    private static string Unpooled(string connection) => new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = 120 }.ConnectionString;

    private static string ShortName(SqlScript script) => string.Join('.', script.Name.Split('.')[^2..]);

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The caller gets the names of the scripts and logs them; the tool itself would write to the console.</summary>
    private sealed class Quiet : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args)
        {
        }

        public void LogDebug(string format, params object[] args)
        {
        }

        public void LogInformation(string format, params object[] args)
        {
        }

        public void LogWarning(string format, params object[] args)
        {
        }

        public void LogError(string format, params object[] args)
        {
        }

        public void LogError(Exception ex, string format, params object[] args)
        {
        }
    }
}
