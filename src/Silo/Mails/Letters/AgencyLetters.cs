using Flexportal.Domain.Workers;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>Letters to the agency itself. Where a worker waits for an answer, the answer goes to the worker.</summary>
internal static class AgencyLetters
{
    public static Letter ArchiveCopy(Writer w) => new()
    {
        ForAgency = true,
        Subject = w.Say("Ondertekend: {0} door {1}", "Signed: {0} by {1}", w.Document.FileName, w.Worker.Name.Display),
        Preview = w.Say("Kopie voor jullie archief", "Copy for your archive"),
        Title = w.Say("Kopie voor jullie archief", "Copy for your archive"),
        Blocks =
        [
            w.Text(
                "*{0}* ({1}) heeft op {2} *{3}* ondertekend.",
                "*{0}* ({1}) signed *{3}* on {2}.",
                w.Worker.Name.Display,
                w.Worker.ExternalId.Value,
                w.Sentence(w.Document.SignedAt ?? w.Now),
                w.Document.Title),
            w.Text("Transactienummer: {0}", "Transaction id: {0}", w.Document.Transaction?.Value ?? "-"),
            w.SignedPdf is null
                ? w.Text(
                    "De pdf is te groot voor een e-mail. Haal hem binnen 14 dagen op met de knop of met de API.",
                    "The PDF is too large for an email. Fetch it within 14 days with the button or by the API.")
                : w.Text(
                    "De pdf met het transactiebewijs zit bij deze e-mail. Het portaal bewaart hem niet.",
                    "The PDF with the proof of transaction is attached. The portal does not keep it."),
        ],
        Button = w.SignedPdf is null ? new(w.Say("Download de pdf", "Download the PDF"), w.Link) : null,
        After = [w.IsItReal],
    };

    public static Letter RefusedNotice(Writer w) => new()
    {
        ForAgency = true,
        ReplyTo = w.Worker.Email,
        Subject = w.Say("Niet akkoord: {0} van {1}", "Refused: {0} of {1}", w.Document.Title, w.Worker.Name.Display),
        Preview = w.Document.ClosedReason ?? w.Say("Zonder reden", "Without a reason"),
        Title = w.Say("Een medewerker gaat niet akkoord", "A worker does not agree"),
        Blocks =
        [
            w.Text("*{0}* ({1}) gaat niet akkoord met *{2}*.", "*{0}* ({1}) does not agree with *{2}*.", w.Worker.Name.Display, w.Worker.ExternalId.Value, w.Document.Title),
            w.Text("Reden: {0}", "Reason: {0}", w.Document.ClosedReason ?? w.Say("niet gegeven", "none given")),
            w.Text("Neem contact op: {0}.", "Get in touch: {0}.", string.Join(", ", new[] { w.Worker.Email, w.Worker.Phone }.OfType<string>())),
        ],
    };

    public static Letter HelpRequest(Writer w)
    {
        var help = w.Help;
        var topic = Topic(help.Topic);
        return new()
        {
            ForAgency = true,
            ReplyTo = w.Worker.Email,
            Subject = w.Say("{0} vraagt om hulp: {1} ({2})", "{0} asks for help: {1} ({2})", w.Worker.Name.Display, w.Say(topic.Nl, topic.En), help.Reference),
            Preview = help.Message ?? w.Say(topic.Nl, topic.En),
            Title = w.Say("Een medewerker vraagt om hulp", "A worker asks for help"),
            Blocks =
            [
                w.HasDocument
                    ? w.Text("*{0}* ({1}) vraagt om hulp bij *{2}*.", "*{0}* ({1}) asks for help with *{2}*.", w.Worker.Name.Display, w.Worker.ExternalId.Value, w.Document.Title)
                    : w.Text("*{0}* ({1}) vraagt om hulp.", "*{0}* ({1}) asks for help.", w.Worker.Name.Display, w.Worker.ExternalId.Value),
                w.Text("Onderwerp: {0}", "Topic: {0}", w.Say(topic.Nl, topic.En)),
                w.Text("Bericht: {0}", "Message: {0}", help.Message ?? w.Say("geen", "none")),
                w.Text("Terugbellen: {0}", "Call back: {0}", help.CallbackPhone ?? w.Worker.Phone ?? w.Say("geen nummer gegeven", "no number given")),
                w.Text("Nummer: {0}. Antwoord op deze e-mail gaat naar {1}.", "Number: {0}. An answer to this email goes to {1}.", help.Reference, w.Worker.Email),
            ],
        };
    }

    private static (string Nl, string En) Topic(HelpTopic topic) => topic switch
    {
        HelpTopic.NoCodeReceived => ("geen code gekregen", "no code received"),
        HelpTopic.Locked => ("document geblokkeerd", "document blocked"),
        HelpTopic.WrongContent => ("er staat iets fout in het document", "something in the document is wrong"),
        HelpTopic.WrongLanguage => ("document in een andere taal", "document in another language"),
        HelpTopic.CannotSignIn => ("inloggen lukt niet", "cannot log in"),
        HelpTopic.Other => ("iets anders", "something else"),
    };
}
