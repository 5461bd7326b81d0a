using System.Globalization;
using System.Text.Json.Nodes;
using Flexportal.Sealing.Verify;

namespace Flexportal.Silo.Commands;

/// <summary>The class of an input, by what qpdf says of it.</summary>
internal enum CorpusClass
{
    Clean,
    CleanWithoutPages,
    Warned,
    WarnedWithoutPages,
    Rejected,
    EncryptedEmptyPassword,
    NeedsPassword,
    QpdfFails,
}

/// <summary>What became of one file.</summary>
/// <param name="Name">Path below the folder.</param>
/// <param name="Class">Its class.</param>
/// <param name="Refusal">The refusal's code, or null where it was sealed.</param>
/// <param name="ForeignSignatures">Signatures that pdfsig finds valid in the input.</param>
/// <param name="Detail">What the refusal says besides, with the object's number.</param>
/// <param name="Milliseconds">Processor time of the sealing process, start-up included: it does not depend on what else the machine does.</param>
/// <param name="PeakBytes">Memory of the sealing process.</param>
/// <param name="Faults">What must not be: a death, an output that a tool likes less than its input.</param>
/// <param name="Notes">What a tool cannot judge because it fails on the input as well.</param>
internal sealed record CorpusResult(
    string Name, CorpusClass Class, string? Refusal, string? Detail, int ForeignSignatures, long Milliseconds, long PeakBytes, IReadOnlyList<string> Faults, IReadOnlyList<string> Notes)
{
    public bool IsSealed => Refusal is null && Faults.All(fault => fault != CorpusJudge.Died);

    /// <summary>The file itself forbids a seal or cannot be shown by one; counts as done.</summary>
    public bool IsJustified => Refusal is "xfa_dynamic" or "docmdp_forbids";

    public bool IsGood => IsSealed && Faults.Count == 0;
}

/// <summary>Seals one file in a child and compares what the tools say before and after.</summary>
internal sealed class CorpusJudge(string trustStore, TrustAnchors anchors, string work)
{
    public const string Died = "the sealing process died";
    private const long MemoryLimit = 512L * 1024 * 1024;
    private const long TimeLimit = 10_000;

    // Processor time is the bound that is judged; on a busy machine the clock on the wall runs ahead of it.
    private static readonly TimeSpan SealPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ToolPatience = TimeSpan.FromSeconds(60);

    // The collector's bound leaves room below the limit for code, stacks and native memory.
    private static readonly Dictionary<string, string> Bounds = new() { ["DOTNET_GCHeapHardLimit"] = "0x18000000", ["DOTNET_TieredPGO"] = "0" };

    public async Task<CorpusResult> Judge(string file, string name, int index)
    {
        var output = Path.Combine(work, $"{index}.pdf");
        try
        {
            var (check, kind) = await Classify(file);
            var foreign = await Signatures(file);
            var answer = await ChildProcess.Run(Self.Program, [.. Self.Arguments, "seal", file, output, "--json"], SealPatience, Bounds);
            var result = new CorpusResult(name, kind, null, null, foreign.Valid, 0, 0, [], []);
            return await Read(result, answer, file, output, check, foreign);
        }
        finally
        {
            File.Delete(output);
        }
    }

    private async Task<CorpusResult> Read(CorpusResult result, ChildAnswer answer, string file, string output, int? check, PdfsigAnswer foreign)
    {
        if (answer.Code is not (SealCommand.Sealed or SealCommand.Refused) || JsonNode.Parse(answer.Output) is not JsonObject facts)
        {
            return result with { Faults = [Died], Notes = [$"exit code {answer.Code?.ToString(CultureInfo.InvariantCulture) ?? "none"}"] };
        }

        var place = facts["object"] is { } number ? $"object {number}: " : "";
        result = result with
        {
            PeakBytes = (long?)facts["peakBytes"] ?? 0,
            Milliseconds = (long?)facts["processorMs"] ?? 0,
            Refusal = (string?)facts["code"],
            Detail = place + (string?)facts["detail"],
        };
        List<string> faults = [];
        if (result.PeakBytes > MemoryLimit) faults.Add("more than 512 MB");
        if (result.Milliseconds > TimeLimit) faults.Add("more than 10 s");
        result = result with { Faults = faults };
        return answer.Code == SealCommand.Sealed ? await Compare(result, file, output, check, foreign) : result;
    }

