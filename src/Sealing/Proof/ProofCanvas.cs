using Flexportal.Sealing.Fonts;

namespace Flexportal.Sealing.Proof;

/// <summary>Pages in the making. Places are in points from the left and upper edge of an A4 page.</summary>
internal sealed class ProofCanvas(int accentRgb)
{
    public const double PageWidth = 595.28;
    public const double PageHeight = 841.89;

    private readonly List<Page> pages = [];

    public IReadOnlyList<Page> Pages => pages;

    /// <summary>Index of the page that is drawn on.</summary>
    public int Current => pages.Count - 1;

    private ContentWriter Content => pages[^1].Content;

    public void NewPage() => pages.Add(new Page());

    /// <summary>
    /// Draws lines as content of a structure element. Words in another language, and words with a replacement text, are marked content of their own below the same
    /// element, one after the other and never nested: readers lose text behind a nested sequence.
    /// </summary>
    /// <returns>The height used.</returns>
    public double Text(StructureNode node, IReadOnlyList<Paragraph.Line> lines, double left, double top)
    {
        if (lines.Count == 0)
        {
            return 0;
        }

        var open = default(TextSpan);
        var height = Lines(Content, lines, left, top, PageHeight, span =>
        {
            if (open is null || !open.MarkedLike(span))
            {
                Content.Raw(open is null ? "" : "EMC\n");
                Mark(node, span);
            }

            open = span;
        });
        Content.Raw(open is null ? "" : "EMC\n");
        return height;
    }

    /// <summary>Draws lines that repeat on every page: no content to a reader aloud.</summary>
    public static void Artifact(ContentWriter content, IReadOnlyList<Paragraph.Line> lines, double left, double top)
    {
        content.Raw("/Artifact BMC\n");
        Lines(content, lines, left, top);
        content.Raw("EMC\n");
    }

    /// <summary>A filled line in black (grey 0), grey, or the agency's colour where <paramref name="gray"/> is null.</summary>
    public void Rule(double left, double top, double width, double thickness, double? gray) =>
        Rule(Content, left, top, width, thickness, gray);

    public void Rule(ContentWriter content, double left, double top, double width, double thickness, double? gray)
    {
        content.Raw("/Artifact BMC ");
        Colour(content, gray);
        content.Number(left).Number(PageHeight - top - thickness).Number(width).Number(thickness).Raw("re f 0 g EMC\n");
    }

    /// <summary>The outline of a box.</summary>
    public void Box(double left, double top, double width, double height) =>
        Content.Raw("/Artifact BMC 0.85 w ").Number(left).Number(PageHeight - top - height).Number(width).Number(height).Raw("re S EMC\n");

    /// <summary>Sets lines; all measures from the upper edge of a form or page of the given height.</summary>
    /// <param name="content">Where to.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="left">Left edge.</param>
    /// <param name="top">Upper edge of the first line.</param>
    /// <param name="pageHeight">Height of the page or form.</param>
    /// <param name="mark">Called before each run, to mark it.</param>
    public static double Lines(
        ContentWriter content, IReadOnlyList<Paragraph.Line> lines, double left, double top, double pageHeight = PageHeight, Action<TextSpan>? mark = null)
    {
        var y = top;
        foreach (var line in lines)
        {
            var baseline = pageHeight - y - (line.Leading / 2) - (line.Size * 0.357);
            var x = left;
            foreach (var run in line.Runs)
            {
                mark?.Invoke(run.Span);
                Show(content, run, x, baseline);
                x += run.Width;
            }

            y += line.Leading;
        }

        return y - top;
    }

    private static void Show(ContentWriter content, Paragraph.Run run, double x, double baseline)
    {
        var gray = run.Span.Style.Gray;
        if (gray > 0)
        {
            content.Number(gray).Raw("g ");
        }

        content.Raw("BT/").Raw(DocumentFonts.Names[run.Slot]).Raw(" ").Number(run.Span.Style.Size).Raw("Tf ").Number(x).Number(baseline).Raw("Td");
        content.Codes(run.Codes);
        content.Raw(gray > 0 ? "Tj ET 0 g\n" : "Tj ET\n");
    }

    private void Mark(StructureNode node, TextSpan span)
    {
        var owners = pages[^1].Owners;
        node.Mark(Current, owners.Count);
        Content.Raw("/").Raw(span.IsPlain ? node.Type : "Span").Raw("<</MCID ").Integer(owners.Count);
        owners.Add(node);
        if (span.Language is not null)
        {
            Content.Raw("/Lang(").Raw(span.Language).Raw(")");
        }

        if (span.ActualText is not null)
        {
            Content.Raw("/ActualText(").Raw(span.ActualText).Raw(")");
        }

        Content.Raw(">>BDC\n");
    }

    private void Colour(ContentWriter content, double? gray)
    {
        if (gray is { } shade)
        {
            content.Number(shade).Raw("g ");
            return;
        }

        content.Number((accentRgb >> 16 & 255) / 255d).Number((accentRgb >> 8 & 255) / 255d).Number((accentRgb & 255) / 255d).Raw("rg ");
    }

    /// <summary>One page: what was drawn and whose content it is by MCID.</summary>
    internal sealed class Page
    {
        private const int UsualSize = 20 * 1024;

        public ContentWriter Content { get; } = new(UsualSize);

        public List<StructureNode> Owners { get; } = [];
    }
}
