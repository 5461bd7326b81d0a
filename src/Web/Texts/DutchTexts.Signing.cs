namespace Flexportal.Web.Texts;

internal sealed partial class DutchTexts
{
    public override string ConfirmTitle => "Klopt alles?";
    public override string ConfirmSentence(string title, string agency, string name) => $"Je ondertekent {title} van {agency} als {Ending(name)}";
    public override string Document => "Document";
    public override string File => "Bestand";
    public override string Pages(int count) => count == 1 ? "1 pagina" : $"{count} pagina's";
    public override string FromLabel => "Van";
    public override string CodeTo => "Code naar";
    public override string SignatureGoesHere(string name) => $"Hier komt de handtekening van {Ending(name)}";
    public override string MoreTime => "Ik wil meer tijd voor de code (15 minuten in plaats van 90 seconden)";
    public override string SignButton(string title) => $"Onderteken {title}";
    public override string SendMeTheCode => "Stuur mij de code";
    public override string CodeTitle => "Vul de code in";
    public override string CodeSending(string address) => $"We sturen een code naar {address}. De tijd begint pas als de e-mail weg is.";
    public override string CodeSent(string clock, string address) => $"De code is verstuurd om {clock}. Kijk in je e-mail: {address}.";
    public override string CodeNotAccepted => "Het versturen duurt langer dan normaal. Er loopt geen tijd en je raakt geen code kwijt.";
    public override string CodeMayClose => "Je mag deze pagina sluiten: open hem weer met de knop in de e-mail.";
    public override string CodeLabel(int digits) => $"Code van {digits} cijfers";
    public override string CodeConfirm => "Bevestig";
    public override string TimeLeft(TimeSpan left, string until) => $"Je hebt nog {Duration(left)}, tot {until}.";
    public override string TimeLeftTemplates => "Je hebt nog {m} minuten en {s} seconden, tot {u}.|Je hebt nog 1 minuut en {s} seconden, tot {u}.|Je hebt nog {s} seconden, tot {u}.";
    public override string SpokenLeftTemplate => "Nog {s} seconden.";
    public override string TimeIsUp => "De tijd is om";
    public override string CodeOverLead(int resendsLeft) => $"Vraag een nieuwe code. Je kunt dat nog {resendsLeft} keer doen.";
    public override string CodeWrongHeading => "Deze code klopt niet";
    public override string CodeWrong(int left) => $"Deze code klopt niet. Je kunt nog {left} keer proberen.";
    public override string CodeShort(int digits, int entered) => $"De code heeft {digits} cijfers. Je hebt er {entered} ingevuld.";
    public override string CodeLetters => "Vul alleen cijfers in.";
    public override string CodeEmpty => "Vul de code uit de e-mail in.";
    public override string CodeReplacedHeading => "Dit is de vorige code";
    public override string CodeReplaced(string? clock) => clock is null
        ? "Dit is de vorige code. Gebruik de code uit de nieuwste e-mail."
        : $"Dit is de vorige code. Gebruik de code van {clock}.";
    public override string CodeExpired => "De tijd van deze code is om. Vraag een nieuwe code.";
    public override string ResendButton(int left) => $"Stuur een nieuwe code (nog {left} keer)";
    public override string ResendIn(int seconds) => seconds == 1 ? "Over 1 seconde kun je een nieuwe code vragen." : $"Over {seconds} seconden kun je een nieuwe code vragen.";
    public override string NoMoreCodes => "Je kunt geen nieuwe code meer vragen. Neem contact met ons op.";
    public override string NoCodeHeading => "Geen code gekregen?";
    public override string NoCodeSpam => "Kijk bij Ongewenst of Reclame. Wacht een paar minuten.";
    public override string NoCodeAddress(string agency) => $"Klopt het adres niet? Bel {Ending(agency)}";
    public override string Later => "Later verder";
    public override string CheckAgain => "Kijk of de code weg is";
    public override string ShowAgain => "Kijk opnieuw";
    public override string Offline => "Je hebt geen internet. Wat je invulde blijft staan. Probeer het opnieuw als je weer internet hebt.";
    public override string SealingLead => "We maken je document klaar. Dit duurt meestal 5 seconden. Je mag deze pagina sluiten: je krijgt een e-mail.";
    public override string SealingLate => "Je handtekening staat vast. Het document klaarmaken duurt langer dan anders; we blijven het proberen. Je hoeft niets te doen: je krijgt een e-mail zodra het klaar is.";
    public override string DoneTitle(string title) => $"Je hebt {title} ondertekend";
    public override string DoneOn(string sentence) => $"Op {sentence}.";
    public override string DoneHow(string method, string number) => $"{method}. Nummer {number}";
    public override string MethodClick => "Klik op \"Ondertekenen\"";
    public override string MethodTyped => "Getypte naam";
    public override string MethodDrawn => "Getekende handtekening";
    public override string MethodWithCode(string method) => $"{method} en code per e-mail";
    public override string MailComing(string address) => $"We mailen je het document met het transactiebewijs naar {address}.";
    public override string MailSent(string address) => $"We hebben je het document met het transactiebewijs gemaild naar {address}.";
    public override string MailArrived(string address) => $"We hebben je het document met het transactiebewijs gemaild. Het is aangekomen op {address}.";
    public override string MailGone(string address, string sentence) => $"We hebben je het document met het transactiebewijs op {sentence} gemaild naar {address}.";
    public override string MailLost(string agency) => $"Kun je die e-mail niet vinden? Vraag {agency} om het document.";
    public override string MailFailed(string address, string agency) =>
        $"De e-mail naar {address} is niet aangekomen. Je handtekening staat vast. Bel {agency}, dan sturen we het document opnieuw.";
    public override string KeepItNow => "Bewaar het meteen op een veilige plek waar je het terugvindt: wij bewaren het niet voor je.";
    public override string NextDocument(int left) => $"Volgende document (nog {left})";
    public override string ProofHeading => "Transactiebewijs";
    public override string ProofReference => "Transactienummer";
    public override string ProofSigned => "Ondertekend op";
    public override string ProofMethod => "Manier";
    public override string ProofHash => "SHA-256 van het bestand";
    public override string ProofOriginalHash => "SHA-256 van het document";
    public override string PageAlt(int number, int of, string title) => $"Pagina {number} van {of} van {title}";
    public override string MailAgency(string agency) => $"Mail {agency}";
    public override string ProofCheck => "Controleer het bestand dat je hebt gekregen";
    public override string LockedTitle => "Ondertekenen lukt nu niet";
    public override string LockedSince => "Geblokkeerd sinds";
    public override string Hours => "Openingstijden";
    public override string LockedCodes(int codes, string since) => $"Je hebt {codes} codes gebruikt. Daarom is dit document geblokkeerd sinds {since}. {ContactUs}";
    public override string LockedWrong(string since) => $"Er is te vaak een verkeerde code ingevuld. Daarom is dit document geblokkeerd sinds {since}. {ContactUs}";
    public override string LockedPlain(string agency) => $"De codes zijn op of er is te vaak een verkeerde code ingevuld. Daarom is dit document geblokkeerd. {ContactUs}";
    public override string ReadTheDocument => "Lees het document";
    public override string OwnLanguageHint => "Je mag in je eigen taal schrijven.";
    public override string RefuseTitle => "Waarom ga je niet akkoord?";
    public override string RefuseLead(string title) => $"Je antwoord gaat over {title}. Er wordt niets ondertekend.";
    public override string RefuseLegend => "Kies wat het beste past";
    public override IReadOnlyList<string> RefuseReasons { get; } = ["Er staat iets fout in", "Ik begrijp het niet", "Ik wil eerst overleggen", "Iets anders"];
    public override string RefuseExplain => "Wil je iets uitleggen?";
    public override string RefuseSend(string agency) => $"Stuur naar {agency}";
    public override string RefuseMissing => "Kies waarom je niet akkoord gaat.";
    public override string RefusedTitle => "We hebben het doorgegeven";
    public override string RefusedLead(string agency) => $"{agency} neemt contact met je op. Er is niets ondertekend.";
    public override string ExpiredTitle => "Dit document is verlopen";
    public override string ExpiredLead(string agency) => $"De laatste dag om te ondertekenen is voorbij. Bel {agency} als je het toch wilt ondertekenen.";
    public override string WithdrawnTitle => "Dit document is ingetrokken";
    public override string WithdrawnLead(string agency) => $"{agency} heeft dit document ingetrokken. Je hoeft niets te doen.";
    public override string ReplacedTitle => "Er is een nieuwe versie";
    public override string ReplacedLead(string agency) => $"{agency} heeft dit document aangepast. De nieuwe versie staat in je overzicht.";
    public override string TextTooLong(int max) => $"Je tekst is te lang. Gebruik hoogstens {max} tekens.";
    public override string ChangedMeanwhile => "Er is intussen iets veranderd. Kijk hieronder hoe het nu staat.";
    public override string AccountLocked(string agency) => $"Er is te vaak een verkeerde code ingevuld. Daarom kun je nu niets ondertekenen. Bel {agency}, dan zetten zij het weer open.";
    public override string MailRejected(string agency) => $"We kunnen geen e-mail sturen naar jouw adres. Bel {agency}: zij kunnen je adres verbeteren.";
    public override string Unavailable => "Dit lukt nu niet. Er is niets gebeurd. Probeer het over een paar minuten opnieuw.";

    private const string ContactUs = "Neem contact met ons op. Wij kunnen het weer openen.";

    private static string Duration(TimeSpan left)
    {
        var (minutes, seconds) = ((int)left.TotalMinutes, left.Seconds);
        var first = minutes switch { 0 => "", 1 => "1 minuut", _ => $"{minutes} minuten" };
        var second = seconds switch { 0 when minutes > 0 => "", 1 => "1 seconde", _ => $"{seconds} seconden" };
        return first.Length > 0 && second.Length > 0 ? $"{first} en {second}" : first + second;
    }
}
