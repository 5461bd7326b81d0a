using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>Letters about signing in, and the small print that letters share.</summary>
internal static class AccountLetters
{
    private static int Minutes => (int)MailRules.ResetLifetime.TotalMinutes;

    public static Letter PasswordReset(Writer w) => new()
    {
        Subject = w.Subject("Kies een nieuw wachtwoord voor {0}", "Choose a new password for {0}", w.Agency.Name),
        Preview = w.Say("Deze link werkt {0} minuten", "This link works for {0} minutes", Minutes),
        Title = w.Say("Kies een nieuw wachtwoord", "Choose a new password"),
        Blocks =
        [
            w.Greeting,
            w.Text(
                "Je hebt een nieuw wachtwoord aangevraagd voor het portaal van {0}. De link werkt {1} minuten en één keer.",
                "You asked for a new password for the portal of {0}. The link works for {1} minutes and once.",
                w.Agency.Name,
                Minutes),
        ],
        Button = new(w.Say("Kies een nieuw wachtwoord", "Choose a new password"), w.Link),
        After = [w.Line("Niet aangevraagd? Dan hoef je niets te doen. Je wachtwoord blijft hetzelfde.", "Not asked for? Then do nothing. Your password stays the same.")],
    };

    /// <summary>Goes to the former address, so that nobody takes over a mailbox's documents unseen.</summary>
    public static Letter AddressChanged(Writer w) => new()
    {
        Subject = w.Subject("Je e-mailadres bij {0} is gewijzigd", "Your email address at {0} was changed", w.Agency.Name),
        Preview = w.Say("Klopt dit niet? Neem contact op", "Is this not right? Get in touch"),
        Title = w.Say("Je e-mailadres is gewijzigd", "Your email address was changed"),
        Blocks =
        [
            w.Greeting,
            w.Text(
                "{0} heeft je e-mailadres voor het portaal gewijzigd. Documenten en codes gaan voortaan naar *{1}*. Met dat adres log je ook in.",
                "{0} changed your email address for the portal. Documents and codes now go to *{1}*. You also log in with that address.",
                w.Agency.Name,
                EmailAddress.Mask(w.Worker.Email)),
        ],
        After = [w.Line("Klopt dit niet? Bel of mail {0} meteen.", "Is this not right? Call or email {0} at once.", w.Agency.Name)],
    };

    public static Letter NewDevice(Writer w) => new()
    {
        Subject = w.Subject("Er is ingelogd bij {0} op een nieuw apparaat", "A new device logged in at {0}", w.Agency.Name),
        Preview = w.Device,
        Title = w.Say("Er is ingelogd op een nieuw apparaat", "A new device logged in"),
        Blocks =
        [
            w.Greeting,
            w.Text(
                "Op {0} is met jouw wachtwoord ingelogd op het portaal van {1}: *{2}*.",
                "On {0} your password was used to log in to the portal of {1}: *{2}*.",
                w.Sentence(w.AskedAt),
                w.Agency.Name,
                w.Device),
            w.Text("Was jij dit? Dan hoef je niets te doen. Was jij dit niet? Kies dan meteen een nieuw wachtwoord.", "Was this you? Then do nothing. Was this not you? Then choose a new password at once."),
        ],
        Button = new(w.Say("Kies een nieuw wachtwoord", "Choose a new password"), w.ForgotPage),
    };

    public static Line OwnPassword(this Writer w) =>
        w.Line("Je logt in met je eigen e-mailadres en wachtwoord.", "You log in with your own email address and password.");

    /// <summary>An invitation may be about the account alone.</summary>
    public static Document? DocumentOrNull(this Writer w) => w.HasDocument ? w.Document : null;

    /// <summary>With a token the address also leads a newcomer to a first password.</summary>
    public static string LinkOrDocument(this Writer w) => w.HasLink ? w.Link : w.DocumentPage;
}
