using System.Diagnostics;
using System.Globalization;
using Flexportal.Sealing.Verify;

namespace Flexportal.Bench.Sealing;

/// <summary>
/// Seals by processor time, on one core: against a floor (one SHA-256 pass and one signature), against the raw rate of RSA signatures, and against a peer in
/// its own process. Rounds alternate, the medians are compared; self-verification is counted apart. Answers 1 when a limit does not hold.
/// </summary>
public static class SealingBench
{
    private const int Rounds = 5;
    private const string Subset = "subset";
    private const string Whole = "whole";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static int missed;

    /// <summary>Prints every ratio with its limit.</summary>
    public static async Task<int> Run()
    {
        missed = 0;
        StayOnOneCore();
        using var keys = new BenchKeys();
        var small = new Subject("small", "112 kB, 5 pages, P-256, B-B", BenchFiles.Small(), keys.P256, 300) { PeerCount = 20, Modes = [Subset, Whole] };
        var rsa = small with { Title = "112 kB, 5 pages, RSA-3072, B-B", Key = keys.Rsa, Count = 100, Modes = [] };
        var office = new Subject("office", "4.83 MB, 47 pages, 4,100 objects of an office document, P-256, B-B", BenchFiles.Office(), keys.P256, 60) { PeerCount = 5, Modes = [Subset] };
        var noise = new Subject("noise", "4.83 MB, 47 pages, 4,100 objects that do not compress, P-256, B-B", BenchFiles.Noise(), keys.P256, 60) { PeerCount = 20, Modes = [Subset] };
        var scans = new Subject("scans", "4.83 MB, 47 pages, 143 objects of a scanner, P-256, B-B", BenchFiles.Scans(), keys.P256, 60) { PeerCount = 20, Modes = [Subset] };
        Subject[] large = [office, noise, scans];
        using var peer = await LibPdfPeer.Prepare(keys, [.. large.Append(small).Select(subject => (subject.Name, subject.File))]);
        Console.WriteLine(peer is null ? "@libpdf/core cannot be installed here: not compared." : "peer: @libpdf/core, two pages and two weights as our proof has");
        var (first, second) = (await Measure(peer, [small, rsa]), await Measure(peer, large));
        await Report(small, first[0]);
        Limit("times the speed of the peer with subset fonts", first[0].Subset / first[0].Seal, 10);
        Limit("times the speed of the peer as shipped", first[0].Whole / first[0].Seal, 60);
        await Report(rsa, first[1]);
        Limit("of the raw signing rate", first[1].Sign / first[1].Seal, 0.6);
        foreach (var (subject, times) in large.Zip(second))
        {
            await Report(subject, times);
            Limit("times the speed of the peer with subset fonts", times.Subset / times.Seal, 6);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"        {times.Subset / times.Floor:0.00} times is what one SHA-256 pass and one signature alone would be"));
            Limit("of the rate of one SHA-256 pass and one signature", times.Floor / times.Seal, 0.5);
        }

        await Verification(office.File, keys);
        await LargestFiles.Run(Bound);
        Console.WriteLine();
        Console.WriteLine(missed == 0 ? "every limit holds" : $"{missed} limits do not hold");
        return missed == 0 ? 0 : 1;
    }

    /// <summary>Medians of rounds in which every subject has its turn.</summary>
    private static async Task<IReadOnlyList<Times>> Measure(LibPdfPeer? peer, Subject[] subjects)
    {
        foreach (var subject in subjects)
        {
            await Warm(subject);
        }

        var rounds = subjects.Select(_ => new List<Times>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var index = 0; index < subjects.Length; index++)
            {
                rounds[index].Add(await Turn(peer, subjects[index]));
            }
        }

        return [.. rounds.Select(all => new Times(
            Median(all, t => t.Seal), Median(all, t => t.Checked), Median(all, t => t.Floor), Median(all, t => t.Sign), Median(all, t => t.Subset), Median(all, t => t.Whole)))];
    }

    private static async Task<Times> Turn(LibPdfPeer? peer, Subject subject) => new(
        await Cpu(subject.Count, subject.Seal),
        await Cpu(Math.Max(1, subject.Count / 4), subject.SealChecked),
        await Cpu(subject.Count, subject.Floor),
        await Cpu(subject.Count, subject.Sign),
        peer is null || !subject.Modes.Contains(Subset) ? double.NaN : await peer.Measure(subject.Name, Subset, subject.PeerCount),
        peer is null || !subject.Modes.Contains(Whole) ? double.NaN : await peer.Measure(subject.Name, Whole, subject.PeerCount));

    private static async Task Report(Subject subject, Times times)
    {
        var before = GC.GetTotalAllocatedBytes(true);
        var done = await subject.Seal();
        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        Console.WriteLine();
        Console.WriteLine(subject.Title);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"        {1000 / times.Seal:0} per processor second ({times.Seal:0.000} ms; with self-verification {times.Checked:0.000} ms; floor {times.Floor:0.000} ms; signature {times.Sign:0.000} ms; peer {times.Subset:0.0} and {times.Whole:0.0} ms)"));
        Bound("bytes added", done.Tail.Length, 45_000);
        Bound("bytes allocated", allocated, subject.File.Length / 2 + 1_000_000);
    }

    private static async Task Verification(byte[] file, BenchKeys keys)
    {
        var done = await new Subject("", "", file, keys.P256, 1).Seal();
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

    /// <summary>Seconds of processor time, as many as the peer has: what is compiled in the background would count as work.</summary>
    private static async Task Warm(Subject subject)
    {
        using var self = Process.GetCurrentProcess();
        var until = self.TotalProcessorTime + WarmUp;
        while (self.TotalProcessorTime < until)
        {
            for (var turn = 0; turn < 20; turn++)
            {
                await subject.Seal();
                await subject.Floor();
            }

            await subject.SealChecked();
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
