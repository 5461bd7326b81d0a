using System.Collections.Immutable;

namespace Flexportal.Domain.Workers;

/// <summary>The wrong passwords of one agency, as far as an alarm needs them.</summary>
/// <param name="Last">The last ones, oldest first: when, and from which network address (hashed).</param>
/// <param name="AlarmedAt">When the last alarm was given.</param>
public sealed record WrongPasswords(ImmutableQueue<(DateTimeOffset At, string From)> Last, DateTimeOffset? AlarmedAt)
{
    /// <summary>None yet.</summary>
    public static readonly WrongPasswords None = new([], null);
}

/// <summary>An alarm for people.</summary>
/// <param name="Failures">Wrong passwords in the last hour, at least.</param>
/// <param name="Addresses">Network addresses that they came from.</param>
public sealed record SprayAlarm(int Failures, int Addresses);

/// <summary>Sees one password tried on many accounts from many addresses, where neither limit alone would: by the agency's sum.</summary>
public static class SprayRules
{
    /// <summary>So many wrong passwords within an hour are an alarm.</summary>
    public const int PerHour = 200;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    /// <summary>Counts one; the alarm, where it is time for one, is given at most every ten minutes.</summary>
    public static (WrongPasswords Next, SprayAlarm? Alarm) Count(WrongPasswords before, string from, DateTimeOffset now)
    {
        var last = before.Last.Enqueue((now, from));
        while (last.Peek().At + Hour <= now)
        {
            last = last.Dequeue();
        }

        var failures = last.Count();
        if (failures > PerHour)
        {
            last = last.Dequeue();
        }

        return failures < PerHour || before.AlarmedAt + Again > now
            ? (before with { Last = last }, null)
            : (new WrongPasswords(last, now), new SprayAlarm(failures, last.Select(wrong => wrong.From).Distinct().Count()));
    }
}
