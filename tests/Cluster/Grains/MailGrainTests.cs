using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

public sealed class MailGrainTests(ClusterFixture fixture) : OneWorker(fixture.Cluster), IClassFixture<ClusterFixture>
{
    protected override Task Prepare()
    {
        Cluster.Mail.ReportsDelivery = false;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_mail_without_an_answer_is_tried_again_as_the_same_message()
    {
        Agency.AnswerMails(new HandOver.Unknown("connection reset after DATA"));
        var document = await Agency.Document(Worker);
        var first = await Invite(document, DeliveryState.Delayed);
        Assert.Null(first.AcceptedAt);
        Agency.AnswerMails((HandOver?)null);
        Cluster.Time.Advance(TimeSpan.FromSeconds(4));
        var second = await Invite(document, DeliveryState.HandedOver);
        Assert.Equal(2, second.Tries);
        Assert.Single(Agency.Mails.Select(mail => mail.Mail.MessageId).Distinct());
        Assert.Single(Agency.Mails.Select(mail => mail.Material.LinkToken).Distinct());
    }

    [Fact]
    public async Task A_transport_that_breaks_is_no_answer()
    {
        Agency.AnswerMails((_, _) => throw new InvalidOperationException("a fault of the transport"));
        var document = await Agency.Document(Worker);
        Assert.Equal("InvalidOperationException", (await Invite(document, DeliveryState.Delayed)).Reply);
        Agency.AnswerMails((HandOver?)null);
        Cluster.Time.Advance(TimeSpan.FromSeconds(4));
        await Invite(document, DeliveryState.HandedOver);
    }

    [Fact]
    public async Task A_transport_that_hangs_is_given_up_after_twenty_seconds()
    {
        var asked = new TaskCompletionSource();
        Agency.AnswerMails((_, _) =>
        {
            asked.TrySetResult();
            return new TaskCompletionSource<HandOver>().Task;
        });
        var document = await Agency.Document(Worker);
        await asked.Task;
        Cluster.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("no answer in time", (await Invite(document, DeliveryState.Delayed)).Reply);
    }

    [Fact]
    public async Task A_refused_mail_is_not_tried_again_and_the_agency_sees_it_at_the_worker()
    {
        Agency.AnswerMails(new HandOver.Refused("550 no such user"));
        var document = await Agency.Document(Worker);
        await Invite(document, DeliveryState.Failed);
        Assert.Equal(DeliveryState.Failed, (await Cluster.Rows.Worker(Agency.Tenant, Worker.Id, CancellationToken.None))!.MailState);
        Assert.Equal(0L, await Cluster.See($"select count(*) from due_work where kind = 'SendMail' and tenant = '{Agency.Tenant}'"));
    }

    [Fact]
    public async Task F23_reports_in_any_order_end_the_same_and_never_go_back()
    {
        Cluster.Mail.ReportsDelivery = true;
        var random = new Random(7);
        for (var run = 0; run < 20; run++)
        {
            var document = await Agency.Document(Worker, pdf: TestPdf.Pages(1, $"run {run}"));
            var id = (await Invite(document, DeliveryState.HandedOver)).Id;
            var states = new[] { DeliveryState.Delivered, DeliveryState.Bounced, DeliveryState.Delivered, DeliveryState.Complained, DeliveryState.HandedOver };
            random.Shuffle(states);
            foreach (var state in states)
            {
                await Agency.Grains.Mail(id).Report(state, Cluster.Now, null);
            }

            Assert.Equal(DeliveryState.Bounced, (await Cluster.Rows.Mail(Agency.Tenant, id, CancellationToken.None))!.State);
        }
    }

    [Fact]
    public async Task A_mail_that_nobody_knows_leaves_no_work_behind()
    {
        var unknown = new MessageId(new string('b', 32));
        await Agency.Grains.Mail(unknown).Send();
        await Agency.Grains.Mail(unknown).Report(DeliveryState.Delivered, Cluster.Now, null);
        Assert.Equal(0L, await Cluster.See($"select count(*) from due_work where kind = 'SendMail' and tenant = '{Agency.Tenant}'"));
    }

    [Fact]
    public async Task Sending_again_what_was_sent_sends_nothing()
    {
        var document = await Agency.Document(Worker);
        var mail = await Invite(document, DeliveryState.HandedOver);
        await Agency.Grains.Mail(mail.Id).Send();
        Assert.Single(Agency.Mails);
    }

    [Fact]
    public async Task An_invitation_carries_the_token_whose_hash_is_stored_and_no_row_holds_the_token()
    {
        var document = await Agency.Document(Worker);
        var mail = await Agency.Mailed(MailKind.Invite, document);
        var link = await Cluster.Rows.Link(Agency.Tenant, LinkToken.Hash(mail.Material.LinkToken!), CancellationToken.None);
        Assert.Equal((LinkKind.Invite, Worker.Id), (link!.Kind, link.Worker));
    }

    private async Task<Mail> Invite(Document document, DeliveryState state)
    {
        Mail? found = null;
        await Cluster.Until(
            async () =>
            {
                var id = Agency.Mails.LastOrDefault(mail => mail.Material.Mail.Kind == MailKind.Invite && mail.Material.Mail.Document == document.Id)?.Material.Mail.Id
                    ?? await Waiting(document);
                found = id is { } known ? await Cluster.Rows.Mail(Agency.Tenant, known, CancellationToken.None) : null;
                return found?.State == state;
            },
            $"the invitation is {state}");
        return found!;
    }

    /// <summary>A mail that a hanging transport keeps is in no list; its row is.</summary>
    private async Task<MessageId?> Waiting(Document document) =>
        await Cluster.See($"select id from mail where document = '{document.Id}'") is string id ? new MessageId(id) : null;
}
