using Flexportal.Tests.Faults.Rig;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>A silo dies around the commit that is the signature.</summary>
public sealed class SignFaultTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Fact]
    public async Task F4_killed_before_the_commit_and_the_retry_signs_once()
    {
        var (paper, code, key) = await Killed("before-sign");
        var answer = await paper.Confirm(code, key);
        Assert.True(answer.IsSigned);
        Assert.Empty(answer.Refusals);
        await common.Healed(paper);
    }

    [Fact]
    public async Task F5_killed_after_the_commit_and_the_same_key_gets_the_same_answer()
    {
        var (paper, code, key) = await Killed("after-sign");
        Assert.Equal(1, await farm.See<long>($"select count(*) from signature where tenant = '{paper.Tenant}'"));
        var first = await paper.Confirm(code, key);
        Assert.True(first.IsSigned);
        Assert.Empty(first.Refusals);
        Assert.Equal(first.Text, (await paper.Confirm(code, key)).Text);
        var other = await paper.Confirm(code);
        Assert.Equal(["ALREADY_SIGNED"], other.Refusals);
        Assert.True(other.IsSigned);
        await common.Healed(paper);
    }

    [Fact]
    public async Task F14_killed_with_the_browsers_request_in_its_hands()
    {
        var (paper, code, key) = await Killed("answer-graphql");
        var answer = await paper.Confirm(code, key);
        Assert.True(answer.IsSigned);
        Assert.Empty(answer.Refusals);
        Assert.Contains("\"SIGNED\"", await paper.Page(), StringComparison.Ordinal);
        await common.Healed(paper);
    }

    /// <summary>The worker enters the code, and nobody answers: the point was reached. Other tests' deaths may leave him without an answer as well.</summary>
    private async Task<(Paper Paper, string Code, Guid Key)> Killed(string point)
    {
        var paper = await common.Paper();
        await paper.Start();
        var (attempt, code, key) = (await paper.Attempt(), await paper.Code(), Guid.NewGuid());
        farm.Arm(point, paper.Tenant.Value);
        while (farm.IsArmed(point, paper.Tenant.Value))
        {
            Assert.Null(await paper.ConfirmAt(await farm.Next(), attempt, code, key));
        }

        return (paper, code, key);
    }
}
