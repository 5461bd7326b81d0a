using System.Text;

namespace Flexportal.Sealing.Cos;

/// <summary>The PDF/A part and conformance that the XMP metadata declares (ISO 19005-1 6.7.11).</summary>
internal static class PdfAClaim
{
    public static string? Read(CosFile file)
    {
        if (file.Catalog["Metadata"] is not CosReference reference || file.Get(reference.Id) is not CosStream stream || file.Decode(reference.Id.Number, stream) is not { } xmp)
        {
            return null;
        }

        return Value(xmp.Span, "pdfaid:part"u8) is { } part ? part + Value(xmp.Span, "pdfaid:conformance"u8) : null;
    }

    /// <summary>The one letter or digit behind <c>name="</c> or <c>name&gt;</c>.</summary>
    private static string? Value(ReadOnlySpan<byte> xmp, ReadOnlySpan<byte> name)
    {
        var at = xmp.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        var rest = xmp[(at + name.Length)..].TrimStart(" =>\"'"u8);
        return rest.Length > 0 && char.IsAsciiLetterOrDigit((char)rest[0]) ? Encoding.ASCII.GetString(rest[..1]) : null;
    }
}
