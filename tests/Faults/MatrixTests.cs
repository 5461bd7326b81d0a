using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Flexportal.Tests.Faults.Rig;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>
/// Hundreds of deaths of silos and of the database, at named lines and at any moment, while workers go on signing. Then everything heals and every document is judged.
/// <c>FAULTS_KILLS</c> and <c>FAULTS_SEED</c> choose another run.
/// </summary>
public sealed class MatrixTests
{
    private const int Workers = 4;

    private static readonly string[] Points =
    [
        "before-create", "after-create", "before-start", "after-start", "before-hand-codes", "after-hand-codes", "before-code-accepted", "after-code-accepted",
        "before-wrong", "after-wrong", "before-sign", "after-sign", "answer-graphql", "before-seal", "after-seal", "before-tail", "after-tail",
        "before-hand-copy", "after-hand-copy", "before-copy-accepted", "after-copy-accepted", "before-delivered", "after-delivered", "before-purge", "after-purge",
    ];

    private readonly ConcurrentBag<Paper> papers = [];

    [Fact]
    [Trait("Length", "Long")]
    public async Task F16_hundreds_of_deaths_lose_nothing_and_double_nothing()
    {
        var kills = Setting("FAULTS_KILLS", 300);
        var seed = Setting("FAULTS_SEED", Environment.TickCount & 0xffff);
        await using var farm = await Farm.Start(silos: 3);
        using var end = new CancellationTokenSource();
        var signing = Enumerable.Range(0, Workers).Select(number => Task.Run(() => KeepSigning(farm, seed + number, end.Token), CancellationToken.None)).ToArray();
        var (silos, databases) = await Kill(farm, kills, new Random(seed), signing);
        await end.CancelAsync();
        await Task.WhenAll(signing);
        var verdicts = new List<Verdicts>();
        foreach (var paper in papers)
        {
            verdicts.Add(await new Judge(farm).Healed(paper));
        }

        var acknowledged = papers.Count(paper => paper.WasAcknowledged);
        var line = string.Create(CultureInfo.InvariantCulture, $"{silos} deaths of silos, {databases} of the database; {papers.Count} documents, {acknowledged} acknowledged: ")
            + string.Create(CultureInfo.InvariantCulture, $"lost {verdicts.Count(v => v.Lost.Count > 0)}, doubled {verdicts.Count(v => v.Doubled.Count > 0)}, wrong {verdicts.Count(v => v.Wrong.Count > 0)}, ")
            + string.Create(CultureInfo.InvariantCulture, $"duplicate mails {verdicts.Sum(v => v.DuplicateMails)}, seed {seed}");
        TestContext.Current.TestOutputHelper!.WriteLine(line);
        await Console.Out.WriteLineAsync(line);
        Assert.True(verdicts.All(verdict => verdict.AreGood), $"{line}\n{string.Join('\n', verdicts.Where(verdict => !verdict.AreGood))}\n{farm.Logs()}");
        Assert.True(acknowledged > 0);
    }

    /// <summary>One document after the other: some workers type a wrong code first, some ask for a second answer to the same tap.</summary>
    private async Task KeepSigning(Farm farm, int seed, CancellationToken end)
    {
        var dice = new Random(seed);
        while (!end.IsCancellationRequested)
        {
            var paper = await (await Bureau.Create(farm)).Paper();
            papers.Add(paper);
            await paper.Start();
            var code = await paper.Code();
            if (dice.Next(4) == 0)
            {
                await paper.Confirm(code == "0000" ? "1111" : "0000");
            }

            var key = Guid.NewGuid();
            Assert.True((await paper.Confirm(code, key)).IsSigned);
            if (dice.Next(4) == 0)
            {
                Assert.Empty((await paper.Confirm(code, key)).Refusals);
            }
        }
    }

    /// <summary>One death after the other: three of four at a named line, the others at any moment; two of three hit a silo, the others the database.</summary>
    private static async Task<(int Silos, int Databases)> Kill(Farm farm, int kills, Random dice, IReadOnlyList<Task> signing)
    {
        var (silos, databases) = (0, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            await farm.Until(() => farm.Silos.Count(silo => silo.IsReady) >= 2, "two silos live", seconds: 180);
            await farm.Database.Answers();
            await Task.WhenAll(signing.Where(worker => worker.IsCompleted));
            var database = dice.Next(3) == 0;
            if (dice.Next(4) == 0 || !await AtPoint(farm, Points[dice.Next(Points.Length)], database))
            {
                await Task.Delay(dice.Next(300), CancellationToken.None);
                if (database)
                {
                    farm.Database.Kill();
                }
                else
                {
                    (await farm.Next()).Kill();
                }
            }

            (silos, databases) = database ? (silos, databases + 1) : (silos + 1, databases);
        }

        return (silos, databases);
    }

    /// <summary>Arms a point for whoever gets there first, and waits for a few seconds.</summary>
    private static async Task<bool> AtPoint(Farm farm, string point, bool database)
    {
        farm.Arm(point, "any", database);
        var since = Stopwatch.StartNew();
        while (since.Elapsed < TimeSpan.FromSeconds(5))
        {
            if (!farm.IsArmed(point, "any"))
            {
                return true;
            }

            await Task.Delay(20, CancellationToken.None);
        }

        return !farm.Disarm(point, "any");
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
