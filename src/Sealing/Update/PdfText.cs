using System.Globalization;
using System.Text;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>Text strings and dates (ISO 32000-2 7.9.2.2, 7.9.4).</summary>
internal static class PdfText
{
    public static CosString From(string text) =>
        Ascii.IsValid(text) ? new CosString(Encoding.ASCII.GetBytes(text)) : new CosString((byte[])[0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]);

    public static CosString From(DateTimeOffset instant)
    {
        var offset = instant.Offset;
        return From(string.Create(
            CultureInfo.InvariantCulture, $"D:{instant:yyyyMMddHHmmss}{(offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(offset.Hours):00}'{Math.Abs(offset.Minutes):00}'"));
    }
}
