using System.Globalization;

namespace Flexportal.Bench.Sealing;

/// <summary>Pages with a line each, and streams of one size that do not compress.</summary>
internal static class NoiseFile
{
    private const int ObjectFrame = 100;

    /// <summary>Makes one.</summary>
    /// <param name="pages">Pages.</param>
    /// <param name="streams">Streams; as many as there are pages are the pages' pictures.</param>
    /// <param name="size">Bytes, about.</param>
    public static byte[] Make(int pages, int streams, int size)
    {
        using var draft = new PdfDraft();
        var (firstPage, firstContent, firstStream) = (3, 3 + pages, 3 + (2 * pages));
        var kids = string.Join(' ', Enumerable.Range(firstPage, pages).Select(number => Text($"{number} 0 R")));
        draft.Add("<</Type/Catalog/Pages 2 0 R>>");
        draft.Add(Text($"<</Type/Pages/Kids[{kids}]/Count {pages}>>"));
        for (var page = 0; page < pages; page++)
        {
            var resources = streams == pages ? Text($"/XObject<</I {firstStream + page} 0 R>>") : "/ProcSet[/PDF]";
            draft.Add(Text($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<{resources}>>/Contents {firstContent + page} 0 R>>"));
        }

        for (var page = 0; page < pages; page++)
        {
            draft.Add("", streams == pages ? "q 595 0 0 842 0 0 cm /I Do Q"u8.ToArray() : "0 0 m 100 100 l S"u8.ToArray());
        }

        var noise = new byte[((size - (int)draft.Length) / streams) - ObjectFrame];
        new Random(1).NextBytes(noise);
        for (var stream = 0; stream < streams; stream++)
        {
            draft.Add(streams == pages ? "/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode" : "/Type/Noise", noise);
        }

        return draft.End();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
