namespace Flexportal.Web.Texts;

internal sealed partial class DutchTexts
{
    public override string SignInTitle => "Log in";
    public override string SignInLead(string agency) => $"Lees en onderteken je documenten van {Ending(agency)}";
    public override string SignInButton => "Inloggen";
    public override string Email => "E-mailadres";
    public override string EmailHint => "Het adres waarop je onze e-mail kreeg";
    public override string Password => "Wachtwoord";
    public override string ForgotPassword => "Wachtwoord vergeten?";
    public override string SignInWrong => "Je e-mailadres of wachtwoord klopt niet. Probeer het nog een keer.";
    public override string SignInTooOften(int minutes) => minutes <= 1
        ? "Je hebt te vaak geprobeerd. Wacht 1 minuut of vraag een nieuw wachtwoord."
        : $"Je hebt te vaak geprobeerd. Wacht {minutes} minuten of vraag een nieuw wachtwoord.";
    public override string NetworkTooOften(int minutes) =>
        $"Vanaf dit netwerk is het te vaak geprobeerd, misschien door iemand anders. Wacht {(minutes <= 1 ? "1 minuut" : $"{minutes} minuten")} of gebruik een ander netwerk, bijvoorbeeld je mobiele internet.";
    public override string AskTooOften(string agency) => $"Je hebt al vaak een vraag gestuurd. Bel {agency}, of stuur je vraag later.";
    public override string SignedOut => "Je bent uitgelogd.";
    public override string WasAway => "Je was even weg. Log opnieuw in, dan ga je verder waar je was.";
    public override string FieldEmpty(string label) => $"Vul dit in: {label}.";
    public override string LandingTitle(string agency) => $"Welkom bij {agency}";
    public override string LandingLead(string agency) => $"Je gaat naar het portaal van {Ending(agency)} Druk op Verder.";
    public override string OldLinkTitle => "Deze link werkt niet meer";
    public override string OldLinkLead => "Dat is niet erg: log in of vraag een nieuwe link.";
    public override string AskNewLink => "Vraag een nieuwe link";
    public override string WrongAccountTitle => "Dit is voor een ander account";
    public override string WrongAccountLead => "Dit document hoort bij een ander account. Log uit en log in met het adres waar de e-mail naartoe ging.";
    public override string WelcomeLead => "Met je eigen account kun je snel en veilig al jouw documenten ondertekenen. Kies eerst een wachtwoord.";
    public override string NewPassword => "Nieuw wachtwoord";
    public override string NewPasswordHint => "Minstens 10 tekens. Een paar woorden achter elkaar is goed.";
    public override string RepeatPassword => "Nog een keer hetzelfde wachtwoord";
    public override string SavePassword => "Bewaar mijn wachtwoord";
    public override string PasswordTooShort => "Je wachtwoord is te kort. Gebruik minstens 10 tekens.";
    public override string PasswordTooLong => "Je wachtwoord is te lang. Gebruik hoogstens 128 tekens.";
    public override string PasswordTooCommon => "Dit wachtwoord is makkelijk te raden. Kies een ander.";
    public override string PasswordsDiffer => "De twee wachtwoorden zijn niet gelijk.";
    public override string ForgotLead => "Vul je e-mailadres in. We mailen je een link om een nieuw wachtwoord te kiezen.";
    public override string ForgotButton => "Mail mij een link";
    public override string ForgotSentTitle => "Kijk in je e-mail";
    public override string ForgotSent => "Als dit adres bij ons bekend is, krijg je binnen 5 minuten een e-mail.";
    public override string ResetTitle => "Kies een nieuw wachtwoord";
    public override string ResetLead => "Daarna ben je meteen ingelogd. Op andere apparaten moet je opnieuw inloggen.";
    public override string HelpTitle => "Hulp";
    public override string HelpLead(string agency) => $"Kom je er niet uit? {agency} helpt je graag.";
    public override string HelpHow => "Zo werkt ondertekenen";
    public override IReadOnlyList<string> HelpSteps { get; } =
    [
        "Zodra er documenten klaarstaan om te ondertekenen, krijg je van ons een e-mail. Klik op de link in de e-mail en log in met je eigen gegevens.",
        "Druk op Lees en onderteken bij een document dat klaarstaat. Het document wordt meteen geopend. Lees het en druk op Ondertekenen.",
        "Soms vragen we een code van 4 cijfers. We mailen je die meteen. Vul de code binnen 90 seconden in. Je kunt 2 keer een nieuwe code vragen. Is het niet gelukt de code juist en op tijd in te vullen? Neem dan contact met ons op.",
        "Je krijgt een e-mail met het getekende document en het transactiebewijs. Bewaar die meteen in een veilige map.",
    ];
    public override string AskTitle => "Stel je vraag";
    public override string AskOrWrite => "Of stuur een bericht";
    public override string AskTopic => "Waar gaat het over?";
    public override IReadOnlyList<string> AskTopics { get; } =
        ["Ik krijg geen code", "Mijn document is geblokkeerd", "Er staat iets fout in mijn document", "Ik kan de taal niet lezen", "Inloggen lukt niet op een ander apparaat", "Iets anders"];
    public override string AskMessage => "Je bericht";
    public override string AskPhone => "Telefoonnummer om je terug te bellen";
    public override string AskPhoneHint => "Bijvoorbeeld 06 12 34 56 78";
    public override string AskSend(string agency) => $"Vraag {agency} om hulp";
    public override string AskNoTopic => "Kies waar je vraag over gaat.";
    public override string AskPhoneWrong => "Dit telefoonnummer is te lang. Gebruik hoogstens 40 tekens.";
    public override string AskAbout(string title) => $"Je vraag gaat over {title}.";
    public override string AskDone(string agency, string reference) => $"We hebben je vraag doorgegeven. {agency} neemt contact met je op. Nummer: {reference}.";
    public override string AskFailed(string agency) => $"Je vraag is niet verstuurd. Bel of mail {Ending(agency)}";
    public override string AskLink(string agency) => $"Vraag {agency} om hulp";
    public override string AndroidTitle => "Je hoeft meestal niets in te stellen";
    public override string AndroidLead => "Moet je een code invullen en is de pagina weg? Open de e-mail met de code en druk op Verder met ondertekenen. Je gaat verder waar je was.";
    public override string AndroidHeading => "Liever altijd een eigen browser?";
    public override string AndroidWhy =>
        "Android opent standaard de webpagina in de browser van de app waar je in zit. Dat betekent dat als je een link opent vanuit je e-mail, je feitelijk de mail-app niet verlaat. Voor sommige documenten krijg je een code per e-mail. Die kun je niet openen en tegelijk op de pagina blijven waar je de code moet invullen. Door het wijzigen van een algemene setting van je mail-app wordt de webpagina in een aparte browser geopend en kun je daarna je mail weer openen om de code op te zoeken.";
    public override string AndroidExample => "Je hebt hiervoor tenminste Android 8 nodig. Het voorbeeld is Gmail. Dit werkt voor alle andere apps op dezelfde manier.";
    public override IReadOnlyList<(string Do, string? Where)> AndroidSteps { get; } =
    [
        ("Open Gmail en druk op het menu", "De drie streepjes, links boven"), ("Kies Instellingen", "Helemaal onderaan in het menu"), ("Kies Algemene instellingen", null),
        ("Zet “Weblinks openen in Gmail” uit", "Het vinkje moet weg zijn"), ("Open onze e-mail opnieuw", "De link opent nu in je eigen browser"),
    ];
    public override string AndroidIos => "Heb je een iPhone of iPad? Dan hoef je niets te doen.";
    public override string AndroidLink => "Instellingen voor je mail-app (Android)";
    public override string SettingsLead => "Kies hoe het portaal voor jou werkt.";
    public override string SettingsLanguage => "Taal";
    public override string SettingsMoreTime => "Geef mij altijd 15 minuten voor een code";
    public override string SettingsLargeText => "Grotere letters op dit apparaat";
    public override string SettingsSave => "Bewaar mijn instellingen";
    public override string SettingsSaved => "Je instellingen zijn bewaard.";
    public override string SettingsAccount => "Je gegevens";
    public override string SettingsName => "Naam";
    public override string SettingsWrong(string agency) => $"Klopt er iets niet? Bel {agency}: alleen zij kunnen dit wijzigen.";
    public override string SettingsDevices => "Waar je bent ingelogd";
    public override string SettingsDevicesLead => "Staat er iets bij dat je niet kent, of ben je je telefoon kwijt? Log daar uit. Na 15 minuten zonder gebruik gaat uitloggen vanzelf.";
    public override string SignedInSince(string sentence) => $"Hier ben je ingelogd sinds {sentence}.";
    public override string SignOutEverywhere => "Log overal uit";
    public override string DeviceOn(string browser, string system) => $"{browser} op {system}";
    public override string DeviceUnknown => "Een onbekend apparaat";
    public override string DeviceThis => "dit apparaat";
    public override string DeviceNone => "Je bent nergens ingelogd.";
    public override string DeviceSince(string at) => $"Ingelogd op {at}";
    public override string DeviceUsed(string at) => $"Laatst gebruikt op {at}";
    public override string DeviceSignedOut => "Dat apparaat is uitgelogd.";
    public override string SignOutDevice(string device) => $"Uitloggen op {device}";
}
