using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class ReminderRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Agency Agency = Given.Agency with { Policy = new SigningPolicy { ReminderSchedule = [7, 3] } };
    private static readonly Document Offered = Given.Document with { OfferedAt = Now };

    [Theory]
    [InlineData(-1, RefusalCode.Conflict)]
    [InlineData(0, null)]
    public void Reminders_are_a_day_apart(int seconds, RefusalCode? expected)
    {
        var document = Given.Document with { RemindedAt = Now.AddDays(-1).AddSeconds(-seconds) };
        Assert.Equal(expected, ReminderRules.Remind(document, Given.Worker, null, Given.Mail(), Given.Api, Now).Refusal?.Code);
    }

    [Fact]
    public void Nobody_is_reminded_at_an_address_that_bounces() => Assert.Equal(
        RefusalCode.MailRejected,
        ReminderRules.Remind(Given.Document, Given.Worker with { MailState = DeliveryState.Bounced }, null, Given.Mail(), Given.Api, Now).Refusal!.Code);

    [Fact]
    public void An_offered_document_is_put_on_the_schedule_and_one_to_download_is_not()
    {
        var draft = Given.Document with { State = DocumentState.Draft, OfferedAt = null };
        Assert.Equal(Now.AddDays(3), Reminder(DocumentRules.Offer(Agency, draft, Given.Worker, Given.Mail(), Given.Api, Now).Changes));
        Assert.Null(Reminder(DocumentRules.Offer(Agency, draft with { Purpose = DocumentPurpose.Personal }, Given.Worker, Given.Mail(), Given.Api, Now).Changes));
        Assert.Null(Reminder(DocumentRules.Offer(Given.Agency, draft, Given.Worker, Given.Mail(), Given.Api, Now).Changes));
    }

    [Fact]
    public void Each_day_of_the_schedule_mails_once()
    {
        var first = OnSchedule(Offered, 3);
        Assert.Equal((MailKind.Reminder, Now.AddDays(7)), (Assert.Single(first.Mails).Kind, Reminder(first)));
        Assert.Empty(OnSchedule(first.Document!, 3).Mails);
        var last = OnSchedule(first.Document!, 7);
        Assert.Single(last.Mails);
        Assert.Null(Reminder(last));
    }

    [Fact]
    public void A_poke_before_its_time_only_sets_the_work_right()
    {
        var early = OnSchedule(Offered, 2);
        Assert.Empty(early.Mails);
        Assert.Equal(Now.AddDays(3), Reminder(early));
    }

    [Fact]
    public void A_scheduled_reminder_is_left_out_after_one_by_hand_and_at_an_address_that_bounces()
    {
        var byHand = OnSchedule(Offered with { RemindedAt = Now.AddDays(2.5) }, 3);
        Assert.Equal((0, Now.AddDays(7)), (byHand.Mails.Length, Reminder(byHand)));
        Assert.Empty(OnSchedule(Offered, 3, Given.Worker with { MailState = DeliveryState.Bounced }).Mails);
    }

    [Theory]
    [InlineData(DocumentState.Signed, false)]
    [InlineData(DocumentState.Withdrawn, false)]
    [InlineData(DocumentState.Locked, true)]
    public void Nobody_is_reminded_of_what_waits_for_nobody(DocumentState state, bool stays)
    {
        var changes = OnSchedule(Offered with { State = state }, 3);
        Assert.Empty(changes.Mails);
        Assert.Equal(stays, Reminder(changes) is not null);
    }

    private static Changes OnSchedule(Document document, int day, Worker? worker = null) =>
        ReminderRules.OnSchedule(Agency, document, worker ?? Given.Worker, Given.Mail(), Now.AddDays(day));

    private static DateTimeOffset? Reminder(Changes changes) => Assert.Single(changes.Due, work => work.Kind == DueKind.RemindDocument).DueAt;
}
