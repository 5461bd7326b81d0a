using System.Globalization;
using System.Text;

namespace Flexportal.Silo.Commands;

/// <summary>Counts by class, as Markdown.</summary>
internal static class CorpusReport
{
    private static readonly CorpusTarget[] Classes =
    [
        new(CorpusClass.Clean, "qpdf finds nothing wrong, not encrypted, with pages", 100),
        new(CorpusClass.CleanWithoutPages, "qpdf finds nothing wrong, not encrypted, without a page", null),
        new(CorpusClass.Warned, "qpdf warns, not encrypted, with pages", 97),
        new(CorpusClass.WarnedWithoutPages, "qpdf warns, not encrypted, without a page that it can find", null),
        new(CorpusClass.EncryptedEmptyPassword, "encrypted, empty user password", 95),
        new(CorpusClass.NeedsPassword, "a password is needed", null),
        new(CorpusClass.Rejected, "qpdf rejects", null),
        new(CorpusClass.QpdfFails, "qpdf dies or hangs", null),
    ];

    /// <summary>No fault anywhere, and every class that has a target meets it.</summary>
    public static bool MeetsTargets(IReadOnlyList<CorpusResult> results) =>
        results.All(result => result.Faults.Count == 0) && Classes.All(target => target.IsMet([.. results.Where(result => result.Class == target.Class)]));

    public static string Write(IReadOnlyList<CorpusResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# Corpora: what was sealed, by class");
        text.AppendLine();
        text.AppendLine("Written by `./flexportal corpus FOLDER --report docs/corpus.md`. Each file is sealed in a process of its own, which may take 10 s of processor time and 512 MB.");
        text.AppendLine("*Good* is an output that qpdf likes no less than the input, that pdfsig calls valid, trusted and total, that our verifier calls valid, that begins with the");
        text.AppendLine("original's bytes, and in which every foreign signature that pdfsig found valid before still is. A refusal as `xfa_dynamic` or `docmdp_forbids` is justified by the file.");
        text.AppendLine();
        var folders = results.Where(result => result.Name.Contains('/', StringComparison.Ordinal)).GroupBy(result => result.Name.Split('/')[0]).Select(folder => $"{folder.Key} {folder.Count()}").ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"{results.Count} files{(folders.Count > 0 ? ": " : "")}{string.Join(", ", folders)}.");
        text.AppendLine();
        text.AppendLine("| Class | Files | Sealed | Good | Justified refusal | Other refusal | Share done | Target | Foreign signatures kept |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---|---:|");
        foreach (var target in Classes)
        {
            List<CorpusResult> these = [.. results.Where(result => result.Class == target.Class)];
            Row(text, target.Name, these, target.Percent is { } percent ? $"{percent} %, {(target.IsMet(these) ? "met" : "**missed**")}" : "");
        }

        Row(text, "**all**", results, "");
        Bounds(text, results);
        Refusals(text, results);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<CorpusResult> results, string target)
    {
        var done = results.Where(result => result.IsSealed).ToList();
        var justified = results.Count(result => result.IsJustified);
        var others = results.Count(result => result.Refusal is not null && !result.IsJustified);
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {name} | {results.Count} | {done.Count} | {done.Count(result => result.IsGood)} | {justified} | {others} | {CorpusTarget.Share(results):0.0} % | {target} | {done.Sum(result => result.ForeignSignatures)} |");
    }

    private static void Bounds(StringBuilder text, IReadOnlyList<CorpusResult> results)
    {
        text.AppendLine();
        text.AppendLine("## Bounds and faults");
        text.AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture,
            $"Process deaths: {results.Count(result => result.Faults.Contains(CorpusJudge.Died))}. Most processor time: {results.Max(result => result.Milliseconds)} ms, start-up of the program included. Most memory: {results.Max(result => result.PeakBytes) / 1_000_000} MB.");
        text.AppendLine();
        foreach (var result in results.Where(result => result.Faults.Count + result.Notes.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{result.Name}`: {string.Join("; ", result.Faults.Concat(result.Notes))}");
        }

        if (results.All(result => result.Faults.Count == 0))
        {
            text.AppendLine("No fault.");
        }
    }

    private static void Refusals(StringBuilder text, IReadOnlyList<CorpusResult> results)
    {
        text.AppendLine();
        text.AppendLine("## Refusals");
        foreach (var target in Classes)
        {
            List<CorpusResult> refused = [.. results.Where(result => result.Refusal is not null && result.Class == target.Class)];
            if (refused.Count == 0)
            {
                continue;
            }

            text.AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"### Refused: {target.Name}");
            text.AppendLine();
            foreach (var reason in refused.GroupBy(result => (result.Refusal, result.Detail)).OrderBy(group => group.Key.Refusal, StringComparer.Ordinal).ThenBy(group => group.Key.Detail, StringComparer.Ordinal))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"- `{reason.Key.Refusal}`, {reason.Key.Detail} ({reason.Count()}): {string.Join(", ", reason.Select(result => $"`{result.Name}`"))}");
            }
        }
    }

    /// <summary>What a class of inputs must reach.</summary>
    /// <param name="Class">The class.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Percent">Least share of files sealed or refused with a justification; null where nothing is promised.</param>
    private sealed record CorpusTarget(CorpusClass Class, string Name, int? Percent)
    {
        public bool IsMet(List<CorpusResult> results) => results.Count == 0 || Percent is null || Share(results) >= Percent;

        /// <summary>Good outputs and justified refusals in percent.</summary>
        public static double Share(IReadOnlyList<CorpusResult> results) =>
            results.Count == 0 ? 0 : 100.0 * results.Count(result => result.IsGood || result.IsJustified) / results.Count;
    }
}
