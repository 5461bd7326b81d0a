using System.Globalization;

namespace Flexportal.Web.Texts;

internal sealed class DutchTexts : Texts
{
    public override string Tag => "nl";
    public override string OwnName => "Nederlands";
    public override string LanguageLabel => "Taal: ";
    public override string SkipToContent => "Naar de inhoud";
    public override string HelpHeading => "Hulp nodig?";
    public override string Call(string phone) => $"Bel {phone}";
    public override string Documents => "Documenten";
    public override string Help => "Hulp";
    public override string Settings => "Instellingen";
    public override string SignOut => "Uitloggen";
    public override string CheckDocument => "Controleer een document";
    public override string Privacy => "Privacy";
    public override string Accessibility => "Toegankelijkheid";
    public override string ErrorTitle(string title) => $"Fout: {title}";
    public override string ErrorHeading => "Er is iets niet goed ingevuld";
    public override string Step(int number, int of) => $"Stap {number} van {of}";
    public override string BackToList => "Terug naar het overzicht";
    public override string BackToDocument => "Terug naar het document";
    public override string Continue => "Verder";
    public override string TryAgain => "Probeer opnieuw";
    public override string Optional(string label) => $"{label} (mag leeg blijven)";

    public override string SignInTitle => "Log in";
    public override string SignInLead(string agency) => $"Lees en onderteken je documenten van {agency}.";
    public override string SignInButton => "Inloggen";
    public override string Email => "E-mailadres";
    public override string EmailHint => "Het adres waarop je onze e-mail kreeg";
    public override string Password => "Wachtwoord";
    public override string ForgotPassword => "Wachtwoord vergeten?";
    public override string SignInWrong => "Je e-mailadres of wachtwoord klopt niet. Probeer het nog een keer.";
    public override string SignInTooOften(int minutes) => minutes <= 1
        ? "Je hebt te vaak geprobeerd. Wacht 1 minuut of vraag een nieuw wachtwoord."
        : $"Je hebt te vaak geprobeerd. Wacht {minutes} minuten of vraag een nieuw wachtwoord.";
    public override string SignedOut => "Je bent uitgelogd.";
    public override string WasAway => "Je was even weg. Log opnieuw in, dan ga je verder waar je was.";
    public override string FieldEmpty(string label) => $"Vul dit in: {label}.";
    public override string LandingTitle(string agency) => $"Welkom bij {agency}";
    public override string LandingLead(string agency) => $"Je gaat naar het portaal van {agency}. Druk op Verder.";
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

    public override string HomeLead(string name, int count, int blocked) => count switch
    {
        0 when blocked > 0 => $"Hallo {name}, je kunt nu niets ondertekenen. {(blocked == 1 ? "1 document is" : $"{blocked} documenten zijn")} geblokkeerd.",
        0 => $"Hallo {name}, alles is klaar.",
        1 => $"Hallo {name}, je kunt nu 1 document ondertekenen.",
        _ => $"Hallo {name}, je kunt nu {count} documenten ondertekenen.",
    };
    public override string ToSignHeading => "Te ondertekenen documenten";
    public override string SignedHeading => "Ondertekende documenten";
    public override string PersonalHeading => "Jouw documenten";
    public override string PersonalIntro =>
        "Hier vind je een lijst met documenten die belangrijk zijn voor jouw archief. We raden je aan deze documenten te downloaden en in je administratie te bewaren.";
    public override string NothingFound => "Geen documenten gevonden";
    public override string ToSignEmpty => "Je hoeft nu niets te ondertekenen. We mailen je als er iets klaarstaat.";
    public override string SignedEmpty => "Hier komen de documenten die je hebt ondertekend.";
    public override string PersonalEmpty(string agency) => $"{agency} heeft nog geen documenten voor je klaargezet.";
    public override string KeepSafe =>
        "Wij adviseren je na ontvangst van je getekende documenten, deze direct op te slaan in een veilige map waar je ze gemakkelijk terug kunt vinden.";
    public override string NotKeptHere =>
        "Getekende documenten worden vanwege veiligheidsoverwegingen niet in je eigen portaal opgeslagen. Wel heb je een overzicht van welke documenten je wanneer hebt getekend.";
    public override string ReadAndSign => "Lees en onderteken";
    public override string OlderDocuments => "Oudere documenten";
    public override string StateNew => "Nieuw";
    public override string StateRead => "Al gelezen";
    public override string StateCodeSent => "Code verstuurd";
    public override string StateCodeOver => "Code verlopen";
    public override string StateLocked => "Geblokkeerd";
    public override string StateExpired => "Verlopen";
    public override string StateWithdrawn => "Ingetrokken";
    public override string StateRefused => "Niet akkoord";
    public override string StateChanged => "Aangepast";
    public override string ExpiresToday => "Verloopt vandaag";
    public override string ExpiresTomorrow => "Verloopt morgen";
    public override string SignBefore(string date) => $"Onderteken vóór {date}";
    public override string CodeValidUntil(string clock) => $"code geldig tot {clock}";
    public override string AskUs => "vraag ons om hulp";
    public override string Download(string size) => $"Download (pdf, {size})";
    public override string DownloadWord => "Download";

