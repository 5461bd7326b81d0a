using System.Security.Cryptography;
using System.Text;
using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Schema;

/// <summary>The two logins of the application. Neither owns anything nor gets around row level security.</summary>
internal static class DatabaseRoles
{
    // Roles belong to the cluster and an advisory lock to a database, so two databases of one cluster may come here at once.
    private static readonly string[] RaceStates = [PostgresErrorCodes.DuplicateObject, PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.InternalError];

    public static async Task Make(string owner, StorageOptions options, CancellationToken cancellation)
    {
        foreach (var role in new[] { options.AppRole, options.WorkerRole })
        {
            await Make(owner, role, Scram(options.PasswordOf(role)), options.Address.Database!, cancellation);
            await Check(owner, role, cancellation);
        }
    }

    private static async Task Make(string owner, string role, string verifier, string database, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // The driver gives a connection up after some of these errors: each attempt has its own.
                await using var source = NpgsqlDataSource.Create(owner);
                await using var command = source.CreateCommand(Statements(role, verifier, database));
                await command.ExecuteNonQueryAsync(cancellation);
                return;
            }
            catch (PostgresException exception) when (attempt < 20 && RaceStates.Contains(exception.SqlState))
            {
                // Seen by the next round.
            }
        }
    }

    private static string Statements(string role, string verifier, string database) => $"""
        do $make$
        begin
            if not exists (select from pg_roles where rolname = '{role}') then
                create role "{role}" login nosuperuser nocreatedb nocreaterole nobypassrls noreplication;
            end if;
        end
        $make$;
        alter role "{role}" password '{verifier}';
        alter role "{role}" set synchronous_commit = 'on';
        alter role "{role}" set search_path = 'public';
        alter role "{role}" set idle_in_transaction_session_timeout = '60s';
        grant connect on database "{database}" to "{role}";
        """;

    private static async Task Check(string owner, string role, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("select rolsuper or rolbypassrls from pg_roles where rolname = $1");
        command.Parameters.Add(new() { Value = role });
        if (await command.ExecuteScalarAsync(cancellation) is not false)
        {
            throw new StorageException($"Role {role} gets around row level security: take SUPERUSER and BYPASSRLS from it.");
        }
    }

    /// <summary>What the server stores of a password (RFC 5803). Sent in place of the password, so that no server log can show one.</summary>
    private static string Scram(string password)
    {
        const int rounds = 4096;
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, Encoding.ASCII.GetBytes("Client Key")));
        var server = HMACSHA256.HashData(salted, Encoding.ASCII.GetBytes("Server Key"));
        return $"SCRAM-SHA-256${rounds}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }
}
