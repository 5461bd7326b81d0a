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

    public static Line OwnPassword(this Writer w) =>
        w.Line("Je logt in met je eigen e-mailadres en wachtwoord.", "You log in with your own email address and password.");

    /// <summary>An invitation may be about the account alone.</summary>
    public static Document? DocumentOrNull(this Writer w) => w.HasDocument ? w.Document : null;

    /// <summary>With a token the address also leads a newcomer to a first password.</summary>
    public static string LinkOrDocument(this Writer w) => w.HasLink ? w.Link : w.DocumentPage;
}
