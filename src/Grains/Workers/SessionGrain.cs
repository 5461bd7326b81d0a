using Flexportal.Contracts;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Workers;

/// <summary>One sign-in session. Every request reads it, so use is kept in memory and written at most once a minute.</summary>
[GrainType("flexportal.session")]
internal sealed class SessionGrain(IRowReader rows, ICommitStore commits, TimeProvider time) : Grain, ISessionGrain
{
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMinutes(1);
    private Session? session;
    private DateTimeOffset lastUse;

    private TenantKey Key => TenantKey.Parse(this.GetPrimaryKeyString());

    public async ValueTask<SessionInfo?> Get()
    {
        var now = time.GetUtcNow();
        if (await Load() is not { } living || WorkerRules.SessionEnd(living, lastUse, now) is null)
        {
            DeactivateOnIdle();
            return null;
        }

        if (now - living.SeenAt >= WriteEvery)
        {
            await Write(living with { SeenAt = now });
        }

        lastUse = now;
        var end = WorkerRules.SessionEnd(living, now, now);
        return end is null ? null : new SessionInfo(living.Worker, living.CreatedAt, living.Ip, end.Value);
    }

    public async Task End()
    {
        if (await Load() is { EndedAt: null } living)
        {
            await Write(living with { EndedAt = time.GetUtcNow() });
        }

        DeactivateOnIdle();
    }

    public Task Drop()
    {
        session = null;
        return Task.CompletedTask;
    }

    private async Task<Session?> Load()
    {
        if (session is null)
        {
            session = await rows.Session(Key.Tenant, Key.Id, CancellationToken.None);
            lastUse = session is null || session.SeenAt > lastUse ? session?.SeenAt ?? default : lastUse;
        }

        return session;
    }

    private async Task Write(Session next)
    {
        try
        {
            await commits.Commit(Key.Tenant, new Changes { Sessions = [next] }, null, CancellationToken.None);
            session = next;
        }
        catch (StorageException)
        {
            session = null;
            throw;
        }
    }
}
