using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class MailRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;

    [Fact]
    public void A_deferred_mail_comes_back_later_each_time_and_is_given_up_after_three_days()
    {
        var mail = Waiting();
        var pauses = new List<double>();
        var at = Now;
        while (true)
        {
            var changes = MailRules.Answered(mail, MailOutcome.TryAgain, at, at, null, "451");
            mail = changes.Mails[0];
            if (changes.Due[0].DueAt is not { } next)
            {
                break;
            }

            pauses.Add((next - at).TotalSeconds);
            at = next;
        }

        Assert.Equal([2, 5, 15, 60, 300, 900, 3_600, 3_600], pauses.Take(8));
        Assert.Equal(DeliveryState.Failed, mail.State);
        Assert.InRange(at - Now, TimeSpan.FromDays(3), TimeSpan.FromDays(3) + TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(MailOutcome.Accepted, DeliveryState.HandedOver, true, false)]
    [InlineData(MailOutcome.Delivered, DeliveryState.Delivered, true, true)]
    [InlineData(MailOutcome.Refused, DeliveryState.Failed, false, true)]
    [InlineData(MailOutcome.TryAgain, DeliveryState.Delayed, false, false)]
    public void An_answer_sets_state_and_times(MailOutcome outcome, DeliveryState state, bool accepted, bool settled)
    {
        var next = MailRules.Answered(Waiting(), outcome, Now, Now.AddSeconds(1), "p1", new string('x', 400)).Mails[0];
        Assert.Equal((state, accepted, settled), (next.State, next.AcceptedAt is not null, next.SettledAt is not null));
        Assert.Equal((1, 300, "p1"), (next.Tries, next.Reply!.Length, next.ProviderId));
    }

    [Fact]
    public void A_code_mail_is_useless_after_ten_minutes_and_others_never()
    {
        var code = MailRules.About(MailKind.Code, Given.Mail(), Given.Worker, Given.Document, Now);
        Assert.True(MailRules.MustSend(code, Now.AddMinutes(10).AddMilliseconds(-1)));
        Assert.False(MailRules.MustSend(code, Now.AddMinutes(10)));
        Assert.True(MailRules.MustSend(MailRules.About(MailKind.Invite, Given.Mail(), Given.Worker, Given.Document, Now), Now.AddDays(2)));
    }

    [Theory]
    [InlineData(DeliveryState.HandedOver, true)]
    [InlineData(DeliveryState.Delivered, true)]
    [InlineData(DeliveryState.Bounced, true)]
    [InlineData(DeliveryState.Cancelled, true)]
    [InlineData(DeliveryState.Queued, false)]
    [InlineData(DeliveryState.Delayed, false)]
    public void Only_what_waits_is_sent(DeliveryState state, bool done) => Assert.Equal(!done, MailRules.MustSend(Waiting() with { State = state }, Now));

    [Fact]
    public void Reports_move_forward_only_in_whatever_order_they_come()
    {
        DeliveryState[] reports = [DeliveryState.HandedOver, DeliveryState.Delivered, DeliveryState.Complained, DeliveryState.Bounced];
        foreach (var order in Orders(reports))
        {
            var mail = Waiting();
            foreach (var state in order)
            {
                mail = MailRules.Report(mail, state, Now, null)?.Mails[0] ?? mail;
            }

            Assert.Equal(DeliveryState.Bounced, mail.State);
        }
    }

    [Fact]
    public void F23_a_thousand_shuffled_and_repeated_reports_end_as_in_order()
    {
        (DeliveryState State, int Second, string? Detail)[] told =
        [
            (DeliveryState.HandedOver, 1, null), (DeliveryState.Delivered, 3, "250 ok"), (DeliveryState.Delivered, 3, "250 ok"),
            (DeliveryState.Complained, 60, "abuse"), (DeliveryState.Bounced, 90, "mailbox full"), (DeliveryState.Bounced, 90, "mailbox full"), (DeliveryState.HandedOver, 1, null),
        ];
        Mail[] starts =
        [
            Waiting(),
            MailRules.Answered(Waiting(), MailOutcome.TryAgain, Now, Now, null, "timeout").Mails[0],
            MailRules.Answered(Waiting(), MailOutcome.Accepted, Now, Now.AddSeconds(2), "p1", "queued").Mails[0],
        ];
        var random = new Random(23);
        foreach (var start in starts)
        {
            var inOrder = After(start, told);
            Assert.Equal((DeliveryState.Bounced, Now.AddSeconds(90), Now.AddSeconds(3), "mailbox full"), (inOrder.State, inOrder.SettledAt, inOrder.DeliveredAt, inOrder.Reply));
            for (var run = 0; run < 1_000; run++)
            {
                random.Shuffle(told);
                Assert.Equal(inOrder, After(start, told));
            }
        }

        static Mail After(Mail mail, IEnumerable<(DeliveryState State, int Second, string? Detail)> reports) =>
            reports.Aggregate(mail, (present, report) => MailRules.Report(present, report.State, Now.AddSeconds(report.Second), report.Detail)?.Mails[0] ?? present);
    }

    [Fact]
    public void F23_the_same_report_again_changes_nothing()
    {
        var bounced = MailRules.Report(Waiting(), DeliveryState.Bounced, Now, "550")!.Mails[0];
        Assert.Null(MailRules.Report(bounced, DeliveryState.Bounced, Now, "550"));
        Assert.Null(MailRules.Report(bounced, DeliveryState.HandedOver, Now.AddSeconds(5), null));
    }

    [Fact]
    public void A_report_after_an_unknown_outcome_ends_the_retries()
    {
        var unknown = MailRules.Answered(Waiting(), MailOutcome.TryAgain, Now, Now, null, null).Mails[0];
        var changes = MailRules.Report(unknown, DeliveryState.HandedOver, Now.AddSeconds(1), null)!;
        Assert.Null(changes.Due[0].DueAt);
        Assert.Equal(Now.AddSeconds(1), changes.Mails[0].AcceptedAt);
    }

    [Fact]
    public void A_bounce_is_seen_at_the_worker_only_for_the_present_address()
    {
        var bounced = Waiting() with { State = DeliveryState.Bounced };
        Assert.Equal(DeliveryState.Bounced, WorkerRules.MailFate(Given.Worker, bounced, Now)!.MailState);
        Assert.Null(WorkerRules.MailFate(Given.Worker with { Email = "nieuw@mail.example" }, bounced, Now));
        Assert.Null(WorkerRules.MailFate(Given.Worker, Waiting() with { State = DeliveryState.HandedOver }, Now));
    }

    [Fact]
    public void A_link_token_follows_from_key_and_mail_and_its_hash_does_not_give_it_away()
    {
        var id = new MessageId(new string('1', 32));
        var token = LinkToken.For(Given.Secret, id);
        Assert.Equal(token, LinkToken.For(Given.Secret, id));
        Assert.Equal(43, token.Length);
        Assert.NotEqual(token, LinkToken.For(Given.Secret, new MessageId(new string('2', 32))));
        Assert.NotEqual(token, LinkToken.For(new SecretKey(new byte[32]), id));
        Assert.Equal(64, LinkToken.Hash(token).Length);
    }

    private static Mail Waiting() => MailRules.About(MailKind.Invite, Given.Mail(), Given.Worker, Given.Document, Now);

    private static IEnumerable<IEnumerable<DeliveryState>> Orders(DeliveryState[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, index) => Orders([.. items.Where((_, other) => other != index)]).Select(rest => rest.Prepend(item)));
}
