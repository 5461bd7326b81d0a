using Flexportal.Tests.Faults.Rig;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>Silos that do not see each other, silos that stand still, and answers that break off.</summary>
public sealed class SplitTests(CommonFarm common)
{
    private readonly Farm farm = common.Farm;

    [Fact]
    public async Task F15_a_query_whose_process_dies_gives_no_half_answer_and_its_cursor_is_good_elsewhere()
    {
        const string list = "query($after: String) { documents(first: 1, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }";
        var bureau = await Bureau.Create(farm);
        var papers = new[] { await bureau.Paper(), await bureau.Paper() };
        var first = await bureau.Ask(list);
        var after = System.Text.Json.JsonDocument.Parse(first).RootElement.GetProperty("data").GetProperty("documents").GetProperty("pageInfo").GetProperty("endCursor").GetString();
        farm.Arm("answer-api", bureau.Tenant.Value);
        while (farm.IsArmed("answer-api", bureau.Tenant.Value))
        {
            var half = await bureau.AskOnce(await farm.Next(), list, new { after });
            Assert.True(half is null || half.Contains("\"UNAVAILABLE\"", StringComparison.Ordinal), half);
        }

        var second = await bureau.Ask(list, new { after });
        Assert.All(papers, paper => Assert.Contains(paper.NodeId, first + second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task F18_two_clusters_that_do_not_see_each_other_sign_once()
    {
        await using var apart = await farm.Apart("split");
        var bureau = await Bureau.Create(farm);
        for (var round = 0; round < 6; round++)
        {
            var paper = await bureau.Paper();
            await paper.Start();
            var (attempt, code) = (await paper.Attempt(), await paper.Code());
            var answers = await Task.WhenAll<Answer?>(paper.ConfirmAt(apart, attempt, code, Guid.NewGuid()), paper.Confirm(code)!);
            Assert.All(answers, answer => Assert.True(answer is null or { IsSigned: true }));
            Assert.Single(answers, answer => answer is { Refusals: [] });
            await common.Healed(paper);
        }
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task F19_a_silo_without_its_database_accepts_nothing_from_memory_and_the_others_go_on()
    {
        await using var line = new CutLine(farm.Superuser);
        await using var apart = await farm.Apart("cut", database: line.Address);
        var paper = await common.Paper();
        await paper.Start();
        var (attempt, code, key) = (await paper.Attempt(), await paper.Code(), Guid.NewGuid());
        Assert.Equal(["CODE_INCORRECT"], (await paper.ConfirmOnlyAt(apart, attempt, code == "0000" ? "1111" : "0000")).Refusals);
        line.Cut();
        Assert.Null(await paper.ConfirmAt(apart, attempt, code, key));
        Assert.Equal(0, await farm.See<long>($"select count(*) from signature where tenant = '{paper.Tenant}'"));
        Assert.True((await paper.Confirm(code)).IsSigned);
        line.Mend();
        Assert.Equal(["ALREADY_SIGNED"], (await paper.ConfirmOnlyAt(apart, attempt, code)).Refusals);
        await common.Healed(paper);
    }

    [Fact]
    [Trait("Length", "Long")]
    public async Task F30_a_silo_that_stood_still_finds_itself_dead_and_doubles_nothing()
    {
        var bureau = await Bureau.Create(farm);
        var papers = new List<Paper>();
        for (var number = 0; number < 4; number++)
        {
            papers.Add(await bureau.Paper());
            await papers[^1].Start();
        }

        var codes = await Task.WhenAll(papers.Select(paper => paper.Code()));
        var still = await farm.Next();
        var deaths = still.Deaths;
        still.StandStill();
        await farm.Until(() => farm.See<long>($"select count(*) from orleansmembershiptable where port = {still.SiloPort} and status = 6").GetAwaiter().GetResult() > 0, "its peers call it dead");
        foreach (var (paper, code) in papers.Zip(codes))
        {
            Assert.True((await paper.Confirm(code)).IsSigned);
        }

        still.GoOn();
        await farm.Until(() => still.Deaths > deaths, "it ended itself");
        foreach (var paper in papers)
        {
            await common.Healed(paper);
        }
    }
}
