using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>Letters on the road from the code to the signed file.</summary>
internal static class SigningLetters
{
    /// <summary>The subject starts with the code, so that a notification is enough; it has no second language for the same reason.</summary>
    public static Letter Code(Writer w)
    {
        var digits = w.Code ?? throw new InvalidOperationException("A code mail has a code.");
        var until = w.CodeExpiresAt is { } end ? DutchTime.ClockSeconds(end) : "";
        return new()
        {
            Subject = w.Say("{0} is je code voor {1}", "{0} is your code for {1}", digits, w.Document.Title),
            Preview = w.Say("Vul deze code in vóór {0}", "Enter this code before {0}", until),
            Title = w.Say("Je code", "Your code"),
            Blocks =
            [
                new Block.Code(digits),
                w.Text(
                    "Voor *{0}*. Vul deze code in vóór *{1}*. Verstuurd om {2}.",
                    "For *{0}*. Enter this code before *{1}*. Sent at {2}.",
                    w.Document.Title,
                    until,
                    DutchTime.Clock(w.Now)),
            ],
            Button = new(w.Say("Verder met ondertekenen", "Continue signing"), w.CodePage),
            After =
            [
                w.Line("Niet aangevraagd? Dan hoef je niets te doen. Geef de code aan niemand.", "Not asked for? Then do nothing. Give the code to nobody."),
            ],
        };
    }

    public static Letter SignedCopy(Writer w) => new()
    {
        Subject = w.Subject("Je hebt {0} ondertekend", "You signed {0}", w.Document.Title),
        Preview = w.SignedPdf is null
            ? w.Say("Download het ondertekende document", "Download the signed document")
            : w.Say("Het ondertekende document zit bij deze e-mail", "The signed document is attached to this email"),
        Title = w.Say("Je hebt ondertekend", "You have signed"),
        Blocks =
        [
            w.Greeting,
            w.Text("Op {0} heb je *{1}* ondertekend.", "On {0} you signed *{1}*.", w.Sentence(w.Document.SignedAt ?? w.Now), w.Document.Title),
            new Block.Signed(w.Worker.Name.Display),
            w.SignedPdf is { } pdf
                ? w.Text(
                    "Het document met het transactiebewijs zit als pdf bij deze e-mail: *{0}* ({1}). Bewaar het nu op een veilige plek waar je het terugvindt: wij bewaren het niet voor je. In het portaal staat alleen wat je wanneer hebt ondertekend.",
                    "The document with the proof of transaction is attached as a PDF: *{0}* ({1}). Save it now in a safe place where you can find it: we do not keep it for you. The portal only shows what you signed and when.",
                    w.Document.FileName,
                    w.Size(pdf.Length))
                : w.Text(
                    "Het document met het transactiebewijs is te groot voor een e-mail. Download het binnen *14 dagen* en bewaar het op een veilige plek waar je het terugvindt: daarna hebben wij het niet meer.",
                    "The document with the proof of transaction is too large for an email. Download it within *14 days* and save it in a safe place where you can find it: after that we no longer have it."),
        ],
        Button = w.SignedPdf is null
            ? new(w.Say("Download het document", "Download the document"), w.Link)
            : new(w.Say("Naar mijn documenten", "To my documents"), w.Home),
        After = [w.IsItReal],
    };

    public static Letter Locked(Writer w) => new()
    {
        Subject = w.Subject("Ondertekenen lukt nu niet: {0}", "Signing does not work now: {0}", w.Document.Title),
        Preview = w.Say("Neem contact op met {0}", "Contact {0}", w.Agency.Name),
        Title = w.Say("Ondertekenen lukt nu niet", "Signing does not work now"),
        Blocks =
        [
            w.Greeting,
            w.Document.Lock?.Reason == LockReason.TooManyAttempts
                ? w.Text("Er is te vaak een verkeerde code ingevuld. Daarom is *{0}* geblokkeerd{1}.", "A wrong code was entered too often. That is why *{0}* is blocked{1}.", w.Document.Title, w.LockedSince())
                : w.Text("Je hebt {0} codes gebruikt. Daarom is *{1}* geblokkeerd{2}.", "You used {0} codes. That is why *{1}* is blocked{2}.", w.Document.Lock?.CodesSent, w.Document.Title, w.LockedSince()),
            w.Text(
                "Neem contact op met {0}. Zij kunnen het weer openen. Je kunt het document wel blijven lezen.",
                "Contact {0}. They can open it again. You can still read the document.",
                w.Agency.Name),
        ],
        Button = new(w.Say("Lees het document", "Read the document"), w.DocumentPage),
        After = [w.Line("Was jij dit niet? Bel of mail {0}.", "Was this not you? Call or email {0}.", w.Agency.Name)],
    };

    private static string LockedSince(this Writer w) => w.Document.Lock is { } locked ? w.Say(" sinds {0}", " since {0}", DutchTime.Clock(locked.At)) : "";
}
