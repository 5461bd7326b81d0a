using System.Globalization;
using System.Text;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>Dates as we write them: <c>D:YYYYMMDDHHmmSS</c> and <c>Z</c> or an offset as <c>+01'00'</c> (ISO 32000-1 7.9.4; the closing apostrophe is optional since PDF 2.0).</summary>
internal static class PdfDate
{
    /// <exception cref="Rejection">It is no such date.</exception>
    public static DateTimeOffset Read(CosObject? value, int number)
    {
        if (value is CosString text)
        {
            var plain = Encoding.Latin1.GetString(text.Bytes.Span);
            if (plain.StartsWith("D:", StringComparison.Ordinal) && plain.Length >= 17
                && DateTimeOffset.TryParseExact(plain[2..16] + Offset(plain[16..]), "yyyyMMddHHmmsszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
        }

        throw new Rejection(VerificationReason.SignatureDictionary, "/M is no date.", number);
    }

    private static string Offset(string zone) => zone switch
    {
        "Z" or "Z00'00'" or "Z00'00" => "+00:00",
        [('+' or '-') and var sign, _, _, '\'', _, _, '\''] => $"{sign}{zone[1..3]}:{zone[4..6]}",
        [('+' or '-') and var sign, _, _, '\'', _, _] => $"{sign}{zone[1..3]}:{zone[4..6]}",
        _ => "?",
    };
}
