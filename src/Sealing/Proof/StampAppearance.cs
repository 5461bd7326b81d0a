using System.Globalization;
using System.IO.Compression;
using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Fonts;

namespace Flexportal.Sealing.Proof;

/// <summary>The visible stamp on page 1: who, when, which transaction, for which agency. A form XObject, to become the signature widget's /AP.</summary>
internal static class StampAppearance
{
    /// <summary>The size at which the text is set; other sizes are scaled.</summary>
    public const double NominalWidth = 190;
    public const double NominalHeight = 52;

    private const double Inset = 9;

    private static readonly TextStyle Small = new(6.2, 8.2, Gray: TextStyle.SecondGray);

    /// <summary>The content in a form space of the wanted size.</summary>
    public static ContentWriter Draw(TransactionEvidence evidence, ProofLook look, DocumentFonts fonts, double width, double height)
    {
        var scale = Math.Min(width / NominalWidth, height / NominalHeight);
        var (inner, tall) = (width / scale, height / scale);
        var content = new ContentWriter();
        content.Raw("q ").Number4(scale).Raw("0 0 ").Number4(scale).Raw("0 0 cm 1 g 0 0 ").Number(inner).Number(tall).Raw("re f\n");
        var accent = look.AccentRgb;
        content.Number((accent >> 16 & 255) / 255d).Number((accent >> 8 & 255) / 255d).Number((accent & 255) / 255d).Raw("rg 0 0 3.2 ").Number(tall).Raw("re f 0 g ");
        content.Raw("0.6 G 0.5 w 0.25 0.25 ").Number(inner - 0.5).Number(tall - 0.5).Raw("re S\n");
        var room = inner - Inset - 5;
        var lines = new List<Paragraph.Line>();
        lines.AddRange(OneLine("Ondertekend door", room, fonts, Small));
        lines.AddRange(Name(evidence.Signer.Name, room, fonts));
        var when = DutchTime.Local(evidence.SignedAt).ToString("dd-MM-yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        lines.AddRange(OneLine($"{when} ({DutchTime.Offset(evidence.SignedAt)})", room, fonts, new TextStyle(7, 9)));
        lines.AddRange(OneLine(look.AgencyName, room, fonts, Small));
        lines.AddRange(OneLine($"Transactie {evidence.TransactionId}", room, fonts, Small));
        ProofCanvas.Lines(content, lines, Inset, (tall - lines.Sum(line => line.Leading)) / 2, tall);
        return content.Raw("Q");
    }

    /// <summary>The form; a /Matrix for turned pages may be added to its dictionary.</summary>
    public static CosStream Form(ContentWriter content, CosDictionary fontResources, double width, double height)
    {
        var stream = Deflate.Stream(content.Bytes, CompressionLevel.Optimal);
        return stream with
        {
            Dictionary = CosDictionary.Of(
                ("Type", new CosName("XObject")),
                ("Subtype", new CosName("Form")),
                ("BBox", CosArray.Of(CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(width), CosNumber.From(height))),
                ("Resources", CosDictionary.Of(("Font", fontResources))),
                ("Filter", new CosName("FlateDecode"))),
        };
    }

    /// <summary>As large as it fits on one line; long names go small on two lines, and beyond that end in dots (the proof page has them in full).</summary>
    private static IReadOnlyList<Paragraph.Line> Name(string name, double room, DocumentFonts fonts)
    {
        for (var size = 10d; size >= 7; size -= 1)
        {
            var paragraph = new Paragraph(fonts, room).Add(name, new TextStyle(size, size + 2, Bold: true));
            if (paragraph.Lines.Count == 1)
            {
                return paragraph.Lines;
            }
        }

        return Cut(name, room, fonts, new TextStyle(5.6, 6.6, Bold: true), 2);
    }

    private static IReadOnlyList<Paragraph.Line> OneLine(string text, double room, DocumentFonts fonts, TextStyle style) => Cut(text, room, fonts, style, 1);

    private static IReadOnlyList<Paragraph.Line> Cut(string text, double room, DocumentFonts fonts, TextStyle style, int most)
    {
        var whole = new Paragraph(fonts, room).Add(text, style);
        if (whole.Lines.Count <= most)
        {
            return whole.Lines;
        }

        var elements = StringInfo.ParseCombiningCharacters(text);
        var (low, high) = (0, elements.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Shortened(middle).Lines.Count <= most ? (middle, high) : (low, middle - 1);
        }

        return Shortened(low).Lines;

        Paragraph Shortened(int count) => new Paragraph(fonts, room).Add(text[..elements[count]].TrimEnd() + "…", style);
    }
}
