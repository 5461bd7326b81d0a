namespace Flexportal.Web.Texts;

internal sealed partial class DutchTexts
{
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
    public override string PersonalByYear => "Alle documenten per jaar";
    public override string PersonalOtherWay => "Lukt downloaden niet? Daar kun je een document ook lezen of naar je e-mail laten sturen.";
    public override string PersonalKept(string agency) => $"{agency} kan een document hier weghalen als het oud is. Bewaar daarom zelf wat je nodig hebt. Lukt downloaden niet? Stuur het naar je e-mail.";
    public override string PersonalGone => "Dit bestand staat hier niet meer.";
    public override string ReadWord => "Lees";
    public override string MailMe => "Stuur naar mijn e-mail";
    public override string CopyComing(string address) => $"We sturen het bestand naar {address}. Dat duurt meestal minder dan een minuut.";
    public override string CopyTooOften => "Je hebt al vaak een bestand laten mailen. Kijk in je e-mail, ook bij Ongewenst, of probeer het over een uur.";
    public override string CopyGone(string agency) => $"We kunnen dit bestand nu niet mailen: het is al onderweg, of wij hebben het niet meer. Vraag {agency} om het document.";
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
}
