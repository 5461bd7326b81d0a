using Flexportal.Domain.Common;
using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Connections;

/// <summary>Sends batches with the application's role. The only way to the tenants' rows.</summary>
internal sealed class TenantDatabase(NpgsqlDataSource source)
{
    /// <summary>Seconds for batches that carry files.</summary>
    public const int FileTimeout = 60;

    /// <summary>Sends a batch and reads all its answers; the first is the tenant's setting and already passed.</summary>
    /// <exception cref="StorageException">The database could not be asked, or said no.</exception>
    public async Task<T> Read<T>(TenantBatch batch, Func<NpgsqlDataReader, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            batch.Commands.Connection = connection;
            await using var reader = await batch.Commands.ExecuteReaderAsync(cancellation);
            await reader.NextResultAsync(cancellation);
            return await read(reader);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StorageException("The database could not be read", exception);
        }
    }

    /// <summary>Sends one statement and reads its rows.</summary>
    public async Task<List<T>> Rows<T>(TenantId tenant, string sql, Action<Statement> parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        await using var batch = new TenantBatch(tenant);
        parameters(batch.Add(sql));
        return await Read(batch, reader => Rows(reader, row, cancellation), cancellation);
    }

    /// <summary>Reads the rows of the reader's present answer.</summary>
    public static async Task<List<T>> Rows<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row, CancellationToken cancellation)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>Sends a batch that writes.</summary>
    /// <returns>Null when it is durable, otherwise the server's objection; nothing was written then.</returns>
    /// <exception cref="StorageException">The database could not be asked, or went away meanwhile.</exception>
    public async Task<PostgresException?> Write(TenantBatch batch, CancellationToken cancellation)
    {
        var sent = false;
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            batch.Commands.Connection = connection;
            sent = true;
            await batch.Commands.ExecuteNonQueryAsync(cancellation);
            return null;
        }
        catch (PostgresException exception) when (exception.Severity is "ERROR")
        {
            return exception;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StorageException(sent ? "The database did not confirm" : "The database is out of reach", exception) { OutcomeUnknown = sent };
        }
    }

    /// <summary>The same for writes that nothing may object to.</summary>
    public async Task MustWrite(TenantBatch batch, CancellationToken cancellation)
    {
        if (await Write(batch, cancellation) is { } objection)
        {
            throw new StorageException("The database refused to write", objection);
        }
    }
}
