using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>Design section 5, row by row.</summary>
public sealed class ChallengeRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Theory]
    [InlineData(0, null)]
    [InlineData(89_999, null)]
    [InlineData(90_000, RefusalCode.CodeExpired)]
    [InlineData(90_001, RefusalCode.CodeExpired)]
    [InlineData(3_600_000, RefusalCode.CodeExpired)]
    public void A_code_lives_ninety_seconds_from_acceptance(int milliseconds, RefusalCode? expected)
    {
        var (document, challenge) = Given.Flow();
        var decision = Given.Confirm(document, challenge, Given.Codes(challenge)[0], Now.AddMilliseconds(milliseconds));
        Assert.Equal(expected, decision.Refusal?.Code);
        Assert.Equal(expected is null, decision.Changes.Signature is not null);
    }

    [Fact]
    public void The_clock_starts_at_acceptance_and_not_at_the_asking()
    {
        var (document, challenge) = Given.Flow();
        var late = Given.Accepted(challenge with { Codes = [challenge.Current with { AcceptedAt = null, ExpiresAt = null }] }, Now.AddSeconds(300));
        Assert.Equal(Now.AddSeconds(390), late.Current.ExpiresAt);
        Assert.Null(Given.Confirm(document, late, Given.Codes(late)[0], Now.AddSeconds(389)).Refusal);
    }

    [Fact]
    public void The_right_code_counts_before_acceptance_is_recorded()
    {
        var (document, challenge) = Given.Flow();
        var open = challenge with { Codes = [challenge.Current with { AcceptedAt = null, ExpiresAt = null }] };
        Assert.Null(Given.Confirm(document, open, Given.Codes(open)[0], Now.AddHours(1)).Refusal);
    }

    [Fact]
    public void Accepted_once_the_clock_is_not_started_again()
    {
        var (_, challenge) = Given.Flow();
        var mail = Given.CodeMail(challenge) with { State = DeliveryState.Delivered, SentAt = Now, AcceptedAt = Now.AddSeconds(50) };
        Assert.Equal(Now.AddSeconds(90), ChallengeRules.MailFate(challenge, mail)!.Challenge!.Current.ExpiresAt);
    }

    [Fact]
    public void The_end_of_the_running_code_is_due_work_and_that_of_a_replaced_one_is_not()
    {
        var (document, challenge) = Given.Flow();
        var fresh = challenge with { Codes = [challenge.Current with { AcceptedAt = null, ExpiresAt = null }] };
        var mail = Given.CodeMail(fresh) with { State = DeliveryState.HandedOver, SentAt = Now, AcceptedAt = Now };
        Assert.Contains(new DueWork(DueKind.ExpireCode, document.Id.Value, Now.AddSeconds(90)), ChallengeRules.MailFate(fresh, mail)!.Due);
        var replaced = Given.Resend(document, fresh, Now.AddSeconds(20)).Changes.Challenge!;
        Assert.Empty(ChallengeRules.MailFate(replaced, mail)!.Due);
    }

    [Fact]
    public void Wrong_tries_count_over_all_codes_and_the_fifth_locks()
    {
        var (document, challenge) = Given.Flow();
        var left = new List<int?>();
        for (var tries = 0; tries < 5; tries++)
        {
            if (tries == 2)
            {
                challenge = Given.Accepted(Given.Resend(document, challenge, Now.AddSeconds(20)).Changes.Challenge!, Now.AddSeconds(21));
            }

            var decision = Given.Confirm(document, challenge, Given.WrongCode(challenge), Now.AddSeconds(30));
            left.Add(decision.Refusal!.AttemptsLeft);
            challenge = decision.Changes.Challenge!;
            document = decision.Changes.Document ?? document;
        }

        Assert.Equal([4, 3, 2, 1, 0], left);
        Assert.Equal((DocumentState.Locked, LockReason.TooManyAttempts), (document.State, document.Lock!.Reason));
        Assert.Equal((5, 2), (document.Lock.WrongTries, document.Lock.CodesSent));
        Assert.Equal(RefusalCode.DocumentLocked, Given.Confirm(document, challenge, Given.Codes(challenge)[1], Now.AddSeconds(31)).Refusal!.Code);
    }

    [Fact]
    public void A_lock_mails_the_worker_and_ends_the_due_work()
    {
        var (document, challenge) = Given.Flow();
        var locked = Given.Confirm(document, challenge with { WrongTries = 4 }, Given.WrongCode(challenge), Now).Changes;
        Assert.Equal(MailKind.Locked, Assert.Single(locked.Mails).Kind);
        Assert.Contains(new DueWork(DueKind.ExpireCode, document.Id.Value, null), locked.Due);
        Assert.Equal(ChallengeState.Locked, locked.Challenge!.State);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("12345")]
    [InlineData("12a4")]
    [InlineData("")]
    [InlineData(null)]
    public void Unreadable_input_costs_no_try(string? typed)
    {
        var (document, challenge) = Given.Flow();
        var decision = Given.Confirm(document, challenge, typed, Now);
        Assert.True(decision.Changes.IsEmpty);
        Assert.Equal(5, decision.Refusal!.AttemptsLeft);
    }

    [Fact]
    public void A_replaced_code_has_its_own_message_and_costs_no_try()
    {
        var (document, challenge) = Given.Flow();
        var next = Given.Accepted(Given.Resend(document, challenge, Now.AddSeconds(15)).Changes.Challenge!, Now.AddSeconds(16));
        var decision = Given.Confirm(document, next, Given.Codes(next)[0], Now.AddSeconds(17));
        Assert.Equal((RefusalCode.CodeReplaced, Now.AddSeconds(16)), (decision.Refusal!.Code, decision.Refusal.At));
        Assert.True(decision.Changes.IsEmpty);
    }

    [Theory]
    [InlineData(0, RefusalCode.ResendTooSoon)]
    [InlineData(14_999, RefusalCode.ResendTooSoon)]
    [InlineData(15_000, null)]
    public void Two_codes_are_fifteen_seconds_apart(int milliseconds, RefusalCode? expected)
    {
        var (document, challenge) = Given.Flow();
        var decision = Given.Resend(document, challenge, Now.AddMilliseconds(milliseconds));
        Assert.Equal(expected, decision.Refusal?.Code);
        Assert.Equal(expected is null ? null : Now.AddSeconds(15), decision.Refusal?.At);
    }

    [Fact]
    public void There_are_two_new_codes_and_then_no_more()
    {
        var (document, challenge) = Given.Flow();
        for (var number = 2; number <= 3; number++)
        {
            challenge = Given.Accepted(Given.Resend(document, challenge, Now.AddSeconds(20 * number)).Changes.Challenge!, Now.AddSeconds(20 * number));
        }

        Assert.Equal((RefusalCode.ResendsUsedUp, 0), (Given.Resend(document, challenge, Now.AddSeconds(80)).Refusal!.Code, Given.Resend(document, challenge, Now.AddSeconds(80)).Refusal!.ResendsLeft));
        Assert.Equal([1, 2, 3], challenge.Codes.Select(code => code.Number));
    }

    [Fact]
    public void A_new_code_stops_the_old_ones_clock_and_mails_to_the_present_address()
    {
        var (document, challenge) = Given.Flow();
        var changes = ChallengeRules.Resend(Given.Agency, document, challenge, Given.Worker with { Email = "nieuw@mail.example" }, Given.Mail(), Given.By, Now.AddSeconds(15)).Changes;
        Assert.Contains(new DueWork(DueKind.ExpireCode, document.Id.Value, null), changes.Due);
        Assert.Equal(("nieuw@mail.example", 2), (changes.Mails[0].To, changes.Mails[0].CodeNumber));
        Assert.Equal("nieuw@mail.example", changes.Challenge!.Destination);
        Assert.False(ChallengeRules.IsWanted(changes.Challenge, Given.CodeMail(challenge)));
    }

    [Theory]
    [InlineData(19_999, false)]
    [InlineData(20_000, true)]
    public void A_mail_that_was_not_accepted_in_twenty_seconds_is_late_and_its_successor_is_free(int milliseconds, bool late)
    {
        var (document, challenge) = Given.Flow();
        var waiting = challenge with { Codes = [challenge.Current with { AcceptedAt = null, ExpiresAt = null, Delivery = DeliveryState.Queued }] };
        var at = Now.AddMilliseconds(milliseconds);
        Assert.Equal(late, ChallengeRules.IsMailLate(waiting, Given.Agency.Policy, at));
        var decision = Given.Resend(document, waiting, at);
        Assert.Equal(late ? null : RefusalCode.ResendTooSoon, decision.Refusal?.Code);
        if (late)
        {
            Assert.Equal(0, decision.Changes.Challenge!.ResendsUsed);
            Assert.Equal(2, ChallengeRules.ResendsLeft(decision.Changes.Challenge, Given.Agency.Policy));
        }
    }

    [Fact]
    public void Free_codes_end_too()
    {
        var (document, challenge) = Given.Flow();
        var at = Now;
        challenge = challenge with { Codes = [challenge.Current with { AcceptedAt = null, ExpiresAt = null, Delivery = DeliveryState.Queued }] };
        while (Given.Resend(document, challenge, at += TimeSpan.FromSeconds(20)).Changes.Challenge is { } next)
        {
            challenge = next;
        }

        Assert.Equal(ChallengeRules.MaxCodes, challenge.Codes.Length);
    }

    [Fact]
    public void A_code_that_ran_out_is_noted_and_the_last_one_locks()
    {
        var (document, challenge) = Given.Flow();
        Assert.True(Given.Expire(document, challenge, Now.AddMilliseconds(89_999)).Changes.IsEmpty);
        var noted = Given.Expire(document, challenge, Now.AddSeconds(90)).Changes;
        Assert.True(noted.Challenge!.Current.Ended);
        Assert.Null(noted.Document);
        Assert.True(Given.Expire(document, noted.Challenge, Now.AddSeconds(91)).Changes.IsEmpty);

        var last = challenge with { Codes = [challenge.Current, challenge.Current with { Number = 2 }, challenge.Current with { Number = 3 }] };
        var locked = Given.Expire(document, last, Now.AddSeconds(90)).Changes;
        Assert.Equal((DocumentState.Locked, LockReason.ResendsUsedUp), (locked.Document!.State, locked.Document.Lock!.Reason));
    }

    [Fact]
    public void An_expired_code_of_a_flow_with_codes_left_can_be_replaced()
    {
        var (document, challenge) = Given.Flow();
        Assert.Null(Given.Resend(document, challenge, Now.AddMinutes(10)).Refusal);
    }

    [Theory]
    [InlineData(13, WorkerState.Active)]
    [InlineData(14, WorkerState.Blocked)]
    public void Fifteen_wrong_codes_of_an_account_in_thirty_days_block_it(int before, WorkerState expected)
    {
        var (document, challenge) = Given.Flow();
        var worker = Given.Worker with { WrongCodes = [.. Enumerable.Range(1, before).Select(day => Now.AddDays(-day))] };
        var changes = Given.Confirm(document, challenge, Given.WrongCode(challenge), Now, worker: worker).Changes;
        Assert.Equal(expected, changes.Worker!.State);
        Assert.Equal(expected == WorkerState.Blocked, changes.Document?.State == DocumentState.Locked);
    }

    [Fact]
    public void Wrong_codes_of_more_than_thirty_days_ago_and_before_a_success_do_not_count()
    {
        var (document, challenge) = Given.Flow();
        var worker = Given.Worker with { WrongCodes = [.. Enumerable.Repeat(Now.AddDays(-30), 14)] };
        Assert.Single(Given.Confirm(document, challenge, Given.WrongCode(challenge), Now, worker: worker).Changes.Worker!.WrongCodes);
        Assert.Empty(Given.Confirm(document, challenge, Given.Codes(challenge)[0], Now, worker: worker).Changes.Worker!.WrongCodes);
    }

    [Fact]
    public void Policy_moves_the_numbers()
    {
        var agency = Given.Agency with { Policy = new SigningPolicy { CodeDigits = 6, CodeLifetimeSeconds = 60, MaxWrongTries = 1, MaxResends = 0 } };
        var (document, challenge) = Given.Flow(agency);
        Assert.Equal((6, Now.AddSeconds(60)), (challenge.Digits, challenge.Current.ExpiresAt));
        Assert.Equal(RefusalCode.ResendsUsedUp, Given.Resend(document, challenge, Now.AddSeconds(30), agency).Refusal!.Code);
        var last = Given.Confirm(document, challenge, Given.WrongCode(challenge), Now, agency);
        Assert.Equal(RefusalCode.TooManyAttempts, last.Refusal!.Code);
        Assert.Equal(["code.wrong", "document.locked"], last.Changes.Facts.Select(fact => fact.Action));
    }
}
