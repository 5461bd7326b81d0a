using System.Security.Cryptography;
using Npgsql;

namespace Flexportal.Storage;

/// <summary>Where the data are and with which key they are sealed.</summary>
public sealed record StorageOptions
{
    /// <summary>
    /// The database. With the owner's user it can be migrated; the application itself logs in with roles of its own, so that host, port and database are enough once migrated.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>32 bytes that wrap every tenant's key and from which the roles' passwords are derived. Kept outside the database; losing it is losing all data.</summary>
    public required ReadOnlyMemory<byte> MasterKey { get; init; }

    /// <summary>Start of the roles' names, <c>{prefix}_app</c> and <c>{prefix}_worker</c>; null: the database's name. Roles belong to the whole cluster.</summary>
    public string? RolePrefix { get; init; }

    /// <summary>Domains below which each tenant has the host <c>{slug}.{domain}</c>.</summary>
    public IReadOnlyList<string> BaseDomains { get; init; } = ["localhost"];

    /// <summary>Most connections that serve tenants and Orleans, 4 to 200.</summary>
    public int PoolSize { get; init; } = 24;

    /// <summary>Most connections that look for due work, 1 to 20.</summary>
    public int WorkerPoolSize { get; init; } = 2;

    /// <summary>Seconds to wait for the database before saying that it cannot answer, 1 to 60.</summary>
    public int TimeoutSeconds { get; init; } = 5;

    internal NpgsqlConnectionStringBuilder Address => new(ConnectionString);

    internal string AppRole => $"{Prefix}_app";

    internal string WorkerRole => $"{Prefix}_worker";

    private string Prefix => RolePrefix ?? Address.Database!;

    /// <summary>The same database with the application's own login.</summary>
    internal string AppConnection => As(AppRole, PoolSize);

    /// <summary>The same database with the login that sees due work only.</summary>
    internal string WorkerConnection => As(WorkerRole, WorkerPoolSize);

    /// <summary>A role's password: follows from the master key, so that every process knows it and nobody has to store it.</summary>
    internal string PasswordOf(string role) =>
        Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, MasterKey.ToArray(), 32, info: System.Text.Encoding.UTF8.GetBytes($"flexportal database login {role}")));

    /// <summary>Refuses what cannot work, by name.</summary>
    /// <exception cref="ArgumentException">A value is missing or out of range.</exception>
    internal StorageOptions Validated()
    {
        Require(!string.IsNullOrWhiteSpace(ConnectionString), nameof(ConnectionString), "is missing");
        Require(!string.IsNullOrWhiteSpace(Address.Database), nameof(ConnectionString), "names no database");
        Require(MasterKey.Length == 32, nameof(MasterKey), "must have 32 bytes");
        Require(Prefix.Length is >= 1 and <= 50 && Prefix.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'), nameof(RolePrefix), "takes lower-case letters, digits, _ and -, at most 50");
        Require(PoolSize is >= 4 and <= 200, nameof(PoolSize), "must be 4 to 200");
        Require(WorkerPoolSize is >= 1 and <= 20, nameof(WorkerPoolSize), "must be 1 to 20");
        Require(TimeoutSeconds is >= 1 and <= 60, nameof(TimeoutSeconds), "must be 1 to 60");
        return this;
    }

    private static void Require(bool holds, string name, string problem)
    {
        if (!holds)
        {
            throw new ArgumentException($"Storage option {name} {problem}.", name);
        }
    }

    private string As(string role, int pool) => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        Username = role,
        Password = PasswordOf(role),
        ApplicationName = "flexportal",
        MaxPoolSize = pool,
        // Nothing is ever set per session (each batch sets the tenant for itself), so there is nothing to reset; a reset would cost 40 % of the rate.
        NoResetOnClose = true,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        Timeout = TimeoutSeconds,
        CommandTimeout = TimeoutSeconds,
        Enlist = false,
        IncludeErrorDetail = false,
    }.ConnectionString;
}
