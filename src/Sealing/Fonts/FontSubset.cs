using System.Buffers.Binary;
using System.Text;

namespace Flexportal.Sealing.Fonts;

/// <summary>
/// Cuts a TrueType font down to the glyphs that are used: ids compacted from 1, components of composites renumbered, hinting left out
/// (instructions, cvt, fpgm, prep), and only the tables that ISO 32000-2 9.9.1 wants for a CIDFontType2.
/// </summary>
internal static class FontSubset
{
    private const int WordArguments = 0x0001;
    private const int Scale = 0x0008;
    private const int More = 0x0020;
    private const int ScaleXy = 0x0040;
    private const int Matrix = 0x0080;
    private const int Instructions = 0x0100;

    /// <summary>The font program. The glyph at index i of <paramref name="glyphs"/> gets id i + 1; a glyph may occur twice. Id 0 is empty.</summary>
    public static byte[] Build(TrueTypeFont font, IReadOnlyList<ushort> glyphs)
    {
        var order = new List<ushort>(glyphs.Count + 16) { 0 };
        order.AddRange(glyphs);
        var newIds = new Dictionary<ushort, ushort>();
        for (var index = 1; index < order.Count; index++)
        {
            newIds.TryAdd(order[index], (ushort)index);
        }

        var outlines = new MemoryStream(order.Count * 90);
        var offsets = new List<int> { 0 };
        for (var index = 0; index < order.Count; index++)
        {
            if (index > 0)
            {
                WriteOutline(font.Outline(order[index]), outlines, order, newIds);
            }

            offsets.Add((int)outlines.Length);
        }

        return Assemble(font, order, outlines.ToArray(), offsets);
    }

    private static void WriteOutline(ReadOnlySpan<byte> outline, MemoryStream into, List<ushort> order, Dictionary<ushort, ushort> newIds)
    {
        if (outline.IsEmpty)
        {
            return;
        }

        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours >= 0)
        {
            WriteSimple(outline, contours, into);
        }
        else
        {
            WriteComposite(outline, into, order, newIds);
        }

        if ((into.Length & 1) == 1)
        {
            into.WriteByte(0);
        }
    }

    private static void WriteSimple(ReadOnlySpan<byte> outline, int contours, MemoryStream into)
    {
        var header = 10 + (2 * contours);
        var hints = BinaryPrimitives.ReadUInt16BigEndian(outline[header..]);
        into.Write(outline[..header]);
        into.Write([0, 0]);
        var points = outline[(header + 2 + hints)..];
        var count = contours == 0 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(outline[(header - 2)..]) + 1;
        into.Write(points[..PointBytes(points, count)]);
    }

    /// <summary>Length of flags and coordinates; what follows in the table is padding.</summary>
    private static int PointBytes(ReadOnlySpan<byte> points, int count)
    {
        var at = 0;
        var coordinates = 0;
        for (var seen = 0; seen < count;)
        {
            var flag = points[at++];
            var repeat = (flag & 8) != 0 ? points[at++] + 1 : 1;
            coordinates += repeat * (AxisBytes(flag, 0x02, 0x10) + AxisBytes(flag, 0x04, 0x20));
            seen += repeat;
        }

        return at + coordinates;
    }

    private static int AxisBytes(int flag, int isShort, int same) => (flag & isShort) != 0 ? 1 : (flag & same) != 0 ? 0 : 2;

    private static void WriteComposite(ReadOnlySpan<byte> outline, MemoryStream into, List<ushort> order, Dictionary<ushort, ushort> newIds)
    {
        into.Write(outline[..10]);
        var at = 10;
        int flags;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            var component = BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]);
            if (!newIds.TryGetValue(component, out var renumbered))
            {
                renumbered = (ushort)order.Count;
                newIds[component] = renumbered;
                order.Add(component);
            }

            var rest = ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & ScaleXy) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            WriteU16(into, flags & ~Instructions);
            WriteU16(into, renumbered);
            into.Write(outline.Slice(at + 4, rest));
            at += 4 + rest;
        }
        while ((flags & More) != 0);
    }

    private static byte[] Assemble(TrueTypeFont font, List<ushort> order, byte[] outlines, List<int> offsets)
    {
        var wide = outlines.Length > 0x1FFFE;
        var loca = new MemoryStream();
        foreach (var offset in offsets)
        {
            if (wide)
            {
                WriteU16(loca, offset >> 16);
            }

            WriteU16(loca, wide ? offset : offset / 2);
        }

        var metrics = new MemoryStream();
        foreach (var glyph in order)
        {
            WriteU16(metrics, font.AdvanceOf(glyph));
            WriteU16(metrics, font.BearingOf(glyph));
        }

        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), (short)(wide ? 1 : 0));
        var hhea = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)order.Count);
        var maxp = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)order.Count);

        // Zones 1, then no twilight points, storage, functions, stack or instructions: the hinting programs are gone.
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(14), 1);
        maxp.AsSpan(16, 12).Clear();
        return WriteFile(("glyf", outlines), ("head", head), ("hhea", hhea), ("hmtx", metrics.ToArray()), ("loca", loca.ToArray()), ("maxp", maxp));
    }

    private static byte[] WriteFile(params (string Tag, byte[] Bytes)[] parts)
    {
        var directory = 12 + (16 * parts.Length);
        var file = new byte[directory + parts.Sum(part => Padded(part.Bytes.Length))];
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)parts.Length);
        var power = 1 << (int)Math.Log2(parts.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)Math.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((parts.Length - power) * 16));
        var (at, headAt) = (directory, 0);
        for (var index = 0; index < parts.Length; index++)
        {
            var (tag, bytes) = parts[index];
            var record = file.AsSpan(12 + (16 * index));
            Encoding.ASCII.GetBytes(tag, record);
            bytes.CopyTo(file, at);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Checksum(file.AsSpan(at, Padded(bytes.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], (uint)bytes.Length);
            headAt = tag == "head" ? at : headAt;
            at += Padded(bytes.Length);
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Checksum(file)));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
        }

        return sum;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static void WriteU16(MemoryStream into, int value) => into.Write([(byte)(value >> 8), (byte)value]);
}
