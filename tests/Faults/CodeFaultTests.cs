using Flexportal.Storage.Reads;
using Flexportal.Tests.Faults.Rig;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>A silo dies between the wish to sign and the typed code.</summary>
public sealed class CodeFaultTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Fact]
    public async Task F1_killed_when_the_code_is_committed_and_not_yet_mailed()
    {
        var paper = await common.Paper();
        farm.Arm("after-start", paper.Tenant.Value);
        Assert.Empty((await paper.Start()).Refusals);
        Assert.True((await paper.Confirm(await paper.Code())).IsSigned);
        Assert.Single(paper.Codes().Select(letter => (letter.MessageId, letter.Code)).Distinct());
        await common.Healed(paper, "after-start");
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task F1_killed_when_the_provider_has_the_code_and_we_do_not_know()
    {
        var paper = await common.Paper();
        farm.Arm("after-hand-codes", paper.Tenant.Value);
        await paper.Start();
        Assert.True((await paper.Confirm(await paper.Code())).IsSigned);
        await common.Healed(paper, "after-hand-codes");
        Assert.Single(paper.Codes().Select(letter => (letter.MessageId, letter.Code)).Distinct());
    }

    [Fact]
    public async Task F2_killed_after_the_code_mail_and_the_code_is_typed_elsewhere()
    {
        var paper = await common.Paper();
        farm.Arm("after-code-accepted", paper.Tenant.Value);
        await paper.Start();
        var code = await paper.Code();
        await farm.Until(() => !farm.IsArmed("after-code-accepted", paper.Tenant.Value), "the silo that sent the code is dead");
        Assert.True((await paper.Confirm(code)).IsSigned);
        await common.Healed(paper);
    }

    [Fact]
    public Task F3_killed_when_a_wrong_try_is_counted_and_not_answered() => SpendsOneTry("after-wrong");

    [Fact]
    [Trait("Length", "Long")]
    public Task F3_killed_before_a_wrong_try_is_counted() => SpendsOneTry("before-wrong");

    private async Task SpendsOneTry(string point)
    {
        var paper = await common.Paper();
        await paper.Start();
        var code = await paper.Code();
        farm.Arm(point, paper.Tenant.Value);
        Assert.Equal(["CODE_INCORRECT"], (await paper.Confirm(code == "0000" ? "1111" : "0000")).Refusals);
        var found = await farm.Eventually(() => farm.Stores.GetRequiredService<IRowReader>().SigningCase(paper.Tenant, paper.Document, CancellationToken.None));
        Assert.Equal(1, found!.Challenge!.WrongTries);
        Assert.True((await paper.Confirm(code)).IsSigned);
        await common.Healed(paper, point);
    }
}
