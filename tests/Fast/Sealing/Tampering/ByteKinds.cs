using System.Globalization;
using static Flexportal.Sealing.Verify.VerificationReason;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>Changes of bytes in place, in the hole, in the byte range, at the end.</summary>
internal static class ByteKinds
{
    public static IEnumerable<Manipulation> All =>
    [
        new("original byte changed", "BTL", [Digest], w => Changed(w, w.Random.Next(20, w.Parts.OriginalSize))),
        new("original text replaced", "BTL", [Digest], w => w.Parts.With(w.Parts.Text.IndexOf("Arbeids", StringComparison.Ordinal), $"Arb{w.Variant:0000}")),
        new("original byte put in", "BTL", [Xref, FileEnd, ObjectOffset], w => w.Parts.Insert(w.Random.Next(20, w.Parts.OriginalSize), "x")),
        new("original byte taken out", "BTL", [Xref, FileEnd, ObjectOffset], w => Without(w.Parts.File, w.Random.Next(20, w.Parts.OriginalSize), 1)),
        new("bytes before the original", "BTL", [Xref, FileEnd, ObjectOffset, ByteRange], w => w.Parts.Insert(0, new string('\n', 1 + w.Variant))),
        new("page drawing of the proof changed", "BTL", [Digest], w => Changed(w, InStream(w, "/FlateDecode"))),
        new("evidence changed", "BTL", [Digest], w => Changed(w, InStream(w, "/Type/EmbeddedFile"))),
        new("seal date changed", "BTL", [Digest], w => HexDigit(w, "/M <", 30)),
        new("seal name changed", "BTL", [Digest], w => HexDigit(w, "/Name <", 10)),
        new("transaction changed", "BTL", [Digest], w => HexDigit(w, "/Reason <", 30)),
        new("stamp moved", "BTL", [Digest], w => NumberAfter(w, "/AP<<", "/Rect[")),
        new("cross-reference row changed", "BTL", [ObjectOffset, StrayBytes, Xref, UnknownRevision, ObjectSyntax, Digest], Row),
        new("startxref changed", "BTL", [Xref, FileEnd], StartXref),
        new("prev changed", "BTL", [Digest, UnknownRevision], w => NumberAfter(w, "/Prev ")),
        new("size changed", "BTL", [Digest], w => NumberAfter(w, "/Size ")),
        new("permission raised", "BT", [Digest], w => w.Parts.With(w.Parts.Text.LastIndexOf("/P 1/V", StringComparison.Ordinal) + 3, w.Variant % 2 == 0 ? "2" : "3")),
        new("end removed", "BTL", [FileEnd], w => w.Parts.File[..^(1 + w.Variant % 7)]),
        new("end of line of another kind", "BTL", [FileEnd], w => w.Parts.With(w.Parts.File.Length - 1, w.Variant % 2 == 0 ? "\r" : " ")),
        new("something behind the end", "BTL", [FileEnd], w => w.Parts.Insert(w.Parts.File.Length, new[] { "\n", " ", "%\n", "\0", "x", "\r\n", "%%EOF", "%%EOF\n", "\n%%EOF\n" }[w.Variant % 9])),
        new("second startxref behind the end", "BTL", [FileEnd, Xref, UnknownRevision, ObjectSyntax], w => w.Parts.Insert(w.Parts.File.Length, string.Create(CultureInfo.InvariantCulture, $"startxref\n{w.Variant + 9}\n%%EOF\n"))),
        new("hole in capitals", "BTL", [ContentsEncoding], w => Capital(w)),
        new("padding not zero", "BTL", [ContentsEncoding], w => w.Parts.With(w.Parts.Close - 2 - w.Variant, "1")),
        new("space in the padding", "BTL", [ContentsEncoding], w => w.Parts.With(w.Parts.Close - 3 - w.Variant, w.Variant % 2 == 0 ? " " : "\n")),
        new("hole ends early", "BTL", [ContentsEncoding, ObjectSyntax, UnknownRevision], w => w.Parts.With(w.Parts.Close - 4 - w.Variant, ">")),
        new("padding shortened", "BTL", [Xref, FileEnd, ObjectOffset, StrayBytes], w => Without(w.Parts.File, w.Parts.Close - 3, 2)),
        new("padding lengthened", "BTL", [Xref, FileEnd, ObjectOffset, StrayBytes], w => w.Parts.Insert(w.Parts.Close - 1, "00")),
        new("signature emptied", "BTL", [ContentsEncoding], w => w.Parts.With(w.Parts.Open + 1, new string('0', w.Parts.Close - w.Parts.Open - 2))),
        new("signature cut", "BTL", [ContentsEncoding, SignatureValue, CmsForm, Timestamp, Digest], w => w.Parts.WithDer(w.Parts.Open, w.Parts.Close, w.Parts.Der(w.Parts.Open, w.Parts.Close)[..^(1 + w.Variant)])),
        new("signature byte changed", "BTL", [CmsForm, SignatureValue, Digest, CertificateForm, CertificateSet, SigningCertificate, Timestamp, ContentsEncoding, UntrustedRoot], w => CmsByte(w)),
        new("signature of another file", "BT", [Digest], w => w.Parts.WithDer(w.Parts.Open, w.Parts.Close, w.Other.Der(w.Other.SealOpen, w.Other.SealClose))),
        new("indefinite length", "BTL", [ContentsEncoding], w => w.Parts.With(w.Parts.Open + 3, "80")),
        new("long form of a length", "BTL", [ContentsEncoding], LongLength),
        new("range does not begin at 0", "BTL", [ByteRange], w => w.Parts.With(w.Parts.Range, (w.Variant % 9 + 1).ToString(CultureInfo.InvariantCulture))),
        new("range ends early", "BTL", [ByteRange], w => SetRange(w, w.Parts.Open, w.Parts.Close, w.Parts.File.Length - w.Parts.Close - 1 - w.Variant)),
        new("range ends late", "BTL", [ByteRange], w => SetRange(w, w.Parts.Open, w.Parts.Close, w.Parts.File.Length - w.Parts.Close + 1 + w.Variant)),
        new("hole begins early", "BTL", [ByteRange], w => SetRange(w, w.Parts.Open - 1 - w.Variant, w.Parts.Close, w.Parts.File.Length - w.Parts.Close)),
        new("hole ends late", "BTL", [ByteRange], w => SetRange(w, w.Parts.Open, w.Parts.Close + 1 + w.Variant, w.Parts.File.Length - w.Parts.Close - 1 - w.Variant)),
        new("halves of the range swapped", "BTL", [ByteRange], w => SetRange(w, w.Parts.Close, w.Parts.Open, w.Parts.File.Length - w.Parts.Close)),
        new("leading zero in the range", "BTL", [ByteRange], w => w.Parts.With(w.Parts.Range, string.Create(CultureInfo.InvariantCulture, $"0 0{w.Parts.Open} {w.Parts.Close} {w.Parts.File.Length - w.Parts.Close}"))),
        new("five numbers in the range", "BTL", [ByteRange], w => w.Parts.With(w.Parts.Text.IndexOf(']', w.Parts.Range) - 1, (w.Variant % 10).ToString(CultureInfo.InvariantCulture))),
        new("range renamed", "BTL", [UnknownRevision], w => w.Parts.With(w.Parts.Range - 10, $"{(char)('C' + w.Variant)}")),
        new("contents renamed", "BTL", [UnknownRevision], w => w.Parts.With(w.Parts.Open - 8, $"{(char)('D' + w.Variant)}")),
        new("subfilter changed", "BT", [Digest], w => w.Parts.With(w.Parts.Text.LastIndexOf("ETSI.CAdES", StringComparison.Ordinal), $"ETSI.CAd{(char)('F' + w.Variant)}S")),
        new("validation data changed", "L", [Digest], w => Changed(w, w.Random.Next(w.Parts.SealEnd, w.Parts.Range - 200))),
        new("validation data unhooked", "L", [Digest], w => w.Parts.With(w.Parts.Text.LastIndexOf("/DSS ", StringComparison.Ordinal) + 1, $"D{(char)('T' + w.Variant)}S")),
        new("seal inside the archive changed", "L", [Digest], w => Changed(w, w.Random.Next(w.Parts.SealOpen + 1, w.Parts.SealOpen + 2000))),
        new("cut behind the original", "BTL", [], w => w.Parts.File[..(w.Parts.OriginalSize + 1 + w.Random.Next(200, 5000))]),
        new("two files joined", "BTL", [Xref, FileEnd, ObjectOffset, ByteRange, UnknownRevision], w => [.. w.Parts.File, .. w.Other.File]),
    ];

