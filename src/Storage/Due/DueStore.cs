using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Npgsql;
using NpgsqlTypes;

namespace Flexportal.Storage.Due;

/// <summary>Works with the worker role: it sees the times of all tenants' due work, and nothing else of them.</summary>
internal sealed class DueStore(WorkerSource source, DueSignal signal) : IDueStore
{
    // Ranks cannot be locked, so more are ranked than are wanted: others may be locking the first of them.
    private const string LeaseDue = """
        with ranked as materialized (
            select tenant, kind, id, due_at, row_number() over (partition by tenant order by due_at) as turn
            from due_work
            where due_at <= $2 and (lease_until is null or lease_until <= $2) and tenant <> all ($5)
            order by turn, due_at limit $4 * 4),
        due as materialized (
            select w.tenant, w.kind, w.id
            from ranked r join due_work w on w.tenant = r.tenant and w.kind = r.kind and w.id = r.id
            where w.due_at <= $2 and (w.lease_until is null or w.lease_until <= $2)
            order by r.turn, r.due_at limit $4
            for update of w skip locked)
        update due_work w set lease_owner = $1, lease_until = $3
        from due where w.tenant = due.tenant and w.kind = due.kind and w.id = due.id
        returning w.tenant, w.kind, w.id, w.due_at
        """;

    private const string EndLease = """
        update due_work set lease_owner = null, lease_until = null
        where tenant = $1 and kind = $2 and id = $3 and lease_owner = $4
        """;

    public async Task<IReadOnlyList<LeasedWork>> Lease(
        string owner, DateTimeOffset now, TimeSpan lease, int most, IReadOnlyCollection<TenantId> busy, CancellationToken cancellation)
    {
        await using var command = source.Value.CreateCommand(LeaseDue);
        Fill(command, Text(owner), Time(now), Time(now + lease), new() { Value = most, NpgsqlDbType = NpgsqlDbType.Integer }, Texts(busy.Select(tenant => tenant.Value)));
        return await Ask(
            async () =>
            {
                var leased = new List<LeasedWork>();
                await using var reader = await command.ExecuteReaderAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    // A kind of a later version is left to that version's hosts; its lease runs out here.
                    if (Enum.TryParse<DueKind>(reader.GetString(1), out var kind))
                    {
                        leased.Add(new LeasedWork(new TenantId(reader.GetString(0)), kind, reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), owner));
                    }
                }

                leased.Sort((a, b) => a.DueAt.CompareTo(b.DueAt));
                return leased;
            });
    }

    public async Task Release(LeasedWork work, CancellationToken cancellation)
    {
        await using var command = source.Value.CreateCommand(EndLease);
        Fill(command, Text(work.Tenant.Value), Text(work.Kind.ToString()), Text(work.Id), Text(work.Owner));
        await Ask(() => command.ExecuteNonQueryAsync(cancellation));
    }

    public Task Signalled(CancellationToken cancellation) => signal.Wait(cancellation);

    public async Task<double> ClockSkew(DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = source.Value.CreateCommand("select extract(epoch from clock_timestamp() - $1)::float8");
        command.Parameters.Add(Time(now));
        return await Ask(async () => (double)(await command.ExecuteScalarAsync(cancellation))!);
    }

    private static Task<T> Ask<T>(Func<Task<T>> question) => Database.Ask("The table of due work cannot be reached", question);

    private static void Fill(NpgsqlCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
    }

    private static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Texts(IEnumerable<string> values) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter Time(DateTimeOffset value) => new() { Value = value.ToUniversalTime(), NpgsqlDbType = NpgsqlDbType.TimestampTz };
}

/// <summary>The worker role's connections.</summary>
internal sealed class WorkerSource(StorageOptions options) : IDisposable, IAsyncDisposable
{
    public NpgsqlDataSource Value { get; } = new NpgsqlDataSourceBuilder(options.WorkerConnection) { Name = "flexportal-worker" }.Build();

    public void Dispose() => Value.Dispose();

    public ValueTask DisposeAsync() => Value.DisposeAsync();
}
