using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace Flexportal.Bench.Api;

/// <summary>Interleaved rounds and their median: the machine's speed swings, the ratio inside a round does not.</summary>
internal static class Rounds
{
    public const int Count = 5;
    private const int Quiet = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Runs rounds until the compiler is done with what is hot (number 0), then five that count; each gives a ratio.</summary>
    public static async Task<IReadOnlyList<double>> Run(Func<int, Task<double>> round)
    {
        await Settle(round);
        var ratios = new List<double>();
        for (var number = 1; number <= Count; number++)
            ratios.Add(await round(number));
        return ratios;
    }

    // The compiler works in the background, on the same two cores and the same clock: a round that it shares says nothing.
    private static async Task Settle(Func<int, Task<double>> round)
    {
        var clock = Stopwatch.StartNew();
        // A lull between two tiers of the compiler looks like the end of its work; two quiet rounds in a row are.
        for (var quiet = 0; quiet < 2 && clock.Elapsed < Patience;)
        {
            var before = JitInfo.GetCompiledMethodCount();
            await round(0);
            quiet = JitInfo.GetCompiledMethodCount() - before > Quiet ? 0 : quiet + 1;
        }
    }

    /// <summary>Prints the median and whether it keeps the limit.</summary>
    /// <returns>0 when it does.</returns>
    public static int Report(string what, IReadOnlyList<double> ratios, double limit, bool atLeast)
    {
        var sorted = ratios.Order().ToList();
        var median = sorted[sorted.Count / 2];
        var holds = atLeast ? median >= limit : median <= limit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {median:F2} ({sorted[0]:F2}..{sorted[^1]:F2}, {sorted.Count} rounds), {(atLeast ? "at least" : "at most")} {limit:F2}: {(holds ? "holds" : "DOES NOT HOLD")}"));
        return holds ? 0 : 1;
    }

    /// <summary>Prints a condition that is not a ratio.</summary>
    public static int Report(string what, bool holds)
    {
        Console.WriteLine($"{what}: {(holds ? "holds" : "DOES NOT HOLD")}");
        return holds ? 0 : 1;
    }

    /// <summary>Operations per second of so many callers.</summary>
    public static async Task<double> Rate<T>(IReadOnlyList<T> work, int callers, Func<T, int, Task> act)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            for (var index = Interlocked.Increment(ref next); index < work.Count; index = Interlocked.Increment(ref next))
            {
                await act(work[index], caller);
                // Calls inside a silo often finish at once; without this one caller would keep a thread for itself.
                await Task.Yield();
            }
        })));
        return work.Count / clock.Elapsed.TotalSeconds;
    }
}
