using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>W2: what one network address may use, and the alarm over all of them.</summary>
public sealed class BudgetRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void W2_twenty_in_an_hour_then_one_for_each_that_grows_old()
    {
        var budget = Budget.Fresh;
        for (var minute = 0; minute < 20; minute++)
        {
            budget = Take(budget, Now.AddMinutes(minute))!;
        }

        Assert.Null(Take(budget, Now.AddMinutes(20)));
        Assert.Equal(Now.AddMinutes(60), BudgetRules.Full(budget, BudgetUse.Password, Now.AddMinutes(20)).At);
        Assert.Null(Take(budget, Now.AddMinutes(60).AddTicks(-1)));
        budget = Take(budget, Now.AddMinutes(60))!;
        Assert.Null(Take(budget, Now.AddMinutes(60)));
        Assert.Equal(Now.AddMinutes(61), BudgetRules.Full(budget, BudgetUse.Password, Now.AddMinutes(60)).At);
    }

    [Fact]
    public void W2_a_hundred_in_a_day()
    {
        var (budget, taken) = (Budget.Fresh, 0);
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            (budget, taken) = Take(budget, Now.AddMinutes(minute)) is { } next ? (next, taken + 1) : (budget, taken);
        }

        Assert.Equal(100, taken);
        Assert.Equal(Now.AddDays(1), BudgetRules.Full(budget, BudgetUse.Password, Now.AddHours(23)).At);
        Assert.NotNull(Take(budget, Now.AddDays(1)));
    }

    [Fact]
    public void W2_what_is_given_back_does_not_count()
    {
        var budget = Budget.Fresh;
        for (var signIn = 0; signIn < 500; signIn++)
        {
            budget = BudgetRules.GiveBack(Take(budget, Now)!);
        }

        Assert.Empty(budget.Uses);
        Assert.Empty(BudgetRules.GiveBack(budget).Uses);
    }

    [Fact]
    public void A_repeated_command_takes_nothing_more()
    {
        var budget = Budget.Fresh;
        for (var tap = 0; tap < 50; tap++)
        {
            budget = BudgetRules.Take(budget, BudgetUse.OwnHelp, "one", Now)!;
        }

        Assert.Single(budget.Uses);
    }

    [Fact]
    public void A_network_is_one_ipv4_address_or_the_first_half_of_an_ipv6_one()
    {
        Assert.Equal(Key("198.51.100.7"), Key("::ffff:198.51.100.7"));
        Assert.NotEqual(Key("198.51.100.7"), Key("198.51.100.8"));
        Assert.Equal(Key("2001:db8:1:2::1"), Key("2001:db8:1:2:ffff::9"));
        Assert.NotEqual(Key("2001:db8:1:2::1"), Key("2001:db8:1:3::1"));
        Assert.Equal(Key(null), Key("nowhere"));
        Assert.NotEqual(Key("198.51.100.7"), BudgetKey.OfAddress(BudgetUse.Help, "198.51.100.7"));
        Assert.Equal(Key("198.51.100.7"), BudgetKey.Parse(Key("198.51.100.7").ToString()));
        Assert.DoesNotContain("198.51", Key("198.51.100.7").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void W2_one_password_on_a_thousand_accounts_from_two_hundred_addresses_is_an_alarm()
    {
        var (wrong, alarms) = (WrongPasswords.None, new List<(int After, SprayAlarm Alarm)>());
        for (var account = 1; account <= 1_000; account++)
        {
            (wrong, var alarm) = SprayRules.Count(wrong, $"address {account % 200}", Now.AddSeconds(account));
            if (alarm is not null)
            {
                alarms.Add((account, alarm));
            }
        }

        Assert.Equal([200, 800], alarms.Select(alarm => alarm.After));
        Assert.Equal(new SprayAlarm(200, 200), alarms[0].Alarm);
    }

    [Fact]
    public void W2_the_slips_of_an_ordinary_day_are_none()
    {
        var wrong = WrongPasswords.None;
        for (var slip = 0; slip < 2_000; slip++)
        {
            (wrong, var alarm) = SprayRules.Count(wrong, "office", Now.AddSeconds(slip * 19));
            Assert.Null(alarm);
        }
    }

    private static Budget? Take(Budget budget, DateTimeOffset at) => BudgetRules.Take(budget, BudgetUse.Password, null, at);

    private static BudgetKey Key(string? ip) => BudgetKey.OfAddress(BudgetUse.Password, ip);
}
