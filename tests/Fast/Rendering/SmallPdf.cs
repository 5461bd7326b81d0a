using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Flexportal.Tests.Fast.Rendering;

/// <summary>Writes PDFs by hand, good and bad ones; object 1 is the catalog.</summary>
internal static class SmallPdf
{
    public static byte[] Contract(int pages = 3, string mediaBox = "[0 0 595 842]", int rotate = 0, string text = "Pagina")
    {
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            $"<</Type/Pages/Count {pages}/Kids[{string.Join(' ', Enumerable.Range(0, pages).Select(i => $"{4 + (2 * i)} 0 R"))}]>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        };
        for (var i = 0; i < pages; i++)
        {
            var content = $"BT /F 24 Tf 60 60 Td ({text} {i + 1}) Tj ET";
            objects.Add($"<</Type/Page/Parent 2 0 R/MediaBox{mediaBox}/Rotate {rotate}/Contents {5 + (2 * i)} 0 R/Resources<</Font<</F 3 0 R>>>>>>");
            objects.Add($"<</Length {content.Length}>>stream\n{content}\nendstream");
        }

        return Write(objects.Select(o => Encoding.Latin1.GetBytes(o)));
    }

    /// <summary>A form that draws a form ten times, twelve deep: 10^12 lines from two kilobytes.</summary>
    public static byte[] LaughingForms(int depth = 12)
    {
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
            "<</Length 4>>stream\n/X Do\nendstream",
        };
        for (var i = 0; i < depth; i++)
        {
            var content = i == depth - 1 ? "0 0 m 500 800 l S" : string.Concat(Enumerable.Repeat("/X Do ", 10));
            var next = i == depth - 1 ? "" : $"/Resources<</XObject<</X {6 + i} 0 R>>>>";
            objects.Add($"<</Type/XObject/Subtype/Form/BBox[0 0 595 842]{next}/Length {content.Length}>>stream\n{content}\nendstream");
        }

        return Write(objects.Select(o => Encoding.Latin1.GetBytes(o)));
    }

    /// <summary>A page content of <paramref name="megabytes"/> inflated megabytes of drawing, deflated to about a thousandth.</summary>
    public static byte[] DeflateBomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var block = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0 0 595 842 re f 0 0 m 595 842 l S\n", 30_000)));
            for (var written = 0L; written < megabytes * 1_000_000L; written += block.Length)
                zlib.Write(block);
        }

        byte[] content = [.. Encoding.Latin1.GetBytes($"<</Filter/FlateDecode/Length {packed.Length}>>stream\n"), .. packed.ToArray(), .. "\nendstream"u8];
        return Write(
        [
            "<</Type/Catalog/Pages 2 0 R>>"u8.ToArray(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>"u8.ToArray(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"u8.ToArray(),
            content,
        ]);
    }

    private static byte[] Write(IEnumerable<byte[]> objects)
    {
        using var file = new MemoryStream();
        void Put(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Put("%PDF-1.7\n");
        var offsets = new List<long>();
        foreach (var body in objects)
        {
            offsets.Add(file.Position);
            Put($"{offsets.Count} 0 obj\n");
            file.Write(body);
            Put("\nendobj\n");
        }

        var table = file.Position;
        Put($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Put(offset.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Put($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }
}
