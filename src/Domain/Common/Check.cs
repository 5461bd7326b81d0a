namespace Flexportal.Domain.Common;

/// <summary>Checks of single input values; each gives a refusal that names the field, or null.</summary>
internal static class Check
{
    public static Refusal? Text(string field, string? value, int most) =>
        string.IsNullOrWhiteSpace(value) ? new Refusal(RefusalCode.Required, field) : Optional(field, value, most);

    public static Refusal? Optional(string field, string? value, int most) =>
        value is null ? null
        : value.Length > most ? new Refusal(RefusalCode.InvalidFormat, field) { Limit = most }
        : value.Any(char.IsControl) || !StorableText.Is(value) ? new Refusal(RefusalCode.InvalidFormat, field) { Detail = RefusalDetail.PlainText }
        : null;

    public static Refusal? Email(string field, string? value) =>
        string.IsNullOrWhiteSpace(value) ? new Refusal(RefusalCode.Required, field)
        : EmailAddress.IsWellFormed(value) ? null
        : new Refusal(RefusalCode.InvalidFormat, field) { Detail = RefusalDetail.MailForm };

    public static Refusal? OptionalEmail(string field, string? value) => string.IsNullOrEmpty(value) ? null : Email(field, value);

    /// <summary>A number that a <c>tel:</c> link can be made of.</summary>
    public static Refusal? OptionalPhone(string field, string? value) =>
        Optional(field, value, 40)
        ?? (string.IsNullOrEmpty(value) || (value.Count(char.IsAsciiDigit) >= 3 && value.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '(' or ')' or '-' or '.' or '/'))
            ? null
            : new Refusal(RefusalCode.InvalidFormat, field) { Detail = RefusalDetail.PhoneForm });

    public static Refusal? Range(string field, int? value, int least, int most) =>
        value is null || (value >= least && value <= most) ? null : new Refusal(RefusalCode.InvalidFormat, field) { Detail = RefusalDetail.Between(least, most) };

    /// <summary>BCP 47 in its usual shapes: <c>nl</c>, <c>pt-BR</c>, <c>sr-Latn</c>.</summary>
    public static Refusal? Language(string field, string? value) =>
        value is null || (value.Length is >= 2 and <= 35 && value.Split('-').All(part => part.Length is >= 2 and <= 8 && part.All(char.IsAsciiLetterOrDigit)) && char.IsAsciiLetter(value[0]))
            ? null
            : new Refusal(RefusalCode.InvalidFormat, field) { Detail = RefusalDetail.LanguageForm };

    public static Refusal? Version(long? expected, long actual) =>
        expected is null || expected == actual ? null : new Refusal(RefusalCode.Conflict, "ifVersion") { Detail = RefusalDetail.Version(actual) };
}
