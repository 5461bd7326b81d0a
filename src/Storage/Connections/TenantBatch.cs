using Flexportal.Domain.Common;
using Npgsql;
using NpgsqlTypes;

namespace Flexportal.Storage.Connections;

/// <summary>
/// Statements for one tenant, sent together: one round trip and, by the protocol, one transaction. The first one sets the tenant for row level security until
/// the transaction's end, so nothing can leak into the connection's next use. <c>$1</c> of every statement is the tenant.
/// </summary>
internal sealed class TenantBatch : IAsyncDisposable
{
    public TenantBatch(TenantId tenant)
    {
        Tenant = tenant;
        Add("select set_config('app.tenant', $1, true)");
    }

    public TenantId Tenant { get; }

    public NpgsqlBatch Commands { get; } = new();

    /// <summary>Adds a statement with the tenant as its first parameter.</summary>
    public Statement Add(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        Commands.BatchCommands.Add(command);
        return new Statement(command).Text(Tenant.Value);
    }

    public ValueTask DisposeAsync() => Commands.DisposeAsync();
}

/// <summary>Adds positional parameters, each with the type that PostgreSQL shall see.</summary>
internal readonly struct Statement(NpgsqlBatchCommand command)
{
    public Statement Text(string? value) => With(value, NpgsqlDbType.Text);

    public Statement Texts(IReadOnlyCollection<string> values) => With(values as string[] ?? [.. values], NpgsqlDbType.Array | NpgsqlDbType.Text);

    public Statement Number(long value) => With(value, NpgsqlDbType.Bigint);

    public Statement Flag(bool value) => With(value, NpgsqlDbType.Boolean);

    public Statement Time(DateTimeOffset? value) => With(value?.ToUniversalTime(), NpgsqlDbType.TimestampTz);

    public Statement Times(IEnumerable<DateTimeOffset> values) => With(values.Select(value => value.ToUniversalTime()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public Statement Bytes(ReadOnlyMemory<byte> value) => With(value, NpgsqlDbType.Bytea);

    public Statement BytesList(byte[][] values) => With(values, NpgsqlDbType.Array | NpgsqlDbType.Bytea);

    private Statement With(object? value, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return this;
    }
}
