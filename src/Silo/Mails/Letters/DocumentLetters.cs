using System.Collections.Immutable;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>Letters to a worker about a document to sign or to keep.</summary>
internal static class DocumentLetters
{
    public static Letter Invite(Writer w) => w.DocumentOrNull() is null ? Account(w) : ToSign(w);

    public static Letter Reminder(Writer w) => new()
    {
        Subject = w.Subject("Er wacht nog een document op je bij {0}", "A document still waits for you at {0}", w.Agency.Name),
        Preview = w.Document.Title,
        Title = w.Say("Er wacht nog een document op je", "A document still waits for you"),
        Blocks =
        [
            w.Greeting,
            w.Text("Je hebt dit document nog niet ondertekend: *{0}*.", "You have not signed this document yet: *{0}*.", w.Document.Title),
            w.Deadline(),
        ],
        Button = new(w.Say("Bekijk het document", "View the document"), w.LinkOrDocument()),
        After = [w.SignsNothing()],
    };

    public static Letter PersonalDocument(Writer w) => new()
    {
        Subject = w.Subject("Nieuw document van {0}", "New document from {0}", w.Agency.Name),
        Preview = w.Document.Title,
        Title = w.Say("Er is een nieuw document voor je", "There is a new document for you"),
        Blocks =
        [
            w.Greeting,
            w.Text(
                "Bij *Jouw documenten* staat *{0}*. Je hoeft het niet te ondertekenen. Download het en bewaar het in je administratie.",
                "Under *Your documents* you find *{0}*. You do not have to sign it. Download it and keep it.",
                w.Document.Title),
        ],
        Button = new(w.Say("Bekijk het document", "View the document"), w.LinkOrDocument()),
        After = [w.OwnPassword()],
    };

    public static Letter CopyByMail(Writer w) => new()
    {
        Subject = w.Subject("Je document van {0}: {1}", "Your document from {0}: {1}", w.Agency.Name, w.Document.Title),
        Preview = w.Document.FileName,
        Title = w.Say("Hier is je document", "Here is your document"),
        Blocks =
        [
            w.Greeting,
            w.SignedPdf is { } pdf
                ? w.Text(
                    "Je vroeg om *{0}* per e-mail. Het zit als pdf bij deze e-mail ({1}). Bewaar het op een veilige plek waar je het terugvindt.",
                    "You asked for *{0}* by email. It is attached as a PDF ({1}). Save it in a safe place where you can find it.",
                    w.Document.FileName,
                    w.Size(pdf.Length))
                : w.Text(
                    "Je vroeg om *{0}* per e-mail, maar het is te groot voor een e-mail. Download het in het portaal, liefst op een computer of in een gewone browser.",
                    "You asked for *{0}* by email, but it is too large for an email. Download it in the portal, best on a computer or in an ordinary browser.",
                    w.Document.FileName),
        ],
        Button = new(w.Say("Naar het document", "To the document"), w.DocumentPage),
        After = [w.Line("Niet aangevraagd? Kies dan een nieuw wachtwoord: {0}", "Not asked for? Then choose a new password: {0}", w.ForgotPage)],
    };

    public static Letter Withdrawn(Writer w) => new()
    {
        Subject = w.Subject("{0} heeft een document ingetrokken", "{0} withdrew a document", w.Agency.Name),
        Preview = w.Document.Title,
        Title = w.Say("Je hoeft dit document niet te ondertekenen", "You do not have to sign this document"),
        Blocks =
        [
            w.Greeting,
            w.Text("{0} heeft *{1}* ingetrokken. Je hoeft niets te doen.", "{0} withdrew *{1}*. You do not have to do anything.", w.Agency.Name, w.Document.Title),
        ],
        Button = new(w.Say("Naar mijn documenten", "To my documents"), w.Home),
    };

    public static Letter Unlocked(Writer w) => new()
    {
        Subject = w.Subject("Je kunt weer ondertekenen bij {0}", "You can sign again with {0}", w.Agency.Name),
        Preview = w.Document.Title,
        Title = w.Say("Je kunt weer ondertekenen", "You can sign again"),
        Blocks =
        [
            w.Greeting,
            w.Text("{0} heeft *{1}* weer voor je geopend. Je begint met een nieuwe code.", "{0} opened *{1}* for you again. You start with a new code.", w.Agency.Name, w.Document.Title),
        ],
        Button = new(w.Say("Bekijk het document", "View the document"), w.LinkOrDocument()),
        After = [w.SignsNothing()],
    };

    private static Letter ToSign(Writer w) => new()
    {
        Subject = w.Subject("Onderteken je document bij {0}", "Sign your document with {0}", w.Agency.Name),
        Preview = w.Document.Title,
        Title = w.Say("Er staat een document voor je klaar", "A document is ready for you"),
        Blocks =
        [
            w.Greeting,
            w.Text("Er staat een document voor je klaar: *{0}*.", "A document is ready for you: *{0}*.", w.Document.Title),
            w.Deadline(),
            .. w.FirstPassword(),
        ],
        Button = new(w.Say("Bekijk het document", "View the document"), w.LinkOrDocument()),
        After = [w.SignsNothing()],
    };

    private static Letter Account(Writer w) => new()
    {
        Subject = w.Subject("Je portaal bij {0} staat klaar", "Your portal at {0} is ready", w.Agency.Name),
        Preview = w.Say("Hier vind en onderteken je je documenten", "Here you find and sign your documents"),
        Title = w.Say("Je portaal staat klaar", "Your portal is ready"),
        Blocks =
        [
            w.Greeting,
            w.Text(
                "In het portaal van {0} vind je de documenten die je moet ondertekenen en de documenten die van jou zijn.",
                "In the portal of {0} you find the documents to sign and the documents that are yours.",
                w.Agency.Name),
            .. w.FirstPassword(),
        ],
        Button = new(w.Worker.PasswordHash is null ? w.Say("Kies je wachtwoord", "Choose your password") : w.Say("Naar mijn documenten", "To my documents"), w.Link),
        After = [w.OwnPassword()],
    };

    private static Block Deadline(this Writer w) => w.Document.ExpiresAt is { } end
        ? w.Text("Lees het en onderteken het vóór *{0}*.", "Read it and sign it before *{0}*.", w.Date(end))
        : w.Text("Lees het en onderteken het.", "Read it and sign it.");

    private static ImmutableArray<Block> FirstPassword(this Writer w) => w.Worker.PasswordHash is null
        ? [w.Text(
            "Je bent hier voor het eerst. Je kiest eerst een wachtwoord. Dat kan met deze e-mail tot {0}.",
            "This is your first time here. First you choose a password. You can do that with this email until {0}.",
            w.Sentence(w.InviteEnds))]
        : [];

    private static Line SignsNothing(this Writer w) => w.Line(
        "Je logt in met je eigen e-mailadres en wachtwoord. Deze e-mail ondertekent niets.",
        "You log in with your own email address and password. This email signs nothing.");
}