    private static byte[] Changed(Work w, int at)
    {
        var copy = w.Parts.Copy();
        copy[at] ^= (byte)(1 << w.Random.Next(8));
        return copy;
    }

    private static byte[] Without(byte[] file, int at, int count) => [.. file[..at], .. file[(at + count)..]];

    private static int InStream(Work w, string mark)
    {
        var at = w.Parts.Text.IndexOf(mark, w.Parts.OriginalSize, StringComparison.Ordinal);
        var start = w.Parts.Text.IndexOf("stream\n", at, StringComparison.Ordinal) + 7;
        var end = w.Parts.Text.IndexOf("\nendstream", start, StringComparison.Ordinal);
        return w.Random.Next(start, end);
    }

    /// <summary>Another digit in a hexadecimal string.</summary>
    private static byte[] HexDigit(Work w, string mark, int within)
    {
        var at = w.Parts.Text.IndexOf(mark, w.Parts.OriginalSize, StringComparison.Ordinal) + mark.Length + w.Random.Next(within);
        return w.Parts.With(at, w.Parts.Text[at] == '3' ? "4" : "3");
    }

    private static byte[] Row(Work w)
    {
        var xref = w.Parts.Text.LastIndexOf("\nxref\n", StringComparison.Ordinal) + 6;
        var row = w.Parts.Text.IndexOf('\n', xref) + 1;
        var at = row + w.Random.Next(10);
        return w.Parts.With(at, w.Parts.Text[at] == '9' ? "8" : ((char)(w.Parts.Text[at] + 1)).ToString());
    }

