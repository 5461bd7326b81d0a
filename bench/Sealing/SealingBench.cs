using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;

namespace Flexportal.Bench.Sealing;

/// <summary>
/// Seals by processor time: against a floor (one SHA-256 pass and one signature), against the raw rate of RSA signatures, and against a peer in its own
/// process. Rounds alternate; medians are printed. Self-verification is counted apart.
/// </summary>
public static class SealingBench
{
    private const int Rounds = 3;

    /// <summary>Prints one line per ratio.</summary>
    public static async Task<int> Run()
    {
        using var keys = new BenchKeys();
        var small = BenchFiles.Small();
        var large = BenchFiles.Large();
        using var peer = await LibPdfPeer.Prepare(keys, small, large);
        Console.WriteLine(Line("small file", small.Length, BenchFiles.Pages(small)));
        Console.WriteLine(Line("large file", large.Length, BenchFiles.Pages(large)));
        await Measure("small, P-256, B-B", small, keys.P256, 200, peer);
        await Measure("large, P-256, B-B", large, keys.P256, 40, peer);
        await Measure("small, RSA-3072, B-B", small, keys.Rsa, 60, null);
        return 0;
    }

    private static async Task Measure(string name, byte[] file, ISealKey key, int count, LibPdfPeer? peer)
    {
        var request = BenchFiles.Request(file);
        var sealer = new Sealer(new SealerOptions { SelfCheck = false }, TimeProvider.System);
        var checking = new Sealer(new SealerOptions(), TimeProvider.System);
        List<double> ours = [], floor = [], signature = [], checkedOurs = [], subset = [], whole = [];
        for (var round = 0; round <= Rounds; round++)
        {
            // Round 0 warms up.
            var times = (Seal: await Cpu(count, () => Seal(sealer, request, key)), Floor: await Cpu(count, () => Floor(file, key)),
                Sign: await Cpu(count, () => Sign(key)), Check: await Cpu(Math.Max(1, count / 4), () => Seal(checking, request, key)));
            (double Subset, double Whole)? others = peer is null || round == 0 ? null : await peer.Measure(file);
            if (round > 0)
            {
                ours.Add(times.Seal);
                floor.Add(times.Floor);
                signature.Add(times.Sign);
                checkedOurs.Add(times.Check);
                subset.Add(others?.Subset ?? double.NaN);
                whole.Add(others?.Whole ?? double.NaN);
            }
        }

        var before = GC.GetTotalAllocatedBytes(true);
        var done = await Seal(sealer, request, key);
        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {1000 / Median(ours):0.0} per processor second, {Median(ours):0.000} ms each; with self-verification {Median(checkedOurs):0.000} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  share of one SHA-256 pass + one signature: {Median(floor) / Median(ours):0.00}; share of the raw signing rate: {Median(signature) / Median(ours):0.00}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  added {done.Tail.Length:N0} bytes; allocated {allocated:N0} bytes, allowed {file.Length / 2 + 1_000_000:N0}"));
        Console.WriteLine(peer is null
            ? "  no peer"
            : string.Create(CultureInfo.InvariantCulture, $"  faster than @libpdf/core with a subset font: {Median(subset) / Median(ours):0.0}x; as shipped: {Median(whole) / Median(ours):0.0}x"));
    }

    private static async Task<SealOutcome.Sealed> Seal(Sealer sealer, SealRequest request, ISealKey key) =>
        await sealer.Seal(request, key, null, CancellationToken.None) as SealOutcome.Sealed ?? throw new InvalidOperationException("The bench file was refused.");

    private static async Task<int> Floor(byte[] file, ISealKey key) => SHA256.HashData(file).Length + await Sign(key);

    private static async Task<int> Sign(ISealKey key) => (await key.Sign(new byte[300], CancellationToken.None)).Length;

    private static async Task<double> Cpu<T>(int count, Func<Task<T>> work)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        for (var turn = 0; turn < count; turn++)
        {
            await work();
        }

        self.Refresh();
        return (self.TotalProcessorTime - before).TotalMilliseconds / count;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Line(string name, int bytes, int pages) => string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes:N0} bytes, {pages} pages");
}
