using System.Globalization;
using System.Text;

namespace Flexportal.Storage.Rows;

/// <summary>The form by which texts are searched and ordered: lower case, without accents, so that <c>jose</c> finds <c>José</c>. Made here, not by the database: no collation, no surprise.</summary>
internal static class Fold
{
    public static string Of(string text) => Bare(text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    private static string Bare(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var bare = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                bare.Append(letter);
            }
        }

        return bare.ToString();
    }
}
