using Flexportal.Storage.Connections;
using Flexportal.Storage.Files;
using Flexportal.Storage.Tenants;
using Npgsql;

namespace Flexportal.Storage.Due;

internal sealed class Housekeeping(TenantDatabase database, NpgsqlDataSource app, WorkerSource source, ITenantDirectory tenants, IFileStore files) : IHousekeeping
{
    private const string DropAnswers = """
        delete from idempotency i
        where i.tenant = $1 and i.created_at < $2
            and not exists (
                select from document d
                where d.tenant = i.tenant and d.id = i.document and d.state in ('Draft', 'Offered', 'Opened', 'AwaitingCode', 'Locked'))
        returning 1
        """;

    private const string DropSessions = "delete from session where tenant = $1 and (seen_at < $2 or ended_at < $2) returning 1";
    private const string DropLinks = "delete from mail_link where tenant = $1 and expires_at < $2 returning 1";

    // Grains keep nothing else in Orleans' storage; a day is the longest window of any of these.
    private const string DropLimits = """
        with marked as (
            update OrleansStorage set UnchangedSince = $1 where UnchangedSince is null)
        delete from OrleansStorage where UnchangedSince <= $2 and GrainTypeString in ('flexportal.sign-in-limiter', 'flexportal.budget')
        """;

    public async Task<int> DropExpired(DateTimeOffset now, CancellationToken cancellation)
    {
        var dropped = await files.DropStale(now, cancellation) + await DropOldLimits(now, cancellation);
        foreach (var tenant in await tenants.All(cancellation))
        {
            foreach (var (sql, days) in new[] { (DropAnswers, 30), (DropSessions, 90), (DropLinks, 30) })
            {
                dropped += (await database.Rows(tenant.Id, sql, statement => statement.Time(now.AddDays(-days)), _ => 1, cancellation)).Count;
            }
        }

        return dropped;
    }

    public Task<int> AnalyzeNewTables(CancellationToken cancellation) => Database.Ask("The first statistics cannot be gathered", async () =>
    {
        await using var command = source.Value.CreateCommand("select analyze_new_tables()");
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    });

    private Task<int> DropOldLimits(DateTimeOffset now, CancellationToken cancellation) => Database.Ask("Old limits cannot be dropped", async () =>
    {
        await using var command = app.CreateCommand(DropLimits);
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now.ToUniversalTime().AddDays(-2) });
        return await command.ExecuteNonQueryAsync(cancellation);
    });
}
