using System.Diagnostics;
using System.Globalization;
using Flexportal.Sealing;

namespace Flexportal.Bench.Sealing;

/// <summary>20,000 pages in one flat list, and a file as large as the library takes: each sealed once in a fresh process, start-up and self-verification included.</summary>
public static class LargestFiles
{
    /// <summary>First argument of the process that seals one of them.</summary>
    public const string Verb = "sealing-largest";

    /// <summary>Measures both.</summary>
    /// <param name="bound">Judges a value by the most that it may be.</param>
    public static async Task Run(Action<string, double, double> bound)
    {
        foreach (var name in (string[])["20000 pages in one list", "100 MB"])
        {
            Console.WriteLine();
            Console.WriteLine(name);
            var arguments = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(LargestFiles).Assembly.Location] : Array.Empty<string>();
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. arguments, Verb, name]) { RedirectStandardOutput = true })!;
            var answer = (await process.StandardOutput.ReadToEndAsync()).Split(' ');
            await process.WaitForExitAsync();
            bound("milliseconds of processor time", double.Parse(answer[0], CultureInfo.InvariantCulture), 5000);
            bound("MB at most", double.Parse(answer[1], CultureInfo.InvariantCulture), 512);
        }
    }

    /// <summary>Seals one and prints processor time and peak memory of this process.</summary>
    public static async Task<int> One(string name)
    {
        using var keys = new BenchKeys();
        var file = name.EndsWith("MB", StringComparison.Ordinal) ? Heavy() : ManyPages();
        await new Sealer(new SealerOptions(), TimeProvider.System).Seal(BenchFiles.Request(file), keys.P256, null, CancellationToken.None);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{self.TotalProcessorTime.TotalMilliseconds:0} {self.PeakWorkingSet64 / 1_000_000}"));
        return 0;
    }

    private static byte[] ManyPages()
    {
        using var draft = new PdfDraft();
        var pages = Enumerable.Range(3, SealLimits.Default.MaxPages).ToList();
        var kids = string.Join(' ', pages.Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R")));
        draft.Add("<</Type/Catalog/Pages 2 0 R>>");
        draft.Add(string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Count {pages.Count}/Kids[{kids}]>>"));
        foreach (var _ in pages)
        {
            draft.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
        }

        return draft.End();
    }

    private static byte[] Heavy()
    {
        using var draft = new PdfDraft();
        draft.Add("<</Type/Catalog/Pages 2 0 R>>");
        draft.Add("<</Type/Pages/Count 1/Kids[3 0 R]>>");
        draft.Add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
        draft.Add("/Type/EmbeddedFile", new byte[SealLimits.Default.MaxFileBytes - 2_000]);
        return draft.End();
    }
}
