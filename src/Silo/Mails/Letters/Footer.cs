using Flexportal.Domain.Agencies;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>How the reader reaches a person.</summary>
public sealed record Footer(string Question, string? Phone, string? PhoneAddress, string? Hours)
{
    public static Footer Of(Agency agency, bool dutch)
    {
        var phone = agency.Contact.Phone;
        var question = phone is null
            ? dutch ? "Vragen? Antwoord op deze e-mail." : "Questions? Answer this email."
            : dutch ? "Vragen? Antwoord op deze e-mail of bel" : "Questions? Answer this email or call";
        return new(question, phone, phone is null ? null : Address(phone), agency.Contact.Hours);
    }

    public IEnumerable<string> Lines
    {
        get
        {
            yield return Phone is null ? Question : $"{Question} {Phone}.";
            if (Hours is not null)
            {
                yield return Hours;
            }
        }
    }

    // A Dutch number without country code also works from abroad.
    private static string Address(string phone)
    {
        var digits = string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'));
        return "tel:" + (digits.StartsWith('0') && !digits.StartsWith("00", StringComparison.Ordinal) ? "+31" + digits[1..] : digits);
    }
}
