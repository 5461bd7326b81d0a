using System.Globalization;
using System.Text;
using Flexportal.Domain.Common;

namespace Flexportal.Domain.Challenges;

/// <summary>Reads what a person typed or pasted as a code: spaces, hyphens, dashes, dots and invisible signs are taken off, digits of any script are understood.</summary>
public static class CodeText
{
    /// <summary>Reads the code.</summary>
    /// <returns>The ASCII digits, or a refusal that costs no try: Required, CodeNotNumeric or CodeLength.</returns>
    public static (string? Digits, Refusal? Refusal) Parse(string? typed, int digits)
    {
        if (typed is not null && !StorableText.Is(typed))
        {
            return (null, new Refusal(RefusalCode.CodeNotNumeric, "code"));
        }

        var found = new StringBuilder();
        foreach (var rune in (typed ?? "").Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.DecimalDigitNumber:
                    found.Append((int)Rune.GetNumericValue(rune));
                    break;
                case UnicodeCategory.SpaceSeparator or UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.ConnectorPunctuation:
                    break;
                default:
                    if (rune.Value != '.')
                    {
                        return (null, new Refusal(RefusalCode.CodeNotNumeric, "code"));
                    }

                    break;
            }
        }

        return found.Length == 0 ? (null, new Refusal(RefusalCode.Required, "code"))
            : found.Length != digits ? (null, new Refusal(RefusalCode.CodeLength, "code") { Limit = digits })
            : (found.ToString(), null);
    }
}
