using System.Globalization;
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

    /// <summary>Draws lines as content of a structure element; line i begins at the left edge of its cell.</summary>
    /// <returns>The height used.</returns>
    public double Text(StructureNode node, IReadOnlyList<Paragraph.Line> lines, double left, double top)
    {
        if (lines.Count == 0)
        {
            return 0;
        }

        var page = pages[^1];
        node.Mark(Current, page.Owners.Count);
        Content.Raw(string.Create(CultureInfo.InvariantCulture, $"/{node.Type}<</MCID {page.Owners.Count}>>BDC\n"));
        page.Owners.Add(node);
        var height = Lines(Content, lines, left, top);
        Content.Raw("EMC\n");
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
    public static double Lines(ContentWriter content, IReadOnlyList<Paragraph.Line> lines, double left, double top, double pageHeight = PageHeight)
    {
        TextSpan? open = null;
        var y = top;
        foreach (var line in lines)
        {
            var size = line.Runs.Count == 0 ? 0 : line.Runs.Max(run => run.Span.Style.Size);
            var baseline = pageHeight - y - (line.Leading / 2) - (size * 0.357);
            var x = left;
            for (var index = 0; index < line.Runs.Count; index++)
            {
                var run = line.Runs[index];
                if (open is not null && !ReferenceEquals(open, run.Span))
                {
                    content.Raw("EMC\n");
                    open = null;
                }

                if (open is null && (run.Span.Language ?? run.Span.ActualText) is not null)
                {
                    OpenSpan(content, run.Span);
                    open = run.Span;
                }

                Show(content, run, x, baseline);
                x += run.Width;
            }

            y += line.Leading;
        }

        if (open is not null)
        {
            content.Raw("EMC\n");
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

    private static void OpenSpan(ContentWriter content, TextSpan span)
    {
        content.Raw("/Span<<");
        if (span.Language is not null)
        {
            content.Raw($"/Lang({span.Language})");
        }

        if (span.ActualText is not null)
        {
            content.Raw($"/ActualText({span.ActualText})");
        }

        content.Raw(">>BDC\n");
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
        public ContentWriter Content { get; } = new();

        public List<StructureNode> Owners { get; } = [];
    }
}
