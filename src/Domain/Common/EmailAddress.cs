namespace Flexportal.Domain.Common;

/// <summary>Rules for mail addresses: what is accepted, how two are compared, how one is shown.</summary>
public static class EmailAddress
{
    /// <summary>Whether it can be an address: one <c>@</c>, something before it, a dotted domain, at most 254 characters, whole Unicode without spaces or control characters.</summary>
    public static bool IsWellFormed(string? text)
    {
        if (text is not { Length: >= 3 and <= 254 } || !StorableText.Is(text) || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '"' or '(' or ')'))
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        var domain = text[(at + 1)..];
        return at is > 0 and <= 64 && text.LastIndexOf('@') == at && domain.Length >= 3 && domain.Contains('.', StringComparison.Ordinal)
            && !domain.StartsWith('.') && !domain.EndsWith('.') && !domain.Contains("..", StringComparison.Ordinal);
    }

    /// <summary>The form by which sign-in names are compared. Empty, which is nobody's, for a text that cannot be stored.</summary>
    public static string Normalise(string text) => !StorableText.Is(text) ? "" : text.Trim().Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Shows enough to recognise one's own address: <c>v…@gmail.com</c>.</summary>
    public static string Mask(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 1 ? "…" : $"{address[0]}…{address[at..]}";
    }
}
