using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Flexportal.Bench.Sealing;

/// <summary>A tagged document as office programs write it. Numbers are given in advance, so that every object can refer to every other.</summary>
internal sealed class OfficeFile : IDisposable
{
    private const int Fonts = 3;
    private const int ObjectsPerFont = 4;
    private const int LinksPerPage = 4;

    private readonly PdfDraft _draft = new();
    private readonly Random _random = new(1);
    private readonly int _pages;
    private readonly int _elements;
    private readonly int _pictures;
    private readonly int _firstPage = 5;
    private readonly int _firstContent;
    private readonly int _firstParents;
    private readonly int _firstLink;
    private readonly int _firstFont;
    private readonly int _firstElement;
    private readonly int _firstPicture;

    private OfficeFile(int pages, int objects)
    {
        _pages = pages;
        _pictures = Math.Max(2, objects / 100);
        _firstContent = _firstPage + pages;
        _firstParents = _firstContent + pages;
        _firstLink = _firstParents + pages;
        _firstFont = _firstLink + (pages * LinksPerPage);
        _firstElement = _firstFont + (Fonts * ObjectsPerFont);
        _elements = objects - _firstElement + 1 - _pictures;
        _firstPicture = _firstElement + _elements;
    }

    /// <summary>Makes one.</summary>
    /// <param name="pages">Pages.</param>
    /// <param name="objects">Objects altogether.</param>
    /// <param name="size">Bytes, about.</param>
    public static byte[] Make(int pages, int objects, int size)
    {
        using var file = new OfficeFile(pages, objects);
        file.Frame();
        file.Pages();
        file.FontObjects();
        file.Elements();
        file.Pictures((size - (int)file._draft.Length - (objects * 20) - (file._pictures * 170)) / file._pictures);
        return file._draft.End();
    }

    public void Dispose() => _draft.Dispose();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string References(int first, int count) => string.Join(' ', Enumerable.Range(first, count).Select(number => Text($"{number} 0 R")));

    private void Frame()
    {
        _draft.Add("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 3 0 R/MarkInfo<</Marked true>>/Lang(nl-NL)/ViewerPreferences<</DisplayDocTitle true>>>>");
        _draft.Add(Text($"<</Type/Pages/Kids[{References(_firstPage, _pages)}]/Count {_pages}>>"));
        _draft.Add(Text($"<</Type/StructTreeRoot/K {_firstElement} 0 R/ParentTree 4 0 R/ParentTreeNextKey {_pages}>>"));
        _draft.Add(Text($"<</Nums[{string.Join(' ', Enumerable.Range(0, _pages).Select(page => Text($"{page} {_firstParents + page} 0 R")))}]>>"));
    }

    private void Pages()
    {
        for (var page = 0; page < _pages; page++)
        {
            _draft.Add(Text($"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.32 841.92]/Resources<</Font<</F1 {_firstFont} 0 R/F2 {_firstFont + ObjectsPerFont} 0 R/F3 {_firstFont + (2 * ObjectsPerFont)} 0 R>>/XObject<</Im1 {_firstPicture + (page % _pictures)} 0 R>>/ProcSet[/PDF/Text/ImageB/ImageC/ImageI]>>/Contents {_firstContent + page} 0 R/Annots[{References(_firstLink + (page * LinksPerPage), LinksPerPage)}]/Group<</Type/Group/S/Transparency/CS/DeviceRGB>>/Tabs/S/StructParents {page}>>"));
        }

        for (var page = 0; page < _pages; page++)
        {
            _draft.Add("/Filter/FlateDecode", Deflated(Content(ElementsOf(page))));
        }

        for (var page = 0; page < _pages; page++)
        {
            _draft.Add($"[{string.Join(' ', ElementNumbers(page).Select(number => Text($"{number} 0 R")))}]");
        }

        for (var link = 0; link < _pages * LinksPerPage; link++)
        {
            _draft.Add(Text($"<</Type/Annot/Subtype/Link/Rect[56.7 {100 + (link % LinksPerPage * 90)} 240.5 {114 + (link % LinksPerPage * 90)}]/Border[0 0 0]/F 4/A<</S/URI/URI(https://www.example.com/artikel/{link})>>/Contents(Artikel {link})>>"));
        }
    }

    private void FontObjects()
    {
        for (var font = 0; font < Fonts; font++)
        {
            var first = _firstFont + (font * ObjectsPerFont);
            var widths = string.Join(' ', Enumerable.Range(32, 224).Select(_ => _random.Next(200, 900).ToString(CultureInfo.InvariantCulture)));
            _draft.Add(Text($"<</Type/Font/Subtype/TrueType/BaseFont/ABCDE{(char)('A' + font)}+Calibri/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 255/Widths {first + 1} 0 R/FontDescriptor {first + 2} 0 R>>"));
            _draft.Add($"[{widths}]");
            _draft.Add(Text($"<</Type/FontDescriptor/FontName/ABCDE{(char)('A' + font)}+Calibri/Flags 32/ItalicAngle 0/Ascent 750/Descent -250/CapHeight 750/AvgWidth 521/MaxWidth 1743/FontWeight 400/XHeight 250/StemV 52/FontBBox[-503 -250 1240 750]/FontFile2 {first + 3} 0 R>>"));
            _draft.Add("/Length1 14000", Noise(_elements > 1000 ? 14_000 : 6_000));
        }
    }

    private void Elements()
    {
        _draft.Add(Text($"<</Type/StructElem/S/Document/P 3 0 R/K[{References(_firstElement + 1, _elements - 1)}]>>"));
        for (var element = 1; element < _elements; element++)
        {
            var kind = (element % 7) switch { 0 => "H2", 3 => "Span", 5 => "TD", _ => "P" };
            _draft.Add(Text($"<</Type/StructElem/S/{kind}/P {_firstElement} 0 R/Pg {_firstPage + (element % _pages)} 0 R/K {(element / _pages) - (element % _pages == 0 ? 1 : 0)}/A<</O/Layout/TextAlign/Justify/SpaceAfter 8>>>>"));
        }
    }

    private void Pictures(int bytes)
    {
        for (var picture = 0; picture < _pictures; picture++)
        {
            _draft.Add("/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace/DeviceRGB/BitsPerComponent 8/Interpolate true", Noise(bytes));
        }
    }

    private int ElementsOf(int page) => ElementNumbers(page).Count();

    /// <summary>Elements go round the pages in turn.</summary>
    private IEnumerable<int> ElementNumbers(int page) => Enumerable.Range(1, _elements - 1).Where(element => element % _pages == page).Select(element => _firstElement + element);

    private string Content(int marks)
    {
        var text = new StringBuilder();
        for (var mark = 0; mark < marks; mark++)
        {
            text.Append(CultureInfo.InvariantCulture, $"/P<</MCID {mark}>>BDC BT /F{1 + (mark % Fonts)} 10 Tf 56.7 {780 - (mark * 8)} Td (De werknemer verricht werkzaamheden volgens artikel {_random.Next(1000)}.) Tj ET EMC\n");
        }

        return text.ToString();
    }

    private static byte[] Deflated(string text)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(Encoding.ASCII.GetBytes(text));
        }

        return packed.ToArray();
    }

    private byte[] Noise(int bytes)
    {
        var noise = new byte[bytes];
        _random.NextBytes(noise);
        return noise;
    }
}
