using System.Collections.Immutable;
using Flexportal.Domain.Common;

namespace Flexportal.Domain.Budgets;

/// <summary>One use of a budget.</summary>
/// <param name="At">When.</param>
/// <param name="Key">Idempotency key of the command, where it has one: a repeated command takes nothing more.</param>
public sealed record Taken(DateTimeOffset At, string? Key = null);

/// <summary>What was taken of a budget. Private to its grain.</summary>
/// <param name="Uses">Oldest first; no more than the day's limit.</param>
public sealed record Budget(ImmutableArray<Taken> Uses)
{
    /// <summary>Nothing taken.</summary>
    public static readonly Budget Fresh = new([]);
}

/// <summary>
/// How much one network address or one worker may use, over sliding windows of an hour and of a day. A full budget frees itself bit by bit, so an office or a
/// carrier's shared address (RFC 6598) is slowed, never shut out for good.
/// </summary>
public static class BudgetRules
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>The most in any hour and in any day.</summary>
    public static (int Hour, int Day) Limits(BudgetUse use) => use switch
    {
        BudgetUse.Password => (20, 100),
        BudgetUse.ForgottenPassword => (20, 100),
        BudgetUse.Help => (20, 100),
        // An office checks a pile of contracts in one go.
        BudgetUse.Check => (60, 300),
        BudgetUse.OwnHelp or BudgetUse.CopyByMail => (5, 20),
    };

    /// <summary>Takes one, or nothing more for a key that took one before; null when nothing is left.</summary>
    public static Budget? Take(Budget budget, BudgetUse use, string? key, DateTimeOffset now) =>
        key is not null && budget.Uses.Any(taken => taken.Key == key) ? budget
        : FullUntil(budget, use, now) is null ? new Budget([.. Living(budget, now), new Taken(now, key)])
        : null;

    /// <summary>Gives back what was taken last, in vain or rightly.</summary>
    public static Budget GiveBack(Budget budget) => budget.Uses.IsEmpty ? budget : new Budget(budget.Uses.RemoveAt(budget.Uses.Length - 1));

    /// <summary>When the next may be taken; null when that is now.</summary>
    public static DateTimeOffset? FullUntil(Budget budget, BudgetUse use, DateTimeOffset now)
    {
        var (hour, day) = Limits(use);
        var taken = Living(budget, now);
        DateTimeOffset? byHour = taken.Length >= hour && taken[^hour].At + Hour > now ? taken[^hour].At + Hour : null;
        DateTimeOffset? byDay = taken.Length >= day ? taken[^day].At + Day : null;
        return byHour is { } h && byDay is { } d ? h > d ? h : d : byHour ?? byDay;
    }

    /// <summary>The refusal of a full budget.</summary>
    public static Refusal Full(Budget budget, BudgetUse use, DateTimeOffset now) => new(RefusalCode.TooOften) { At = FullUntil(budget, use, now) };

    private static ImmutableArray<Taken> Living(Budget budget, DateTimeOffset now) => budget.Uses.RemoveAll(taken => taken.At + Day <= now);
}
