using Flexportal.Domain.Agencies;
using Flexportal.Domain.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>The agency's reminder schedule through dispatcher, grain and mail.</summary>
public sealed class ReminderTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task A_document_that_waits_is_reminded_of_on_each_day_of_the_schedule()
    {
        var cluster = fixture.Cluster;
        var agency = await TestAgency.Create(cluster, new UpdateAgency { ReminderSchedule = [2, 5] });
        var document = await agency.Document(await agency.Worker());
        cluster.Time.Advance(TimeSpan.FromDays(2));
        await cluster.Until(() => agency.Accepted(MailKind.Reminder).Count == 1, "the first reminder left");
        cluster.Time.Advance(TimeSpan.FromDays(3));
        await cluster.Until(() => agency.Accepted(MailKind.Reminder).Count == 2, "the second reminder left");
        Assert.Equal(2, agency.Accepted(MailKind.Reminder).Select(mail => mail.Material.LinkToken).Distinct().Count());
        Assert.Equal(0L, await cluster.See($"select count(*) from due_work where kind = 'RemindDocument' and id = '{document.Id}'"));
    }

    [Fact]
    public async Task A_signed_document_leaves_the_schedule()
    {
        var cluster = fixture.Cluster;
        var agency = await TestAgency.Create(cluster, new UpdateAgency { ReminderSchedule = [2] });
        var document = await agency.Signed(await agency.Worker());
        cluster.Time.Advance(TimeSpan.FromDays(2));
        await cluster.Until(
            async () => await cluster.See($"select count(*) from due_work where kind = 'RemindDocument' and id = '{document.Id}'") is 0L,
            "the schedule is done");
        Assert.Empty(agency.Accepted(MailKind.Reminder));
    }
}