    private static byte[] StartXref(Work w)
    {
        var at = w.Parts.Text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10;
        var offset = int.Parse(w.Parts.Text[at..w.Parts.Text.IndexOf('\n', at)], CultureInfo.InvariantCulture);
        return w.Parts.With(at, (offset + (w.Variant % 2 == 0 ? 1 : -1) * (1 + w.Variant)).ToString(CultureInfo.InvariantCulture));
    }

    private static byte[] NumberAfter(Work w, string mark) => NumberAt(w, w.Parts.Text.LastIndexOf(mark, StringComparison.Ordinal) + mark.Length);

    /// <summary>A number in the object that a mark stands in.</summary>
    private static byte[] NumberAfter(Work w, string mark, string key) =>
        NumberAt(w, w.Parts.Text.LastIndexOf(key, w.Parts.Text.IndexOf(mark, w.Parts.OriginalSize, StringComparison.Ordinal), StringComparison.Ordinal) + key.Length);

    private static byte[] NumberAt(Work w, int at)
    {
        var digit = (w.Parts.Text[at] - '0' + 1 + w.Variant % 8) % 10;
        return w.Parts.With(at, (digit == 0 ? 9 : digit) == w.Parts.Text[at] - '0' ? "1" : (digit == 0 ? 9 : digit).ToString(CultureInfo.InvariantCulture));
    }

    private static byte[] Capital(Work w)
    {
        var at = w.Parts.Open + 1 + w.Random.Next(1000);
        while (w.Parts.Text[at] is < 'a' or > 'f') at++;
        return w.Parts.With(at, char.ToUpperInvariant(w.Parts.Text[at]).ToString());
    }

    private static byte[] CmsByte(Work w)
    {
        var der = w.Parts.Der(w.Parts.Open, w.Parts.Close);
        der[w.Random.Next(4, der.Length)] ^= (byte)(1 << w.Random.Next(8));
        return w.Parts.WithDer(w.Parts.Open, w.Parts.Close, der);
    }

    private static byte[] LongLength(Work w)
    {
        var der = w.Parts.Der(w.Parts.Open, w.Parts.Close);
        return w.Parts.WithDer(w.Parts.Open, w.Parts.Close, [0x30, 0x83, 0x00, .. der[2..]]);
    }

    private static byte[] SetRange(Work w, int open, int close, int rest)
    {
        var room = w.Parts.Text.IndexOf(']', w.Parts.Range) - w.Parts.Range;
        return w.Parts.With(w.Parts.Range, string.Create(CultureInfo.InvariantCulture, $"0 {open} {close} {rest}").PadRight(room));
    }
}
