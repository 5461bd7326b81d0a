using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Fonts;

/// <summary>A subset ready to be written: Type0 over CIDFontType2 with Identity-H (ISO 32000-2 9.7) and /ToUnicode. The CID is the subset's glyph id.</summary>
internal sealed class EmbeddedFont
{
    private const int MaxPerBlock = 100;

    private readonly string tag;
    private readonly string name;
    private readonly CosDictionary descriptor;
    private readonly CosArray widths;
    private readonly CosStream program;
    private readonly CosStream toUnicode;

    /// <summary>Builds the subset; the code point at index i gets CID i + 1.</summary>
    public EmbeddedFont(TrueTypeFont font, IReadOnlyList<int> codePoints, CompressionLevel level)
    {
        var glyphs = new ushort[codePoints.Count];
        for (var index = 0; index < glyphs.Length; index++)
        {
            glyphs[index] = font.GlyphOf(codePoints[index]);
        }

        tag = Tag(codePoints);
        name = $"{tag}+{font.Name}";
        widths = Widths(font, glyphs);
        var raw = FontSubset.Build(font, glyphs);
        program = new CosStream(
            CosDictionary.Of(("Filter", new CosName("FlateDecode")), ("Length1", CosNumber.From(raw.Length))),
            Deflate.Compress(raw, level));
        toUnicode = Deflate.Stream(ToUnicode(codePoints), level);
        descriptor = Descriptor(font, name);
    }

    /// <summary>Writes the font's objects.</summary>
    /// <param name="sink">Where to.</param>
    /// <param name="mappings">The /ToUnicode streams of this document by tag, which stands for the characters in their order: subsets of the same characters share one.</param>
    /// <returns>The Type0 font.</returns>
    public CosReference Write(IObjectSink sink, Dictionary<string, CosReference> mappings)
    {
        var (file, describing, cidFont, type0) = (sink.Reserve(), sink.Reserve(), sink.Reserve(), sink.Reserve());
        if (!mappings.TryGetValue(tag, out var mapping))
        {
            mappings[tag] = mapping = sink.Reserve();
            sink.Put(mapping, toUnicode);
        }

        sink.Put(file, program);
        sink.Put(describing, descriptor.With("FontFile2", file));
        sink.Put(cidFont, CosDictionary.Of(
            ("Type", new CosName("Font")),
            ("Subtype", new CosName("CIDFontType2")),
            ("BaseFont", new CosName(name)),
            ("CIDSystemInfo", CosDictionary.Of(("Registry", Ascii("Adobe")), ("Ordering", Ascii("Identity")), ("Supplement", CosNumber.From(0L)))),
            ("FontDescriptor", describing),
            ("CIDToGIDMap", new CosName("Identity")),
            ("W", widths)));
        sink.Put(type0, CosDictionary.Of(
            ("Type", new CosName("Font")),
            ("Subtype", new CosName("Type0")),
            ("BaseFont", new CosName(name)),
            ("Encoding", new CosName("Identity-H")),
            ("DescendantFonts", CosArray.Of(cidFont)),
            ("ToUnicode", mapping)));
        return type0;
    }

    private static CosDictionary Descriptor(TrueTypeFont font, string name) => CosDictionary.Of(
        ("Type", new CosName("FontDescriptor")),
        ("FontName", new CosName(name)),
        ("Flags", CosNumber.From(4L)),
        ("FontBBox", new CosArray([.. font.Box.Select(side => CosNumber.From((long)font.Scale(side)))])),
        ("ItalicAngle", CosNumber.From(0L)),
        ("Ascent", CosNumber.From((long)font.Scale(font.Ascent))),
        ("Descent", CosNumber.From((long)font.Scale(font.Descent))),
        ("CapHeight", CosNumber.From((long)font.Scale(font.CapHeight))),
        ("StemV", CosNumber.From(font.Name.EndsWith("Bold", StringComparison.Ordinal) ? 140L : 80L)));

    private static CosArray Widths(TrueTypeFont font, ushort[] glyphs) => CosArray.Of(
        CosNumber.From(1L),
        new CosArray([.. glyphs.Select(glyph => CosNumber.From((long)font.Scale(font.AdvanceOf(glyph))))]));

    /// <summary>9.9.2 wants six letters that differ from subset to subset.</summary>
    private static string Tag(IReadOnlyList<int> codePoints)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', codePoints)));
        return string.Create(6, digest, static (letters, hash) =>
        {
            for (var index = 0; index < letters.Length; index++)
            {
                letters[index] = (char)('A' + (hash[index] % 26));
            }
        });
    }

    private static byte[] ToUnicode(IReadOnlyList<int> codePoints)
    {
        var text = new StringBuilder(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n");
        foreach (var block in Ranges(codePoints).Chunk(MaxPerBlock))
        {
            text.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfrange\n");
            foreach (var (first, last) in block)
            {
                text.Append(CultureInfo.InvariantCulture, $"<{first + 1:X4}><{last + 1:X4}><");
                foreach (var unit in char.ConvertFromUtf32(codePoints[first]))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{(int)unit:X4}");
                }

                text.Append(">\n");
            }

            text.Append("endbfrange\n");
        }

        text.Append("endcmap CMapName currentdict/CMap defineresource pop end end\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>Runs of neighbours; 9.10.3 lets only the last byte count up, in the code and in the text.</summary>
    private static IEnumerable<(int First, int Last)> Ranges(IReadOnlyList<int> codePoints)
    {
        for (var first = 0; first < codePoints.Count;)
        {
            var last = first;
            while (last + 1 < codePoints.Count && codePoints[last + 1] == codePoints[last] + 1 && codePoints[last + 1] % 256 != 0 && (last + 2) % 256 != 0 && codePoints[last] < 0xFFFF)
            {
                last++;
            }

            yield return (first, last);
            first = last + 1;
        }
    }

    private static CosString Ascii(string text) => new(Encoding.ASCII.GetBytes(text));
}
