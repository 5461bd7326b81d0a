namespace Flexportal.Web.Texts;

internal sealed partial class DutchTexts
{
    public override string CheckLead => "Is dit bestand precies zo ondertekend? Kies de pdf, of vul het transactienummer in. Iedereen mag dit controleren, zonder account.";
    public override string CheckFile => "Ondertekend bestand (pdf)";
    public override string CheckFileHint => "We bewaren het bestand niet.";
    public override string CheckNumber => "Of het transactienummer";
    public override string CheckNumberHint => "32 cijfers en letters. Het staat op het transactiebewijs.";
    public override string CheckNumberWrong => "Dit is geen heel transactienummer. Het heeft 32 tekens: cijfers en de letters a tot en met f.";
    public override string CheckKnownTitle => "Deze ondertekening is bekend";
    public override string CheckKnownLead(string sentence, string agency, string pages) => $"Op {sentence} is bij {agency} een document van {pages} ondertekend.";
    public override string CheckKnownFile => "Wil je weten of jouw bestand precies dit document is? Controleer dan het bestand zelf.";
    public override string CheckUnknownTitle => "Dit nummer kennen we niet";
    public override string CheckUnknownLead(string agency) => $"Bij {agency} is geen ondertekening met dit nummer. Kijk of je het nummer goed hebt overgenomen, en of je op het portaal van het goede uitzendbureau bent.";
    public override string CheckButton => "Controleer";
    public override string CheckNothing => "Kies een bestand of vul een transactienummer in.";
    public override string CheckTooLarge => "Dit bestand is te groot. Het mag hoogstens 40 MB zijn.";
    public override string CheckValidTitle => "Dit bestand klopt";
    public override string CheckValidLead => "Het is sinds de ondertekening niet veranderd.";
    public override string CheckNotValidTitle => "Dit bestand klopt niet";
    public override string CheckNotValidLead => "Het is veranderd na de ondertekening, of het zegel is niet te vertrouwen. Vraag om het bestand zoals het is gemaild.";
    public override string CheckNotSealedTitle => "Dit bestand heeft geen zegel van ons";
    public override string CheckNotSealedLead => "Kies het bestand uit de e-mail die je na het ondertekenen kreeg. Een print of een foto werkt niet.";
    public override string CheckUnavailable => "Controleren lukt nu niet. Probeer het over een paar minuten.";
    public override string CheckSealOf => "Zegel van";
    public override string CheckSealTime => "Gezegeld op";
    public override string CheckTransaction => "Transactienummer";
    public override string CheckReason => "Wat er mis is";
    public override string CheckReasonCode => "Voor deskundigen";
    public override string CheckChanged => "Er is iets in het bestand veranderd of toegevoegd nadat het is gezegeld.";
    public override string CheckSealBroken => "Het zegel in het bestand is beschadigd of nagemaakt.";
    public override string CheckSealForeign => "Het zegel is niet van ons.";
    public override string CheckSealEnded => "Het zegel mocht toen niet worden gebruikt, of dat is niet na te gaan.";
    public override string CheckTimeWrong => "De tijd in het zegel klopt niet.";
    public override string CheckTooMuch => "Het bestand is te groot om te controleren.";
    public override string CheckNames => "Namen tonen we hier niet. Die staan alleen in het bestand zelf.";
    public override string CheckAnother => "Controleer nog een bestand";
    public override string Reference => "Nummer";
    public override string NotFoundTitle => "Deze pagina is er niet";
    public override string NotFoundLead => "Misschien is de link oud of niet compleet. Ga naar je documenten en probeer het daar.";
    public override string ForbiddenTitle => "Dit mag hier niet";
    public override string ForbiddenLead => "We hebben niets gedaan. Ga terug naar de pagina en probeer het opnieuw.";
    public override string TooManyTitle => "Even wachten";
    public override string TooManyLead => "Er komen nu te veel vragen vanaf dit netwerk. Wacht een paar minuten en probeer het opnieuw.";
    public override string TooLargeTitle => "Dit is te groot";
    public override string TooLargeLead => "Wat je stuurde is te groot. Er is niets bewaard.";
    public override string BrokenTitle => "Dit lukt nu niet";
    public override string BrokenLead => "Het ligt aan ons. Probeer het over een paar minuten.";
    public override string BrokenCall => "Blijft het zo? Bel ons en noem dit nummer:";
    public override string ClosedTitle => "Het portaal is even dicht";
    public override string ClosedLead => "We zijn bezig met onderhoud. Probeer het over een paar minuten. Wat je deed is bewaard.";
    public override string ToStart => "Naar mijn documenten";
    public override string PrivacyLead(string agency) => $"{agency} is verantwoordelijk voor je gegevens. Het portaal gebruikt ze alleen om je documenten te laten lezen en ondertekenen.";
    public override IReadOnlyList<(string Heading, string Text)> PrivacySections(string agency) =>
    [
        ("Wat we bewaren", "Je naam, je e-mailadres, je nummer bij het uitzendbureau, en welke documenten je wanneer en hoe hebt ondertekend. Bij een handtekening hoort ook het internetadres (IP) van je telefoon of computer."),
        ("Wat we niet bewaren", "Het ondertekende bestand. Zodra het bij jou en bij het uitzendbureau is aangekomen, wissen we het. Codes en wachtwoorden bewaren we nooit leesbaar."),
        ("Waar je gegevens staan", "De documenten worden versleuteld bewaard. We delen ze met niemand anders dan jij en het uitzendbureau."),
        ("Cookies", "We gebruiken alleen cookies die nodig zijn: om je ingelogd te houden, om je taal te onthouden en om formulieren te beveiligen. Er is geen reclame en niemand volgt je."),
        ("Je rechten", $"Je mag je gegevens inzien, laten verbeteren of laten wissen. Vraag dat aan {Ending(agency)} Ben je het niet eens met het antwoord? Dan kun je naar de Autoriteit Persoonsgegevens."),
    ];
    public override string AccessibilityLead => "Iedereen moet hier kunnen lezen en ondertekenen. We volgen WCAG 2.2, niveau AA.";
    public override IReadOnlyList<(string Heading, string Text)> AccessibilitySections(string agency) =>
    [
        ("Wat er kan", "Het portaal werkt met alleen een toetsenbord, met een schermlezer, met grote letters, in het donker, zonder script en op een klein scherm. Elk document kun je ook als tekst lezen."),
        ("Meer tijd", "Heb je meer tijd nodig voor de code? Kies dan bij het ondertekenen of bij Instellingen voor 15 minuten."),
        ("Wat nog niet goed gaat", "Sommige documenten zijn door het uitzendbureau gescand. Daarvan is geen tekst beschikbaar. Vraag dan om een versie met tekst."),
        ("Loop je ergens tegenaan?", $"Bel {agency} of stuur een e-mail. Dan lossen we het op."),
    ];
}
