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

    [Fact]
    public async Task An_agency_that_is_renamed_after_a_signature_does_not_hinder_its_seal()
    {
        var cluster = fixture.Cluster;
        var agency = await TestAgency.Create(cluster);
        var worker = await agency.Worker();
        var document = await agency.Document(worker);
        var (attempt, code) = await agency.Started(document, worker);
        // Between signature and seal the name gets a sign that no font of the proof has.
        cluster.Commits.After = async (_, changes) =>
        {
            if (changes.Signature is { Sealed: null })
            {
                cluster.Commits.After = null;
                await agency.Grains.Agency().Update(new UpdateAgency { Name = "Werk \U0001F680" }, TestAgency.ByKey());
            }
        };
        await agency.Confirm(document, worker, attempt, code);
        await agency.Mailed(MailKind.SignedCopy, document);
        Assert.Null((await agency.Signature(document))!.SealProblem);
    }
}
