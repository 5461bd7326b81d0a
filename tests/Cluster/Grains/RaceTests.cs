using Flexportal.Contracts.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>Many at once, on several silos, and on two clusters that know nothing of each other: only the database decides.</summary>
public sealed class RaceTests(ThreeSiloFixture fixture) : OfferedDocument(fixture.Cluster), IClassFixture<ThreeSiloFixture>
{
    [Fact]
    public async Task W4_of_fifty_wrong_codes_at_once_five_are_looked_at()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        var wrong = code == "0000" ? "1111" : "0000";
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Agency.Confirm(Document, Worker, attempt, wrong)));
        Assert.Equal(5, replies.Count(reply => reply.Refusal!.Code is RefusalCode.CodeIncorrect or RefusalCode.TooManyAttempts));
        Assert.Equal(45, replies.Count(reply => reply.Refusal!.Code == RefusalCode.DocumentLocked));
        Assert.Equal(5, (await Agency.Challenge(Document))!.WrongTries);
    }

    [Fact]
    public async Task W5_the_right_code_eight_times_at_once_signs_once()
    {
        var (attempt, code) = await Agency.Started(Document, Worker);
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Agency.Confirm(Document, Worker, attempt, code)));
        Assert.Single(replies, reply => reply.Refusal is null);
        Assert.Equal(7, replies.Count(reply => reply.Refusal?.Code == RefusalCode.AlreadySigned));
        Assert.All(replies, reply => Assert.Equal(attempt, reply.Document!.Transaction));
        await Agency.Mailed(MailKind.SignedCopy, Document);
        Assert.Equal(1, await Agency.Count("signature"));
        Assert.Single(Agency.Mails, mail => mail.Material.Mail.Kind == MailKind.SignedCopy);
    }

    [Fact]
    public async Task A_double_tap_on_start_gives_one_transaction_and_one_code()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Agency.Start(Document, Worker)));
        Assert.Single(replies.Select(reply => reply.Challenge!.Transaction).Distinct());
        await Agency.Code(Document, 1);
        Assert.Single(Agency.Mails, mail => mail.Material.Mail.Kind == MailKind.Code);
    }

    [Fact]
    public async Task Two_clusters_that_do_not_see_each_other_sign_once_and_count_every_try()
    {
        await using var other = await FlexCluster.StartBeside(Cluster);
        var there = Agency.At(other);
        var (attempt, code) = await Agency.Started(Document, Worker);
        var wrong = code == "0000" ? "1111" : "0000";
        var tries = await Task.WhenAll(Try(Agency, wrong), Try(there, wrong), Try(Agency, wrong), Try(there, wrong));
        Assert.All(tries, reply => Assert.Equal(RefusalCode.CodeIncorrect, reply.Refusal!.Code));
        Assert.Equal(4, (await Agency.Challenge(Document))!.WrongTries);

        var replies = await Task.WhenAll(Try(Agency, code), Try(there, code), Try(Agency, code), Try(there, code));
        Assert.Single(replies, reply => reply.Refusal is null);
        Assert.All(replies.Where(reply => reply.Refusal is not null), reply => Assert.Equal(RefusalCode.AlreadySigned, reply.Refusal!.Code));
        Assert.Equal(1, await Agency.Count("signature"));

        Task<SigningReply> Try(TestAgency side, string typed) => side.Confirm(Document, Worker, attempt, typed);
    }
}
