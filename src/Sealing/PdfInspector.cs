using System.Text;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Update;

namespace Flexportal.Sealing;

/// <summary>Looks at an upload before it is accepted: every object, no page content.</summary>
public static class PdfInspector
{
    /// <param name="file">The file's bytes.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>What it is, or why it cannot be sealed; never an exception, whatever the bytes are.</returns>
    public static InspectionOutcome Inspect(ReadOnlyMemory<byte> file, SealLimits limits)
    {
        try
        {
            return new InspectionOutcome.Read(CosFile.Read(file, limits, TimeProvider.System, Inspect));
        }
        catch (SealRefusedException refused)
        {
            return new InspectionOutcome.Refused(refused.Refusal);
        }
    }

    private static Inspection Inspect(CosFile file)
    {
        var pages = new List<PageSize>();
        var facts = DocumentFacts.Read(file, page => pages.Add(StampPlace.ShownSize(file, page)));
        var catalog = file.Catalog;
        return new Inspection
        {
            PageCount = facts.Pages.PageCount,
            Pages = pages,
            IsEncrypted = file.Crypt is not null,
            ForbidsAdditions = file.Crypt is { ForbidsAdditions: true },
            HasSignatures = facts.HasSignatures,
            ActiveContent = ActiveContentScan.Run(file),
            IsRepaired = file.IsRepaired,
            IsTagged = file.Dictionary(catalog["MarkInfo"]) is { } mark && file.Resolve(mark["Marked"]) is CosBoolean { Value: true } && file.Dictionary(catalog["StructTreeRoot"]) is not null,
            PdfA = PdfAClaim.Read(file),
            Language = file.Resolve(catalog["Lang"]) is CosString { Bytes.Length: > 0 and < 64 } language ? Encoding.Latin1.GetString(language.Bytes.Span) : null,
            HasXfa = Xfa.Has(file, facts.Fields.Form),
        };
    }
}
