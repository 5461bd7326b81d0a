using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;

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
        return new(question, phone, phone is null ? null : "tel:" + PhoneNumber.Dialled(phone), agency.Contact.Hours);
    }

    public static Footer ForAgency(bool dutch) => new(dutch ? "Deze e-mail komt van jullie eigen portaal." : "This email comes from your own portal.", null, null, null);

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
}
