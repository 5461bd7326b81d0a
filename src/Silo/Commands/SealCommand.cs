using System.Diagnostics;
using System.Text.Json.Nodes;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;

namespace Flexportal.Silo.Commands;

/// <summary>
/// <c>seal IN.pdf OUT.pdf [--json]</c>: seals one file with the local development key, for trying and for corpora. 0 sealed, 3 refused, whatever the
/// file holds; 64 wrong usage, 74 a file could not be read or written.
/// </summary>
internal static class SealCommand
{
    public const int Sealed = 0;
    public const int Refused = 3;
    private const int WrongUsage = 64;
    private const int NoFile = 74;

    public static async Task<int> Run(string[] args)
    {
        var json = args.Contains("--json");
        if (args.Where(arg => arg != "--json").ToArray() is not [var input, var output] || input.StartsWith("--", StringComparison.Ordinal) || output.StartsWith("--", StringComparison.Ordinal))
        {
            await Console.Error.WriteLineAsync("usage: flexportal seal IN.pdf OUT.pdf [--json]");
            return WrongUsage;
        }

        try
        {
            return await Seal(input, output, json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"flexportal seal: {e.Message}");
            return NoFile;
        }
    }

    private static async Task<int> Seal(string input, string output, bool json)
    {
        if (await GivenFile.Read(input, SealLimits.Default.MaxFileBytes) is not { } original)
        {
            return await Refuse(new SealRefusal(SealRefusalReason.TooLarge, Detail: "the file is larger than the limit"), json);
        }

        return await Outcome(original, Path.GetFileName(input)) switch
        {
            SealOutcome.Sealed done => await Write(original, done, output, json),
            SealOutcome.Refused refused => await Refuse(refused.Refusal, json),
            _ => throw new InvalidOperationException("An outcome is sealed or refused."),
        };
    }

    private static async Task<SealOutcome> Outcome(byte[] original, string name)
    {
        var outcome = PdfInspector.Inspect(original, SealLimits.Default);
        if (outcome is InspectionOutcome.Refused refused)
        {
            return new SealOutcome.Refused(refused.Refusal);
        }

        var inspection = ((InspectionOutcome.Read)outcome).Inspection;
        var key = DevelopmentSealKey.Open(KeyFolder(), TimeProvider.System);
        var request = TrialEvidence.For(original, name, inspection.PageCount, TimeProvider.System.GetUtcNow());
        return await new Sealer(new SealerOptions(), TimeProvider.System).Seal(request, key, null, CancellationToken.None);
    }

    /// <summary>The same folder as the host's; see its <c>Flexportal:StateFolder</c>.</summary>
    public static string KeyFolder() => Path.Combine(Environment.GetEnvironmentVariable("Flexportal__StateFolder") ?? ".local", "keys");

    private static async Task<int> Write(byte[] original, SealOutcome.Sealed done, string output, bool json)
    {
        await GivenFile.Write(output, original, done.Tail);
        await Say(json, $"sealed: {done.PageCount} pages, {done.Size} bytes, level B-{done.Level}, sha256 {done.Sha256}", new JsonObject
        {
            ["sealed"] = true,
            ["level"] = $"B-{done.Level}",
            ["pages"] = done.PageCount,
            ["size"] = done.Size,
            ["sha256"] = done.Sha256,
        });
        return Sealed;
    }

    private static async Task<int> Refuse(SealRefusal refusal, bool json)
    {
        var where = refusal.ObjectNumber is { } number ? $" (object {number})" : "";
        await Say(json, $"refused: {refusal.Code}{where}: {refusal.Detail}", new JsonObject
        {
            ["sealed"] = false,
            ["code"] = refusal.Code,
            ["object"] = refusal.ObjectNumber,
            ["detail"] = refusal.Detail,
        });
        return Refused;
    }

    private static async Task Say(bool json, string text, JsonObject facts)
    {
        // What this process took, for the corpus command's bounds on memory and time.
        using var self = Process.GetCurrentProcess();
        facts["peakBytes"] = self.PeakWorkingSet64;
        facts["processorMs"] = (long)self.TotalProcessorTime.TotalMilliseconds;
        await Console.Out.WriteLineAsync(json ? facts.ToJsonString() : text);
    }
}
