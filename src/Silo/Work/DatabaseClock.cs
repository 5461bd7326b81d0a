using Flexportal.Storage.Due;

namespace Flexportal.Silo.Work;

/// <summary>
/// The one clock of an installation: PostgreSQL's. Between two looks at it this machine's steady counter goes on, so that a machine whose own clock is wrong
/// or jumps ends no code early, calls no peer dead and dates no signature wrongly. Until the first look it is the machine's.
/// </summary>
internal sealed class DatabaseClock(TimeProvider machine) : TimeProvider
{
    /// <summary>Key of the machine's own clock among the services.</summary>
    public const string Machine = "machine";

    private static readonly TimeSpan Tolerated = TimeSpan.FromMilliseconds(100);
    private Look? last;

    public override DateTimeOffset GetUtcNow() => Volatile.Read(ref last) is { } look ? look.Time + machine.GetElapsedTime(look.Counter) : machine.GetUtcNow();

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Looks at PostgreSQL's clock. A difference that the way there and back explains moves nothing: time should not tremble.</summary>
    /// <exception cref="Storage.Writes.StorageException">The database is out of reach.</exception>
    public async Task Set(IDueStore due, CancellationToken cancellation)
    {
        var (asked, start) = (machine.GetUtcNow(), machine.GetTimestamp());
        var ahead = await due.ClockSkew(asked, cancellation);
        var (counter, way) = (machine.GetTimestamp(), machine.GetElapsedTime(start));
        var time = asked + TimeSpan.FromSeconds(ahead) + (way / 2);
        if (last is not { } look || (time - (look.Time + machine.GetElapsedTime(look.Counter, counter))).Duration() > Tolerated + way)
        {
            Volatile.Write(ref last, new Look(time, counter));
        }
    }

    private sealed record Look(DateTimeOffset Time, long Counter);
}
