using Flexportal.Tests.Faults;
using Flexportal.Tests.Faults.Rig;
using Xunit;

[assembly: AssemblyFixture(typeof(CommonFarm))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.All, MaxThreads = 4)]

namespace Flexportal.Tests.Faults;

/// <summary>
/// Three silos and a database for all short tests. They run side by side, so that each test lives through the deaths that the others arrange as well;
/// a kill point fires only for what concerns the agency of its own test.
/// </summary>
public sealed class CommonFarm : IAsyncLifetime
{
    internal Farm Farm { get; private set; } = null!;

    internal Judge Judge => new(Farm);

    public async ValueTask InitializeAsync() => Farm = await Farm.Start(silos: 3);

    public ValueTask DisposeAsync() => Farm.DisposeAsync();

    /// <summary>A new agency's document, ready to sign.</summary>
    internal async Task<Paper> Paper() => await (await Bureau.Create(Farm)).Paper();

    /// <summary>The point has fired, and in the end all is as if nothing had happened.</summary>
    internal async Task Healed(Paper paper, string? point = null)
    {
        if (point is not null)
        {
            await Farm.Until(() => !Farm.IsArmed(point, paper.Tenant.Value), $"{point} fired");
        }

        var verdicts = await Judge.Healed(paper);
        Assert.True(verdicts.AreGood, $"{verdicts}\n{Farm.Logs()}");
    }
}
