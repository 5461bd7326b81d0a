using Flexportal.Domain.Mails;
using Flexportal.Grains.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>One agency's storm is not another's delay.</summary>
public sealed class NoisyNeighbourTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task T7_a_code_leaves_while_another_agencys_letters_hang()
    {
        var cluster = fixture.Cluster;
        var (noisy, quiet) = (await TestAgency.Create(cluster), await TestAgency.Create(cluster));
        var hanging = new TaskCompletionSource<HandOver>();
        var waiting = 0;
        noisy.AnswerMails((_, _) =>
        {
            Interlocked.Increment(ref waiting);
            return hanging.Task;
        });
        var crowd = await noisy.Worker();
        for (var letter = 0; letter < 20; letter++)
        {
            await noisy.Document(crowd, pdf: TestPdf.Pages(1, $"Brief {letter}"));
        }

        await cluster.Until(() => waiting >= 8, "the noisy agency's letters hang");
        var worker = await quiet.Worker();
        var (_, code) = await quiet.Started(await quiet.Document(worker), worker);
        Assert.Equal(4, code.Length);
        hanging.SetResult(new HandOver.Accepted(cluster.Now, null, "250 ok"));
        await cluster.Until(() => noisy.Accepted(MailKind.Invite).Count == 20, "then the noisy agency's letters leave too");
    }
}