    private async Task<CorpusResult> Compare(CorpusResult result, string file, string output, int? before, PdfsigAnswer foreign)
    {
        List<string> faults = [.. result.Faults];
        List<string> notes = [];
        var after = (await ChildProcess.Run("qpdf", ["--check", output], ToolPatience)).Code;
        if (Rank(after) > Rank(before))
        {
            faults.Add($"qpdf: {before} before, {after} after");
        }

        var signatures = await Signatures(output);
        if (!signatures.Answered)
        {
            (foreign.Answered ? faults : notes).Add(foreign.Answered ? "pdfsig gives no answer" : "pdfsig gives no answer, nor for the input");
        }
        else if (!signatures.OursIsGood)
        {
            faults.Add("pdfsig does not find our signature valid, trusted and total");
        }
        else if (signatures.Valid < foreign.Valid + 1)
        {
            faults.Add($"foreign signatures: {foreign.Valid} before, {signatures.Valid - 1} after");
        }

        var original = await File.ReadAllBytesAsync(file);
        var whole = await File.ReadAllBytesAsync(output);
        if (!whole.AsSpan().StartsWith(original))
        {
            faults.Add("the original is no prefix");
        }

        var report = new SealVerifier(anchors).Verify(whole);
        if (report.Findings is not { } found || found.OriginalSize != original.Length)
        {
            faults.Add($"our verifier: {report.ReasonCode ?? "not sealed"}: {report.Detail}");
        }

        return result with { Faults = faults, Notes = notes };
    }

    private static async Task<(int? Check, CorpusClass Class)> Classify(string file)
    {
        var check = (await ChildProcess.Run("qpdf", ["--check", file], ToolPatience)).Code;
        if ((await ChildProcess.Run("qpdf", ["--requires-password", file], ToolPatience)).Code == 0)
        {
            return (check, CorpusClass.NeedsPassword);
        }

        var pages = (await ChildProcess.Run("qpdf", ["--show-npages", file], ToolPatience)).Output;
        var hasPages = pages.Split('\n').Any(line => int.TryParse(line, out var count) && count > 0);
        var encrypted = (await ChildProcess.Run("qpdf", ["--is-encrypted", file], ToolPatience)).Code == 0;
        return (check, check switch
        {
            _ when encrypted => CorpusClass.EncryptedEmptyPassword,
            0 => hasPages ? CorpusClass.Clean : CorpusClass.CleanWithoutPages,
            3 => hasPages ? CorpusClass.Warned : CorpusClass.WarnedWithoutPages,
            2 => CorpusClass.Rejected,
            _ => CorpusClass.QpdfFails,
        });
    }

    private static int Rank(int? code) => code switch
    {
        0 => 0,
        3 => 1,
        2 => 2,
        _ => 3,
    };

    /// <summary>What pdfsig says of a file.</summary>
    private readonly record struct PdfsigAnswer(bool Answered, int Valid, bool OursIsGood);

    private async Task<PdfsigAnswer> Signatures(string file)
    {
        var answer = await ChildProcess.Run("pdfsig", ["-nssdir", trustStore, file], ToolPatience);

        // Without a signature pdfsig ends with 2 and says so; any other failure is a file that it cannot open.
        var signatures = answer.Output.Split("\nSignature #").Skip(1).ToList();
        var answered = signatures.Count > 0 || answer.Output.Contains("does not contain any signatures", StringComparison.Ordinal);
        return new PdfsigAnswer(
            answered,
            signatures.Count(signature => signature.Contains("Signature is Valid", StringComparison.Ordinal)),
            signatures.Exists(signature => signature.Contains("FlexportalSeal", StringComparison.Ordinal)
                && signature.Contains("Signature is Valid", StringComparison.Ordinal)
                && signature.Contains("Certificate is Trusted", StringComparison.Ordinal)
                && signature.Contains("Total document signed", StringComparison.Ordinal)));
    }

    /// <summary>This program, to be started again.</summary>
    private static class Self
    {
        public static string Program { get; } = Environment.ProcessPath ?? "dotnet";

        public static IReadOnlyList<string> Arguments { get; } =
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(CorpusJudge).Assembly.Location] : [];
    }
}
