using Flexportal.Storage.Reads;
using Flexportal.Tests.Faults.Rig;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>A machine whose clock is wrong.</summary>
public sealed class ClockFaultTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Theory]
    [Trait("Length", "Long")]
    [InlineData(-300)]
    [InlineData(300)]
    public async Task F25_a_silo_five_minutes_off_dates_nothing_wrongly_and_ends_no_code(int seconds)
    {
        await using var apart = await farm.Apart("skewed", TimeSpan.FromSeconds(seconds));
        var paper = await common.Paper();
        await paper.StartAt(apart);
        var code = await paper.Code();
        var attempt = await paper.Attempt();
        var answer = await paper.ConfirmOnlyAt(apart, attempt, code);
        Assert.True(answer.IsSigned);
        await common.Healed(paper);
        var found = await farm.Eventually(() => farm.Stores.GetRequiredService<IRowReader>().SigningCase(paper.Tenant, paper.Document, CancellationToken.None));
        var letter = paper.Codes()[^1];
        // A busy machine may take its time; five minutes it would be by the wrong clock.
        Assert.InRange((letter.At - found!.Challenge!.Current.RequestedAt).TotalSeconds, -1, 150);
        Assert.InRange((found.Signature!.SignedAt - letter.At).TotalSeconds, -1, 150);
    }
}
