using Flexportal.Storage.Connections;
using Flexportal.Storage.Files;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Due;

internal sealed class Housekeeping(TenantDatabase database, WorkerSource source, ITenantDirectory tenants, IFileStore files) : IHousekeeping
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

    public async Task<int> DropExpired(DateTimeOffset now, CancellationToken cancellation)
    {
        var dropped = await files.DropStale(now, cancellation);
        foreach (var tenant in await tenants.All(cancellation))
        {
            foreach (var (sql, days) in new[] { (DropAnswers, 30), (DropSessions, 90), (DropLinks, 30) })
            {
                dropped += (await database.Rows(tenant.Id, sql, statement => statement.Time(now.AddDays(-days)), _ => 1, cancellation)).Count;
            }
        }

        return dropped;
    }

    public async Task<int> AnalyzeNewTables(CancellationToken cancellation)
    {
        try
        {
            await using var command = source.Value.CreateCommand("select analyze_new_tables()");
            return (int)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StorageException("The first statistics cannot be gathered", exception);
        }
    }
}
