using System.Buffers;
using Flexportal.Sealing.Fonts;

namespace Flexportal.Sealing.Proof;

/// <summary>Size, distance of lines and weight, in points; grey from 0 (black).</summary>
internal readonly record struct TextStyle(double Size, double Leading, bool Bold = false, double Gray = 0)
{
    /// <summary>35 % grey, the second text.</summary>
    public const double SecondGray = 0.3;

    public TextStyle AsBold() => this with { Bold = true };

    public static TextStyle Second(double size, double leading) => new(size, leading, Gray: SecondGray);
}

/// <summary>A stretch of text in one style. A language is set where it is not Dutch; a replacement text where what is drawn is broken up for the eye.</summary>
internal sealed record TextSpan(TextStyle Style, string? Language, string? ActualText)
{
    /// <summary>Dutch, and drawn as it reads.</summary>
    public bool IsPlain => Language is null && ActualText is null;

    /// <summary>Whether both can be one marked-content sequence.</summary>
    public bool MarkedLike(TextSpan other) => ReferenceEquals(this, other) || (Language == other.Language && ActualText is null && other.ActualText is null);
}

/// <summary>Words set into lines of a width, greedily. Breaks at spaces; a word wider than the line breaks after a sign, else anywhere.</summary>
internal sealed class Paragraph(DocumentFonts fonts, double width)
{
    private readonly List<TextSpan> spans = new(2);
    private Item[] items = [];
    private int count;
    private List<Line>? lines;

    private enum Kind : byte
    {
        Plain,
        Space,
        BreakAfter,
        NewLine,
    }

    /// <summary>The lines in order; set when first asked for.</summary>
    public IReadOnlyList<Line> Lines => lines ??= Break();

    public double Height
    {
        get
        {
            var height = 0d;
            lines ??= Break();
            foreach (var line in lines)
            {
                height += line.Leading;
            }

            return height;
        }
    }

    public Paragraph Add(string text, TextStyle style, string? language = null, string? actualText = null)
    {
        spans.Add(new TextSpan(style, language, actualText));
        Reserve(text.Length + 2);
        foreach (var rune in PrintableText.Clean(text).EnumerateRunes())
        {
            var kind = rune.Value switch
            {
                ' ' => Kind.Space,
                '-' or '/' or '@' or '.' or '_' or ',' or ':' => Kind.BreakAfter,
                _ => Kind.Plain,
            };
            Put(new Item(fonts.Resolve(rune.Value, style.Bold), (short)(spans.Count - 1), kind));
        }

        return this;
    }

    /// <summary>Ends the line. What is read aloud gets a space there, as at every other break between words.</summary>
    public Paragraph NewLine()
    {
        if (count > 0 && items[count - 1].Kind is not (Kind.Space or Kind.NewLine))
        {
            Put(new Item(fonts.Resolve(' ', spans[^1].Style.Bold), (short)(spans.Count - 1), Kind.Space));
        }

        Put(new Item(default, (short)Math.Max(0, spans.Count - 1), Kind.NewLine));
        return this;
    }

    /// <summary>A new line with the same words in the second language, small and grey.</summary>
    public Paragraph Second(string text, string language, double size, double leading) =>
        NewLine().Add(text, TextStyle.Second(size, leading), language);

    private void Put(Item item)
    {
        Reserve(1);
        items[count++] = item;
    }

    /// <summary>A proof has some hundred paragraphs that live for a moment: their characters are in lent arrays.</summary>
    private void Reserve(int more)
    {
        if (lines is not null)
        {
            throw new InvalidOperationException("The lines are set; nothing can be added.");
        }

        if (count + more > items.Length)
        {
            var larger = ArrayPool<Item>.Shared.Rent(Math.Max(count + more, 2 * items.Length));
            items.AsSpan(0, count).CopyTo(larger);
            GiveBack();
            items = larger;
        }
    }

    private void GiveBack()
    {
        if (items.Length > 0)
        {
            ArrayPool<Item>.Shared.Return(items);
        }
    }

    private List<Line> Break()
    {
        var result = new List<Line>(2);
        var start = 0;
        while (start < count)
        {
            var (end, next) = LineEnd(start);
            result.Add(Cut(start, end));
            start = next;
        }

        GiveBack();
        (items, count) = ([], 0);
        return result;
    }

    /// <summary>Where the line that begins at <paramref name="start"/> ends, and where the next one begins.</summary>
    private (int End, int Next) LineEnd(int start)
    {
        var (used, space, sign) = (0d, -1, -1);
        var set = items.AsSpan(0, count);
        for (var index = start; index < set.Length; index++)
        {
            var item = set[index];
            if (item.Kind == Kind.NewLine)
            {
                return (index, index + 1);
            }

            used += item.Glyph.Width * spans[item.Span].Style.Size / 1000;
            if (item.Kind == Kind.Space)
            {
                space = index;
            }
            else if (used > width && index > start)
            {
                return space > start ? (space + 1, space + 1) : sign > start ? (sign, sign) : (index, index);
            }

            if (item.Kind == Kind.BreakAfter)
            {
                sign = index + 1;
            }
        }

        return (count, count);
    }

    private Line Cut(int start, int end)
    {
        var runs = new List<Run>(2);
        var set = items.AsSpan(0, count);
        var (leading, size, x) = (0d, 0d, 0d);
        for (var from = start; from < end;)
        {
            var (slot, span) = (set[from].Glyph.Slot, set[from].Span);
            var to = from;
            var units = 0;
            while (to < end && set[to].Glyph.Slot == slot && set[to].Span == span)
            {
                units += set[to++].Glyph.Width;
            }

            var codes = new ushort[to - from];
            for (var index = from; index < to; index++)
            {
                codes[index - from] = set[index].Glyph.Cid;
            }

            runs.Add(new Run(spans[span], slot, codes, units * spans[span].Style.Size / 1000));
            leading = Math.Max(leading, spans[span].Style.Leading);
            size = Math.Max(size, spans[span].Style.Size);
            x += runs[^1].Width;
            from = to;
        }

        var last = end > start && items[end - 1].Kind == Kind.Space ? items[end - 1].Glyph.Width * spans[items[end - 1].Span].Style.Size / 1000 : 0;
        return new Line(runs, leading > 0 || spans.Count == 0 ? leading : spans[items[Math.Min(start, count - 1)].Span].Style.Leading, size, x - last);
    }

    private readonly record struct Item(Glyph Glyph, short Span, Kind Kind);

    /// <summary>Glyphs of one font and span.</summary>
    internal sealed record Run(TextSpan Span, byte Slot, ushort[] Codes, double Width);

    /// <summary>One set line with its largest type; its width is without the space at its end.</summary>
    internal sealed record Line(List<Run> Runs, double Leading, double Size, double Width);
}
