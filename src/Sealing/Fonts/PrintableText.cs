using System.Globalization;
using System.Text;

namespace Flexportal.Sealing.Fonts;

/// <summary>
/// What of a text goes on paper. NFC first; line breaks and tabs become spaces; invisible format characters (soft hyphen, joiners, direction marks) are left out, so
/// that a direction override cannot turn a name around; everything else must have a glyph, and a script that needs shaping or right-to-left order is refused, never drawn wrongly.
/// </summary>
internal static class PrintableText
{
    /// <summary>The text as it is drawn.</summary>
    public static string Clean(string text)
    {
        if (IsPlain(text))
        {
            return text;
        }

        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in (IsComposed(text) ? text : WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormC)).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or 0x2028 or 0x2029)
            {
                cleaned.Append(' ');
            }
            else if (!IsInvisible(rune))
            {
                cleaned.Append(rune);
            }
        }

        return cleaned.ToString();
    }

    /// <summary>The first character that cannot be printed, or null.</summary>
    public static Rune? FirstUnprintable(string text)
    {
        if (IsPlain(text))
        {
            return null;
        }

        foreach (var rune in Clean(text).EnumerateRunes())
        {
            if (rune.Value == 0xFFFD || !IsSimpleScript(rune.Value) || (Typefaces.Regular.GlyphOf(rune.Value) == 0 && Typefaces.Fallback.GlyphOf(rune.Value) == 0))
            {
                return rune;
            }
        }

        return null;
    }

    private static bool IsPlain(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>Below the combining marks, and among quotes and dashes, every character is its own NFC: the platform's look-up costs more than the drawing.</summary>
    private static bool IsComposed(string text)
    {
        foreach (var sign in text)
        {
            if (sign >= 0x0300 && sign is < '\u2010' or > '\u2026')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Normalize refuses lone surrogates; as U+FFFD they are refused later, by name.</summary>
    private static string WithoutLoneSurrogates(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value < 0x10000;

    /// <summary>Latin, Greek, Cyrillic, Armenian, Georgian and common symbols: one glyph after the other from left to right is right for these.</summary>
    private static bool IsSimpleScript(int codePoint) => codePoint
        is (>= 0x20 and < 0x7F)
        or (>= 0xA0 and < 0x0590)
        or (>= 0x10A0 and <= 0x10FF)
        or (>= 0x1C80 and <= 0x1CBF)
        or (>= 0x1D00 and <= 0x2BFF)
        or (>= 0x2C60 and <= 0x2C7F)
        or (>= 0x2DE0 and <= 0x2E7F)
        or (>= 0xA640 and <= 0xA69F)
        or (>= 0xA700 and <= 0xA7FF)
        or (>= 0xAB30 and <= 0xAB6F)
        or (>= 0xFB00 and <= 0xFB17);
}
