using Flexportal.Tests.Faults.Rig;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>A silo dies between the signature and the purged bytes.</summary>
public sealed class SealFaultTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Fact]
    [Trait("Length", "Long")]
    public Task F8_killed_while_the_file_is_made() => Survives("before-seal");

    [Fact]
    public Task F9_killed_with_a_seal_that_is_not_stored() => Survives("after-seal");

    [Fact]
    public Task F10_killed_when_the_seal_is_stored_and_its_grain_does_not_know() => Survives("after-tail");

    [Fact]
    [Trait("Length", "Long")]
    public async Task F11_killed_before_the_mail_and_it_goes_once()
    {
        var paper = await Survives("before-hand-copy");
        Assert.Single(paper.Copies());
    }

    [Fact]
    public Task F12_killed_after_the_provider_accepted_and_before_we_know() => Survives("after-hand-copy");

    [Fact]
    [Trait("Length", "Long")]
    public Task F12_killed_when_the_acceptance_is_committed() => Survives("after-copy-accepted");

    [Fact]
    public Task F13_killed_before_the_purge() => Survives("before-purge");

    [Fact]
    [Trait("Length", "Long")]
    public Task F13_killed_when_the_delivery_is_reported() => Survives("after-delivered");

    private async Task<Paper> Survives(string point)
    {
        var paper = await common.Paper();
        farm.Arm(point, paper.Tenant.Value);
        Assert.True((await paper.Sign()).IsSigned);
        await common.Healed(paper, point);
        return paper;
    }
}
