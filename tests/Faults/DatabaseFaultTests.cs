using Flexportal.Tests.Faults.Rig;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>PostgreSQL dies, all its processes at once, and comes back.</summary>
public sealed class DatabaseFaultTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Theory]
    [InlineData("before-sign")]
    [InlineData("after-sign")]
    [InlineData("before-tail")]
    public Task F16_the_database_is_killed_at(string point) => Survives(point);

    [Theory]
    [Trait("Length", "Long")]
    [InlineData("before-start")]
    [InlineData("after-start")]
    [InlineData("before-seal")]
    [InlineData("after-tail")]
    [InlineData("after-hand-copy")]
    [InlineData("before-purge")]
    [InlineData("after-purge")]
    public Task F16_the_database_is_killed_also_at(string point) => Survives(point);

    private async Task Survives(string point)
    {
        var paper = await common.Paper();
        farm.Arm(point, paper.Tenant.Value, database: true);
        Assert.True((await paper.Sign()).IsSigned);
        await common.Healed(paper, point);
    }
}
