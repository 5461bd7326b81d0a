using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;

namespace Flexportal.Bench.Sealing;

/// <summary>
/// Seals by processor time, on one core: against a floor (one SHA-256 pass and one signature), against the raw rate of RSA signatures, and against a peer in
/// its own process. Rounds alternate, medians are compared; self-verification is counted apart. Answers 1 when a limit does not hold.
/// </summary>
public static class SealingBench
{
    private const int Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static int missed;

    /// <summary>Prints every ratio with its limit.</summary>
    public static async Task<int> Run()
    {
        missed = 0;
        StayOnOneCore();
        using var keys = new BenchKeys();
        var small = BenchFiles.Small();
        var large = BenchFiles.Large();
        using var peer = await LibPdfPeer.Prepare(keys, small, large);
        Console.WriteLine(peer is null ? "@libpdf/core cannot be installed here: not compared." : "peer: @libpdf/core, two pages and two weights as our proof has");
        var first = await Measure("112 kB, 5 pages, P-256, B-B", small, keys.P256, 300, peer, 20);
        Limit("times the speed of the peer with subset fonts", first.Subset / first.Seal, 10);
        Limit("times the speed of the peer as shipped", first.Whole / first.Seal, 60);
        var second = await Measure("4.8 MB, 47 pages, P-256, B-B", large, keys.P256, 60, peer, 5);
        Limit("times the speed of the peer with subset fonts", second.Subset / second.Seal, 6);
        Limit("of the rate of one SHA-256 pass and one signature", second.Floor / second.Seal, 0.5);
        var third = await Measure("112 kB, 5 pages, RSA-3072, B-B", small, keys.Rsa, 100, null, 0);
        Limit("of the raw signing rate", third.Sign / third.Seal, 0.6);
        await Verification(large, keys);
        await LargestFiles.Run(Bound);
        Console.WriteLine();
        Console.WriteLine(missed == 0 ? "every limit holds" : $"{missed} limits do not hold");
        return missed == 0 ? 0 : 1;
    }

    private static async Task<Times> Measure(string name, byte[] file, ISealKey key, int count, LibPdfPeer? peer, int peerCount)
    {
        var request = BenchFiles.Request(file);
        var sealer = new Sealer(new SealerOptions { SelfCheck = false }, TimeProvider.System);
        var checking = new Sealer(new SealerOptions(), TimeProvider.System);
        await Warm(() => Seal(sealer, request, key), () => Seal(checking, request, key), () => Floor(file, key));
        var rounds = new List<Times>();
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(new Times(
                await Cpu(count, () => Seal(sealer, request, key)),
                await Cpu(Math.Max(1, count / 4), () => Seal(checking, request, key)),
                await Cpu(count, () => Floor(file, key)),
                await Cpu(count, () => Sign(key)),
                peer is null ? double.NaN : await peer.Measure(file, "subset", peerCount),
                peer is null ? double.NaN : await peer.Measure(file, "whole", peerCount)));
        }

        var median = new Times(Median(rounds, t => t.Seal), Median(rounds, t => t.Checked), Median(rounds, t => t.Floor), Median(rounds, t => t.Sign), Median(rounds, t => t.Subset), Median(rounds, t => t.Whole));
        var before = GC.GetTotalAllocatedBytes(true);
        var done = await Seal(sealer, request, key);
        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {1000 / median.Seal:0} per processor second ({median.Seal:0.000} ms; with self-verification {median.Checked:0.000} ms; floor {median.Floor:0.000} ms; peer {median.Subset:0.0} and {median.Whole:0.0} ms)"));
        Bound("bytes added", done.Tail.Length, 45_000);
        Bound("bytes allocated", allocated, file.Length / 2 + 1_000_000);
        return median;
    }

    private static async Task Verification(byte[] file, BenchKeys keys)
    {
        var done = await Seal(new Sealer(new SealerOptions { SelfCheck = false }, TimeProvider.System), BenchFiles.Request(file), keys.P256);
        byte[] whole = [.. file, .. done.Tail.Span];
        var verifier = new SealVerifier(new TrustAnchors([keys.P256.Chain[^1]], []));
        if (verifier.Verify(whole) is { Verdict: not Verdict.Valid } report)
        {
            throw new InvalidOperationException($"The bench file is not valid: {report.Detail}");
        }

        Console.WriteLine();
        Console.WriteLine("verification, 4.8 MB");
        Bound("milliseconds", await Cpu(20, () => Task.FromResult(verifier.Verify(whole))), 1000);
    }

    private static async Task<SealOutcome.Sealed> Seal(Sealer sealer, SealRequest request, ISealKey key) =>
        await sealer.Seal(request, key, null, CancellationToken.None) as SealOutcome.Sealed ?? throw new InvalidOperationException("The bench file was refused.");

    private static async Task<int> Floor(byte[] file, ISealKey key) => SHA256.HashData(file).Length + await Sign(key);

    private static async Task<int> Sign(ISealKey key) => (await key.Sign(new byte[300], CancellationToken.None)).Length;

    /// <summary>Seconds of processor time, as many as the peer has: what is compiled in the background would count as work.</summary>
    private static async Task Warm<T>(Func<Task<T>> first, Func<Task<T>> second, Func<Task<int>> third)
    {
        using var self = Process.GetCurrentProcess();
        var until = self.TotalProcessorTime + WarmUp;
        while (self.TotalProcessorTime < until)
        {
            for (var turn = 0; turn < 20; turn++)
            {
                await first();
                await third();
            }

            await second();
            self.Refresh();
        }
    }

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

    /// <summary>Children inherit it, so the peer runs on the same core.</summary>
    private static void StayOnOneCore()
    {
        if (OperatingSystem.IsLinux())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = (nint)1 << (Environment.ProcessorCount - 1);
        }
    }

    private static void Limit(string what, double value, double least)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        var holds = value >= least;
        missed += holds ? 0 : 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(holds ? "pass" : "FAIL")}  {value:0.00} {what} (at least {least})"));
    }

    private static void Bound(string what, double value, double most)
    {
        var holds = value <= most;
        missed += holds ? 0 : 1;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(holds ? "pass" : "FAIL")}  {value:N0} {what} (at most {most:N0})"));
    }

    private static double Median(List<Times> rounds, Func<Times, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);

    /// <summary>Milliseconds of processor time.</summary>
    private sealed record Times(double Seal, double Checked, double Floor, double Sign, double Subset, double Whole);
}
