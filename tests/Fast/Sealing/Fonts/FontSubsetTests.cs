using System.Buffers.Binary;
using System.Text;
using Flexportal.Sealing.Fonts;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Proof;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Fonts;

public sealed class FontSubsetTests
{
    private const string Letters = "AéŁșțЇґώÅıĞẶ";

    [Fact]
    public void ids_are_compact_and_hints_are_gone()
    {
        var file = FontSubset.Build(Typefaces.Regular, Glyphs(Typefaces.Regular));
        var tables = Tables(file);
        Assert.Equal(["glyf", "head", "hhea", "hmtx", "loca", "maxp"], tables.Keys);
        var count = BinaryPrimitives.ReadUInt16BigEndian(tables["maxp"].Span[4..]);
        Assert.InRange(count, Letters.Length + 1, Letters.Length * 3);
        Assert.Equal((count + 1) * 2, tables["loca"].Length);
        for (var id = 1; id < count; id++)
        {
            AssertWithoutInstructions(Outline(tables, id), count);
        }
    }

    [Fact]
    public void every_glyph_keeps_its_points_and_width()
    {
        var glyphs = Glyphs(Typefaces.Bold);
        var tables = Tables(FontSubset.Build(Typefaces.Bold, glyphs));
        for (var index = 0; index < glyphs.Length; index++)
        {
            var original = Typefaces.Bold.Outline(glyphs[index]);
            var subset = Outline(tables, index + 1).Span;
            Assert.Equal(original[..10].ToArray(), subset[..10].ToArray());
            Assert.Equal(Typefaces.Bold.AdvanceOf(glyphs[index]), BinaryPrimitives.ReadUInt16BigEndian(tables["hmtx"].Span[(4 * (index + 1))..]));
            if (BinaryPrimitives.ReadInt16BigEndian(original) > 0)
            {
                var header = 10 + (2 * BinaryPrimitives.ReadInt16BigEndian(original));
                var hints = BinaryPrimitives.ReadUInt16BigEndian(original[header..]);
                var points = original[(header + 2 + hints)..].ToArray();
                Assert.StartsWith(Convert.ToHexString(subset[(header + 2)..].ToArray()).TrimEnd('0'), Convert.ToHexString(points), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void the_file_sums_up()
    {
        var file = FontSubset.Build(Typefaces.Fallback, [Typefaces.Fallback.GlyphOf('☑')]);
        var sum = 0u;
        for (var at = 0; at < file.Length; at += 4)
        {
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at)));
        }

        Assert.Equal(0xB1B0AFBAu, sum);
    }

    [Theory]
    [InlineData("Wawrzyńiec Żółć-Gęślą Łukaszewicz")]
    [InlineData("Ștefania Țăranu Şerban")]
    [InlineData("Олександр Шевченко, Ґалаґан, Їжак’")]
    [InlineData("Ἀθηνᾶ Παπαδοπούλου Γεώργιος")]
    [InlineData("Çağrı İbrahimoğlu Işık")]
    [InlineData("Åse Bjørnsdóttir Þórður Sæther")]
    [InlineData("Nguyễn Thị Phượng Đặng")]
    [InlineData("Եվա Հակոբյան, ნინო ბერიძე ☑")]
    [InlineData("O’Brien “d’Artagnan” `~^{}|\\<>")]
    public async Task names_are_drawn_and_come_back(string name)
    {
        var evidence = Sample.Evidence with { Signer = Sample.Evidence.Signer with { Name = name } };
        using var folder = new TemporaryFolder();
        var file = folder.File("proof.pdf", TinyPdf.Draw(evidence, Sample.Look));
        var (exit, text) = await Tool.Run("pdftotext", "-raw", file, "-");
        Assert.Equal(0, exit);
        Assert.True(Squeezed(text).Split(Squeezed(name)).Length - 1 >= 5, text);
        var (_, other) = await Tool.Run("mutool", "draw", "-q", "-F", "txt", "-o", "-", file);
        Assert.Contains(Squeezed(name), Squeezed(other), StringComparison.Ordinal);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static ushort[] Glyphs(TrueTypeFont font) => [.. Letters.Select(letter => font.GlyphOf(letter))];

    private static void AssertWithoutInstructions(ReadOnlyMemory<byte> memory, int count)
    {
        var outline = memory.Span;
        var contours = BinaryPrimitives.ReadInt16BigEndian(outline);
        if (contours >= 0)
        {
            Assert.Equal(0, BinaryPrimitives.ReadUInt16BigEndian(outline[(10 + (2 * contours))..]));
            return;
        }

        var (at, flags) = (10, 0);
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            Assert.Equal(0, flags & 0x100);
            Assert.InRange(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]), 1, count - 1);
            at += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
        while ((flags & 0x20) != 0);
    }

    private static ReadOnlyMemory<byte> Outline(SortedDictionary<string, ReadOnlyMemory<byte>> tables, int id)
    {
        var loca = tables["loca"].Span;
        var (start, end) = (BinaryPrimitives.ReadUInt16BigEndian(loca[(2 * id)..]) * 2, BinaryPrimitives.ReadUInt16BigEndian(loca[((2 * id) + 2)..]) * 2);
        return tables["glyf"][start..end];
    }

    private static SortedDictionary<string, ReadOnlyMemory<byte>> Tables(byte[] file)
    {
        var tables = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (var index = 0; index < BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4)); index++)
        {
            var record = file.AsSpan(12 + (16 * index));
            tables[Encoding.ASCII.GetString(record[..4])] = file.AsMemory(BinaryPrimitives.ReadInt32BigEndian(record[8..]), BinaryPrimitives.ReadInt32BigEndian(record[12..]));
        }

        return tables;
    }
}
