using System.Buffers.Binary;
using System.Text;

namespace Flexportal.Sealing.Fonts;

/// <summary>A TrueType font with <c>glyf</c> outlines, read in place (OpenType 1.9). Reads only fonts that this library ships, so damage is a fault, not a refusal.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly int cmap;
    private readonly int cmapFormat;
    private readonly int glyf;
    private readonly int loca;
    private readonly bool longLoca;
    private readonly int hmtx;
    private readonly int metricCount;

    public TrueTypeFont(string name, byte[] data)
    {
        Name = name;
        this.data = data;
        for (var index = 0; index < U16(4); index++)
        {
            var record = 12 + (16 * index);
            tables[Encoding.ASCII.GetString(data, record, 4)] = ((int)U32(record + 8), (int)U32(record + 12));
        }

        var head = tables["head"].Offset;
        UnitsPerEm = U16(head + 18);
        Box = [I16(head + 36), I16(head + 38), I16(head + 40), I16(head + 42)];
        longLoca = I16(head + 50) == 1;
        var hhea = tables["hhea"].Offset;
        Ascent = I16(hhea + 4);
        Descent = I16(hhea + 6);
        metricCount = U16(hhea + 34);
        var os2 = tables["OS/2"];
        CapHeight = U16(os2.Offset) >= 2 && os2.Length >= 90 ? I16(os2.Offset + 88) : (int)(UnitsPerEm * 0.729);
        (glyf, loca, hmtx) = (tables["glyf"].Offset, tables["loca"].Offset, tables["hmtx"].Offset);
        (cmap, cmapFormat) = FindCmap();
    }

    /// <summary>PostScript name.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    /// <summary>xMin, yMin, xMax, yMax in font units.</summary>
    public int[] Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>The table's bytes.</summary>
    public ReadOnlySpan<byte> Table(string tag) => data.AsSpan(tables[tag].Offset, tables[tag].Length);

    /// <summary>The glyph of a code point, or 0 where the font has none.</summary>
    public ushort GlyphOf(int codePoint) => cmapFormat == 12 ? FromGroups((uint)codePoint) : FromSegments(codePoint);

    /// <summary>Advance width in font units.</summary>
    public int AdvanceOf(ushort glyph) => U16(hmtx + (4 * Math.Min(glyph, metricCount - 1)));

    /// <summary>Left side bearing in font units.</summary>
    public short BearingOf(ushort glyph) =>
        glyph < metricCount ? I16(hmtx + (4 * glyph) + 2) : I16(hmtx + (4 * metricCount) + (2 * (glyph - metricCount)));

    /// <summary>The glyph's outline as stored; empty for glyphs without ink.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var (start, end) = longLoca
            ? ((int)U32(loca + (4 * glyph)), (int)U32(loca + (4 * glyph) + 4))
            : (U16(loca + (2 * glyph)) * 2, U16(loca + (2 * glyph) + 2) * 2);
        return data.AsSpan(glyf + start, end - start);
    }

    /// <summary>Font units as thousandths of the size.</summary>
    public int Scale(int units) => (int)Math.Round(units * 1000d / UnitsPerEm);

    private (int Offset, int Format) FindCmap()
    {
        var start = tables["cmap"].Offset;
        var best = (Offset: 0, Format: 0);
        for (var index = 0; index < U16(start + 2); index++)
        {
            var offset = start + (int)U32(start + 4 + (8 * index) + 4);
            var platform = U16(start + 4 + (8 * index));
            var format = U16(offset);
            if (platform is 0 or 3 && format is 4 or 12 && format > best.Format)
            {
                best = (offset, format);
            }
        }

        return best.Format == 0 ? throw new InvalidDataException($"{Name} has no Unicode cmap.") : best;
    }

    private ushort FromGroups(uint codePoint)
    {
        var (low, high) = (0, (int)U32(cmap + 12) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = cmap + 16 + (12 * middle);
            if (codePoint < U32(group))
            {
                high = middle - 1;
            }
            else if (codePoint > U32(group + 4))
            {
                low = middle + 1;
            }
            else
            {
                return (ushort)(U32(group + 8) + codePoint - U32(group));
            }
        }

        return 0;
    }

    private ushort FromSegments(int codePoint)
    {
        if (codePoint > 0xFFFF)
        {
            return 0;
        }

        var doubled = U16(cmap + 6);
        var (ends, starts) = (cmap + 14, cmap + 16 + doubled);
        var (deltas, offsets) = (starts + doubled, starts + (2 * doubled));
        for (var at = 0; at < doubled; at += 2)
        {
            if (codePoint > U16(ends + at))
            {
                continue;
            }

            if (codePoint < U16(starts + at))
            {
                return 0;
            }

            var range = U16(offsets + at);
            if (range == 0)
            {
                return (ushort)(codePoint + U16(deltas + at));
            }

            var glyph = U16(offsets + at + range + (2 * (codePoint - U16(starts + at))));
            return glyph == 0 ? (ushort)0 : (ushort)(glyph + U16(deltas + at));
        }

        return 0;
    }

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(data.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
