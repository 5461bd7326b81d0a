using Flexportal.Sealing.Fonts;

namespace Flexportal.Sealing.Proof;

/// <summary>Lets text and table rows run from column to column and page to page. A row moves on as a whole; only what is taller than a column is split between its lines.</summary>
internal sealed class ProofFlow
{
    private const double RowPadding = 1.8;

    private readonly ProofCanvas canvas;
    private readonly DocumentFonts fonts;
    private int columns = 1;
    private int column;
    private double columnTop;
    private double lowest;

    public ProofFlow(ProofCanvas canvas, DocumentFonts fonts)
    {
        (this.canvas, this.fonts) = (canvas, fonts);
        canvas.NewPage();
        (columnTop, Y) = (ProofStyles.Top, ProofStyles.Top);
    }

    /// <summary>Where the next thing is drawn, from the upper edge.</summary>
    public double Y { get; private set; }

    public double Left => ProofStyles.Left + (column * (Width + ProofStyles.Gutter));

    public double Width => columns == 1 ? ProofStyles.Width : (ProofStyles.Width - ProofStyles.Gutter) / 2;

    /// <summary>From here to the end of the column.</summary>
    public double Room => ProofStyles.Bottom - Y;

    public void Gap(double height) => Y = Math.Min(Y + height, ProofStyles.Bottom);

    /// <summary>A gap that is left out at the top of a column.</summary>
    public void GapBetween(double height) => Gap(Y > columnTop ? height : 0);

    public Paragraph Paragraph(double inset = 0) => new(fonts, Width - inset);

    public void NewPage()
    {
        canvas.NewPage();
        (column, columnTop, Y, lowest) = (0, ProofStyles.Top, ProofStyles.Top, 0);
    }

    /// <summary>Goes on in the next column or page unless <paramref name="height"/> fits here or nowhere.</summary>
    public void Keep(double height)
    {
        if (height > Room && Y > columnTop)
        {
            NextColumn();
        }
    }

    public void StartColumns()
    {
        (columns, column, columnTop, lowest) = (2, 0, Y, Y);
    }

    public void NextColumn()
    {
        if (column + 1 < columns)
        {
            (lowest, column, Y) = (Math.Max(lowest, Y), column + 1, columnTop);
        }
        else
        {
            NewPage();
        }
    }

    /// <summary>Back to full width, below the longest column of this page.</summary>
    public void EndColumns() => (columns, column, Y, columnTop) = (1, 0, Math.Max(lowest, Y), ProofStyles.Top);

    public void Text(StructureNode node, Paragraph paragraph, double inset = 0)
    {
        var lines = paragraph.Lines;
        for (var done = 0; done < lines.Count;)
        {
            var count = Fitting(lines, done);
            if (count == 0)
            {
                NextColumn();
                count = Math.Max(1, Fitting(lines, done));
            }

            Y += canvas.Text(node, [.. lines.Skip(done).Take(count)], Left + inset, Y);
            done += count;
        }
    }

    /// <summary>A heading with its rule; stays with <paramref name="following"/> points of what comes next.</summary>
    public void Heading(StructureNode parent, string text, string second, string secondLanguage, double following)
    {
        var paragraph = Paragraph().Add(text, ProofStyles.Heading).Add("  " + second, TextStyle.Second(8, 14), secondLanguage);
        Keep(paragraph.Height + 3 + following);
        Text(parent.Add("H2"), paragraph);
        canvas.Rule(Left, Y + 1.5, Width, 1.1, 0);
        Y += 3;
    }

    /// <summary>A table row: cells with their place from the column's left edge.</summary>
    public void Row(IReadOnlyList<(StructureNode Node, Paragraph Text, double Inset)> cells, bool ruleAbove)
    {
        var height = RowHeight(cells.Select(cell => cell.Text));
        Keep(height);
        if (ruleAbove)
        {
            canvas.Rule(Left, Y, Width, 0.4, 0.6);
        }

        Y += RowPadding;
        var done = new int[cells.Count];
        while (true)
        {
            var used = 0d;
            var rest = false;
            for (var index = 0; index < cells.Count; index++)
            {
                var lines = cells[index].Text.Lines;
                var count = Fitting(lines, done[index]);
                used = Math.Max(used, canvas.Text(cells[index].Node, [.. lines.Skip(done[index]).Take(count)], Left + cells[index].Inset, Y));
                done[index] += count;
                rest |= done[index] < lines.Count;
            }

            Y += used;
            if (!rest)
            {
                break;
            }

            NextColumn();
        }

        Y += RowPadding;
    }

    public static double RowHeight(IEnumerable<Paragraph> cells) => cells.Max(cell => cell.Height) + (2 * RowPadding);

    /// <summary>Cells side by side in a frame; where they are taller than a page they stand below each other without one.</summary>
    public void Framed(IReadOnlyList<(StructureNode Node, Paragraph Text)> cells, double padding)
    {
        var height = cells.Max(cell => cell.Text.Height) + (2 * padding);
        if (height > ProofStyles.Bottom - ProofStyles.Top)
        {
            foreach (var (node, text) in cells)
            {
                Text(node, text, padding);
            }

            return;
        }

        Keep(height);
        var width = Width / cells.Count;
        for (var index = 0; index < cells.Count; index++)
        {
            canvas.Box(Left + (index * width), Y, width, height);
            canvas.Text(cells[index].Node, cells[index].Text.Lines, Left + (index * width) + padding, Y + padding);
        }

        Y += height;
    }

    private int Fitting(IReadOnlyList<Paragraph.Line> lines, int from)
    {
        var (count, height) = (0, 0d);
        while (from + count < lines.Count && (height += lines[from + count].Leading) <= Room + 0.01)
        {
            count++;
        }

        return count;
    }
}
