using System.Globalization;
using System.Text;

namespace Flexportal.Silo.Commands;

/// <summary>Counts by class, as Markdown.</summary>
internal static class CorpusReport
{
    private static readonly (CorpusClass Class, string Name)[] Classes =
    [
        (CorpusClass.Clean, "qpdf finds nothing wrong, not encrypted, with pages"),
        (CorpusClass.CleanWithoutPages, "the same, without a page"),
        (CorpusClass.Warned, "qpdf warns, not encrypted, with pages"),
        (CorpusClass.WarnedWithoutPages, "the same, without a page that qpdf can find"),
        (CorpusClass.Rejected, "qpdf rejects"),
        (CorpusClass.EncryptedEmptyPassword, "encrypted, empty user password"),
        (CorpusClass.NeedsPassword, "a password is needed"),
        (CorpusClass.QpdfFails, "qpdf dies or hangs"),
    ];

    public static string Write(IReadOnlyList<CorpusResult> results)
    {
        var text = new StringBuilder();
        text.AppendLine("# Corpora: what was sealed, by class");
        text.AppendLine();
        text.AppendLine("Written by `./flexportal corpus FOLDER --report docs/corpus.md`. Each file is sealed in a process of its own (10 s, 512 MB); qpdf and pdfsig judge");
        text.AppendLine("input and output. *Good*: qpdf likes the output no less than the input, pdfsig says valid, trusted and total, the original is a prefix, all");
        text.AppendLine("foreign signatures that were valid still are.");
        text.AppendLine();
        text.AppendLine("| Class | Files | Sealed | Share | Justified refusal | Good | Foreign signatures |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (kind, name) in Classes)
        {
            Row(text, name, [.. results.Where(result => result.Class == kind)]);
        }

        Row(text, "**all**", results);
        text.AppendLine();
        text.AppendLine("A justified refusal is `xfa_dynamic` or `docmdp_forbids`.");
        Refusals(text, results);
        Remarks(text, results);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, IReadOnlyList<CorpusResult> results)
    {
        var done = results.Where(result => result.IsSealed).ToList();
        var justified = results.Count(result => result.Refusal is "xfa_dynamic" or "docmdp_forbids");
        var share = results.Count == 0 ? 0 : 100.0 * done.Count / results.Count;
        text.AppendLine(CultureInfo.InvariantCulture,
            $"| {name} | {results.Count} | {done.Count} | {share:0.0} % | {justified} | {done.Count(result => result.Faults.Count == 0)} | {done.Sum(result => result.ForeignSignatures)} |");
    }

    private static void Refusals(StringBuilder text, IReadOnlyList<CorpusResult> results)
    {
        text.AppendLine();
        text.AppendLine("## Refusals");
        text.AppendLine();
        text.AppendLine("| Reason | Class | Files |");
        text.AppendLine("|---|---|---:|");
        foreach (var group in results.Where(result => result.Refusal is not null).GroupBy(result => (result.Refusal, result.Class)).OrderBy(group => group.Key.Refusal, StringComparer.Ordinal).ThenBy(group => group.Key.Class))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{group.Key.Refusal}` | {Classes.First(item => item.Class == group.Key.Class).Name} | {group.Count()} |");
        }
    }

    private static void Remarks(StringBuilder text, IReadOnlyList<CorpusResult> results)
    {
        text.AppendLine();
        text.AppendLine("## Bounds and faults");
        text.AppendLine();
        if (results.Count > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"Process deaths: {results.Count(result => result.Faults.Contains(CorpusJudge.Died))}. Longest run: {results.Max(result => result.Milliseconds)} ms, start-up of the program included. Most memory: {results.Max(result => result.PeakBytes) / 1_000_000} MB.");
            text.AppendLine();
        }

        foreach (var result in results.Where(result => result.Faults.Count + result.Notes.Count > 0))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- `{result.Name}`: {string.Join("; ", result.Faults.Concat(result.Notes.Select(note => note + " (neither for the input)")))}");
        }

        if (results.All(result => result.Faults.Count == 0))
        {
            text.AppendLine("No fault.");
        }
    }
}
