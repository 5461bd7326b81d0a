using System.Diagnostics;
using System.Globalization;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;

namespace Flexportal.Silo.Commands;

/// <summary>
/// <c>corpus FOLDER [--report FILE.md]</c>: seals every PDF below a folder, each in a process of its own with bounds on time and memory, and has qpdf and
/// pdfsig judge input and output. 0 when nothing died, no output is worse than its input and every class meets its target; 1 otherwise; 64 wrong usage,
/// 69 qpdf or pdfsig is not installed.
/// </summary>
internal static class CorpusCommand
{
    private const int WrongUsage = 64;
    private const int Unavailable = 69;
    private static readonly string[] Tools = ["qpdf", "pdfsig", "certutil"];

    public static async Task<int> Run(string[] args)
    {
        var report = Option(args, "--report");
        if (args.Length == 0 || args[0].StartsWith('-') || !Directory.Exists(args[0]))
        {
            await Console.Error.WriteLineAsync("usage: flexportal corpus FOLDER [--report FILE.md]");
            return WrongUsage;
        }

        var files = Directory.EnumerateFiles(args[0], "*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0)
        {
            await Console.Error.WriteLineAsync($"flexportal corpus: there is no .pdf below {args[0]}");
            return WrongUsage;
        }

        if (Missing() is { } tool)
        {
            await Console.Error.WriteLineAsync($"flexportal corpus: {tool} is missing (packages qpdf, poppler-utils, libnss3-tools)");
            return Unavailable;
        }

        var work = Directory.CreateTempSubdirectory("flexportal-corpus-");
        try
        {
            var results = await Judge(files, args[0], work.FullName);
            var text = CorpusReport.Write(results);
            await Console.Out.WriteLineAsync(text);
            if (report is not null)
            {
                await File.WriteAllTextAsync(report, text);
            }

            return CorpusReport.MeetsTargets(results) ? 0 : 1;
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<List<CorpusResult>> Judge(List<string> files, string folder, string work)
    {
        DevelopmentSealKey.Open(SealCommand.KeyFolder(), TimeProvider.System);
        var judge = new CorpusJudge(await TrustStore(work), TrustAnchors.FromFolder(SealCommand.KeyFolder()), work);
        var results = new CorpusResult[files.Count];
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForAsync(0, files.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (index, _) =>
        {
            results[index] = await judge.Judge(files[index], Path.GetRelativePath(folder, files[index]), index);
            foreach (var fault in results[index].Faults)
            {
                await Console.Error.WriteLineAsync($"{results[index].Name}: {fault}");
            }

            if (Interlocked.Increment(ref done) is var count && (count % 50 == 0 || count == files.Count))
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} of {files.Count}, {watch.Elapsed:hh\\:mm\\:ss}"));
            }
        });
        return [.. results];
    }

    /// <summary>An NSS store that trusts the local root and nothing else.</summary>
    private static async Task<string> TrustStore(string work)
    {
        var store = "sql:" + Directory.CreateDirectory(Path.Combine(work, "nss")).FullName;
        var root = Path.Combine(SealCommand.KeyFolder(), DevelopmentSealKey.RootFile);
        foreach (string[] arguments in (string[][])[["-N", "-d", store, "--empty-password"], ["-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", root]])
        {
            var answer = await ChildProcess.Run("certutil", arguments, TimeSpan.FromSeconds(20));
            if (answer.Code != 0)
            {
                throw new InvalidOperationException($"certutil: {answer.Output}");
            }
        }

        return store;
    }

    private static string? Missing() => Tools.FirstOrDefault(tool =>
        !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool))));

    private static string? Option(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