    public override string From(string agency) => $"van {agency}";
    public override string PageOf(int number, int of) => $"Pagina {number} van {of}";
    public override string ReadAsText => "Lees als tekst";
    public override string PageAsText => "Als tekst";
    public override string ReadAsPages => "Lees als pagina's";
    public override string TextTitle(string title) => $"{title}, als tekst";
    public override string TextNote => "Dit is de tekst uit het bestand. Tabellen en plaatjes zie je in de pagina's. Je ondertekent het document zelf.";
    public override string NoText => "Geen tekst in dit bestand. Kijk naar de pagina's of bel ons.";
    public override string FirstPagesOnly(int shown) => $"Dit zijn de eerste {shown} pagina's als tekst. De andere zie je in de pagina's.";
    public override string NoPages => "De pagina's lukken nu niet. Lees het document als tekst of download het.";
    public override string Sign => "Ondertekenen";
    public override string NotAgree => "Niet akkoord";
    public override string GoOnWithCode => "Verder met de code";
    public override string ReadOnlyNow => "Je kunt dit document lezen, maar nu niet ondertekenen.";
    public override string SeeWhy => "Bekijk waarom";

    public override string ConfirmTitle => "Klopt alles?";
    public override string ConfirmSentence(string title, string agency, string name) => $"Je ondertekent {title} van {agency} als {name}.";
    public override string Document => "Document";
    public override string File => "Bestand";
    public override string Pages(int count) => count == 1 ? "1 pagina" : $"{count} pagina's";
    public override string FromLabel => "Van";
    public override string CodeTo => "Code naar";
    public override string SignatureGoesHere(string name) => $"Hier komt de handtekening van {name}.";
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
    public override string NoCodeAddress(string agency) => $"Klopt het adres niet? Bel {agency}.";
    public override string Later => "Later verder";
    public override string CheckAgain => "Kijk of de code weg is";
    public override string ShowAgain => "Kijk opnieuw";
    public override string Offline => "Je hebt geen internet. Wat je invulde blijft staan. Probeer het opnieuw als je weer internet hebt.";

    public override string SealingLead => "We maken je document klaar. Dit duurt meestal 5 seconden. Je mag deze pagina sluiten: je krijgt een e-mail.";
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
    public override string AskFailed(string agency) => $"Je vraag is niet verstuurd. Bel of mail {agency}.";
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
    public override string SettingsDevices => "Andere apparaten";
    public override string SettingsDevicesLead => "Ben je je telefoon kwijt, of heb je op een andere computer ingelogd? Log dan overal uit.";
    public override string SignedInSince(string sentence) => $"Hier ben je ingelogd sinds {sentence}.";
    public override string SignOutEverywhere => "Log overal uit";

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
    public override string CheckNames => "Namen tonen we hier niet. Die staan alleen in het bestand zelf.";
    public override string CheckAnother => "Controleer nog een bestand";

    public override string Reference => "Nummer";
    public override string NotFoundTitle => "Deze pagina is er niet";
    public override string NotFoundLead => "Misschien is de link oud of niet compleet. Ga naar je documenten en probeer het daar.";
    public override string ForbiddenTitle => "Dit mag hier niet";
    public override string ForbiddenLead => "We hebben niets gedaan. Ga terug naar de pagina en probeer het opnieuw.";
    public override string TooManyTitle => "Even wachten";
    public override string TooManyLead => "Er komen nu te veel vragen vanaf dit apparaat. Probeer het over een minuut opnieuw.";
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
        ("Je rechten", $"Je mag je gegevens inzien, laten verbeteren of laten wissen. Vraag dat aan {agency}. Ben je het niet eens met het antwoord? Dan kun je naar de Autoriteit Persoonsgegevens."),
    ];
    public override string AccessibilityLead => "Iedereen moet hier kunnen lezen en ondertekenen. We volgen WCAG 2.2, niveau AA.";
    public override IReadOnlyList<(string Heading, string Text)> AccessibilitySections(string agency) =>
    [
        ("Wat er kan", "Het portaal werkt met alleen een toetsenbord, met een schermlezer, met grote letters, in het donker, zonder script en op een klein scherm. Elk document kun je ook als tekst lezen."),
        ("Meer tijd", "Heb je meer tijd nodig voor de code? Kies dan bij het ondertekenen of bij Instellingen voor 15 minuten."),
        ("Wat nog niet goed gaat", "Sommige documenten zijn door het uitzendbureau gescand. Daarvan is geen tekst beschikbaar. Vraag dan om een versie met tekst."),
        ("Loop je ergens tegenaan?", $"Bel {agency} of stuur een e-mail. Dan lossen we het op."),
    ];

    protected override IFormatProvider Culture { get; } = new NumberFormatInfo { NumberDecimalSeparator = "," };

    private const string ContactUs = "Neem contact met ons op. Wij kunnen het weer openen.";

    private static string Duration(TimeSpan left)
    {
        var (minutes, seconds) = ((int)left.TotalMinutes, left.Seconds);
        var first = minutes switch { 0 => "", 1 => "1 minuut", _ => $"{minutes} minuten" };
        var second = seconds switch { 0 when minutes > 0 => "", 1 => "1 seconde", _ => $"{seconds} seconden" };
        return first.Length > 0 && second.Length > 0 ? $"{first} en {second}" : first + second;
    }
}
