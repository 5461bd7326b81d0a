using Flexportal.Domain.Common;

namespace Flexportal.Api.Common;

/// <summary>A refusal's code in the contract and its words, which fit workers and agencies alike.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Dutch">In Dutch.</param>
/// <param name="English">In English.</param>
internal sealed record RefusalText(UserErrorCode Code, string Dutch, string English)
{
    /// <summary>Other words for an agency's system, where "contact us" would send it to itself.</summary>
    public Said? ToSystems { get; private init; }

    /// <summary>What the rule or the file says of it, in Dutch and English; for systems.</summary>
    public Said? Detail { get; private init; }

    /// <summary>The words for this reader.</summary>
    public string For(Reader reader) =>
        (reader.IsSystem && ToSystems is { } own ? own : new Said(English, Dutch)).For(reader) + (reader.IsSystem && Detail is { } detail ? $" ({detail.For(reader)})" : "");

    /// <summary>The one translation of refusals at this edge: a new refusal does not compile until it stands here.</summary>
    public static RefusalText Of(Refusal refusal)
    {
        var text = refusal.Code switch
        {
            RefusalCode.Required => new(UserErrorCode.Required, "Vul dit in.", "A value is required."),
            RefusalCode.InvalidFormat => new(UserErrorCode.InvalidFormat, Limited("Dit is niet goed ingevuld.", "nl", refusal), Limited("The value has the wrong form or is out of range.", "en", refusal)),
            RefusalCode.NotFound => new(UserErrorCode.NotFound, "Dit is niet gevonden.", "There is no such object."),
            RefusalCode.Forbidden => new(UserErrorCode.Forbidden, "Dit mag niet.", "This is not allowed."),
            RefusalCode.Conflict => new(UserErrorCode.Conflict, "Dit kan niet: de toestand of versie is intussen een andere.", "The object is not in the state or version that this needs."),
            RefusalCode.AlreadySigned => new(UserErrorCode.AlreadySigned, "Dit document is al ondertekend.", "The document is signed already."),
            RefusalCode.AlreadyRefused => new(UserErrorCode.AlreadyRefused, "Dit document is al geweigerd.", "The document has been refused already."),
            RefusalCode.CodeIncorrect => new(UserErrorCode.CodeIncorrect, CodeWrong(refusal, "nl"), CodeWrong(refusal, "en")),
            RefusalCode.CodeReplaced => new(UserErrorCode.CodeReplaced, Replaced(refusal, "nl"), Replaced(refusal, "en")),
            RefusalCode.CodeExpired => new(UserErrorCode.CodeExpired, "De tijd voor deze code is om.", "The time for this code is over."),
            RefusalCode.CodeLength => new(UserErrorCode.CodeLength, Digits(refusal, "nl"), Digits(refusal, "en")),
            RefusalCode.CodeNotNumeric => new(UserErrorCode.CodeNotNumeric, "De code bestaat alleen uit cijfers.", "The code has digits only."),
            RefusalCode.ResendsUsedUp => new(UserErrorCode.ResendsUsedUp, "Je kunt geen nieuwe code meer vragen. Neem contact met ons op.", "No new code is left. Please contact us."),
            RefusalCode.ResendTooSoon => new(UserErrorCode.ResendTooSoon, TooSoon(refusal, "nl"), TooSoon(refusal, "en")),
            RefusalCode.TooManyAttempts => new(UserErrorCode.TooManyAttempts, "Te vaak een verkeerde code. Neem contact met ons op.", "Too many wrong codes. Please contact us."),
            RefusalCode.DocumentLocked => new(UserErrorCode.DocumentLocked, "Dit document is geblokkeerd. Neem contact met ons op.", "The document is locked. Please contact us.")
            {
                ToSystems = new("The document is locked; unlock it first.", "Dit document is geblokkeerd; deblokkeer het eerst."),
            },
            RefusalCode.DocumentExpired => new(UserErrorCode.DocumentExpired, "De laatste dag om te ondertekenen is voorbij.", "The last day to sign is over."),
            RefusalCode.DocumentWithdrawn => new(UserErrorCode.DocumentWithdrawn, "Dit document is ingetrokken.", "The document was withdrawn."),
            RefusalCode.DuplicateExternalId => new(UserErrorCode.DuplicateExternalId, "Dit nummer of adres is al in gebruik.", "Another object has this external id or address."),
            RefusalCode.IdempotencyKeyReused => new(UserErrorCode.IdempotencyKeyReused, "Dit verzoek is al eens met andere gegevens gedaan.", "The idempotency key was used with other data."),
            RefusalCode.UploadMissing => new(UserErrorCode.UploadMissing, "De upload is onbekend, verlopen, al gebruikt, of nog zonder bestand.", "The upload is unknown, expired, used already, or has no bytes yet."),
            RefusalCode.ChecksumMismatch => new(UserErrorCode.ChecksumMismatch, "De SHA-256 is niet die van de bytes: het bestand is niet goed aangekomen.", "The SHA-256 is not that of the bytes."),
            RefusalCode.FileTooLarge => new(UserErrorCode.FileTooLarge, Limited("Het bestand heeft te veel bytes of pagina's.", "nl", refusal), Limited("The file has more bytes or pages than allowed.", "en", refusal)),
            RefusalCode.FileNotPdf => new(UserErrorCode.FileNotPdf, "Dit is geen PDF-bestand, of het is te beschadigd om te lezen.", "The file is not a PDF, or damaged beyond repair."),
            RefusalCode.PdfEncrypted => new(UserErrorCode.PdfEncrypted, "Dit PDF-bestand is versleuteld en gaat zonder wachtwoord of sleutel niet open.", "The PDF is encrypted and does not open without its password or key."),
            RefusalCode.PdfAlreadySigned => new(UserErrorCode.PdfAlreadySigned, "Dit PDF-bestand is al ondertekend.", "The PDF carries a signature already."),
            RefusalCode.PdfNoPages => new(UserErrorCode.PdfNoPages, "Dit PDF-bestand heeft geen pagina's.", "The PDF has no page."),
            RefusalCode.PdfActiveContent => new(UserErrorCode.PdfActiveContent, "Dit PDF-bestand bevat scripts, startacties, rich media of iets dergelijks.", "The PDF has scripts, launch actions, rich media or the like."),
            RefusalCode.PdfUnsupported => new(UserErrorCode.PdfUnsupported, "Dit PDF-bestand heeft een opbouw die niet kan worden ondertekend.", "The PDF has a structure that cannot be signed."),
            RefusalCode.TextUnprintable => new(UserErrorCode.TextUnprintable, "Hier staat een teken in dat niet op het transactiebewijs kan worden afgedrukt.", "A character cannot be printed on the proof."),
            RefusalCode.MailRejected => new(UserErrorCode.MailRejected, "Dit e-mailadres neemt geen mail aan.", "The address does not take mail."),
            RefusalCode.SignInFailed => new(UserErrorCode.SignInFailed, "E-mailadres of wachtwoord klopt niet.", "Wrong address or password."),
            RefusalCode.SignInTooOften => new(UserErrorCode.SignInTooOften, "Te vaak geprobeerd. Wacht even.", "Too many tries. Please wait."),
            RefusalCode.TooOften => new(UserErrorCode.TooOften, "Dit is te vaak gevraagd. Wacht even.", "This was asked too often. Please wait."),
            RefusalCode.LinkExpired => new(UserErrorCode.LinkExpired, "Deze link werkt niet meer.", "The link no longer works."),
            RefusalCode.PasswordTooShort => new(UserErrorCode.PasswordTooShort, "Kies een wachtwoord van minstens 10 tekens.", "Choose a password of at least 10 characters."),
            RefusalCode.PasswordTooCommon => new(UserErrorCode.PasswordTooCommon, "Dit wachtwoord is te makkelijk te raden.", "This password is too easy to guess."),
            RefusalCode.AccountLocked => new(UserErrorCode.AccountLocked, "Je account is geblokkeerd. Neem contact met ons op.", "The account is blocked. Please contact us."),
            RefusalCode.Unavailable => new RefusalText(UserErrorCode.Unavailable, "Dat lukt nu even niet. Probeer het zo nog eens.", "This cannot be answered now; nothing was done."),
        };
        return refusal.Detail is { } detail ? text with { Detail = new Said(detail, InDutch(detail)) } : text;
    }

    // What is not here comes from the sealing library: its stable code, an object's number, names within the file.
    internal static string InDutch(string detail) => detail switch
    {
        RefusalDetail.OnlyDraft => "alleen een concept kan worden aangeboden",
        RefusalDetail.OnlyLocked => "alleen een geblokkeerd document kan worden gedeblokkeerd",
        RefusalDetail.NothingToSign => "er valt niets te ondertekenen",
        RefusalDetail.RemindedRecently => "de vorige herinnering is nog te kort geleden",
        RefusalDetail.NotSealed => "het is niet ondertekend en verzegeld",
        RefusalDetail.NoCopyToSend => "er is geen ondertekend bestand om te sturen, of het is al onderweg",
        RefusalDetail.ClickNeeded => "CLICK moet erbij zijn: zo ondertekenen de pagina's van het portaal",
        RefusalDetail.Sha256Form => "64 hexadecimale cijfers, kleine letters",
        RefusalDetail.MediaTypes => "application/pdf voor documenten, image/png voor een logo",
        RefusalDetail.OneByte => "een bestand heeft minstens één byte",
        RefusalDetail.LogoForm => "een logo is een PNG, niet interlaced, hoogstens 2 MB en 4000 pixels breed of hoog",
        RefusalDetail.Colour => "een kleur schrijf je als #RRGGBB",
        RefusalDetail.FourOrSix => "4 of 6",
        RefusalDetail.MailForm => "een e-mailadres heeft een naam, een @ en een domein, hoogstens 254 tekens",
        RefusalDetail.PhoneForm => "een telefoonnummer heeft minstens drie cijfers, en verder alleen spaties en + ( ) - . /",
        RefusalDetail.NotOffered => "het is nog niet aangeboden",
        RefusalDetail.LanguageForm => "een taal is een BCP 47-code zoals nl of pt-BR",
        RefusalDetail.LanguageCount => "1 tot en met 20 talen",
        RefusalDetail.DefaultAmongLanguages => "de standaardtaal moet een van de talen zijn",
        RefusalDetail.WebForm => "een adres begint met http:// of https://",
        RefusalDetail.PlainText => "geen regeleinden, andere stuurtekens of halve tekens",
        RefusalDetail.TypeCodeForm => "alleen letters a tot en met z, cijfers, _ en -",
        RefusalDetail.ReminderDays => "hoogstens 10 dagen, elk van 1 tot en met 60",
        RefusalDetail.NoFolder => "een bestandsnaam heeft geen schuine streep",
        RefusalDetail.InThePast => "het ligt niet in de toekomst",
        RefusalDetail.PersonalUnverified => "een persoonlijk document wordt niet ondertekend: de verificatie is NONE",
        _ when detail.StartsWith(RefusalDetail.From, StringComparison.Ordinal) => $"van {detail[RefusalDetail.From.Length..].Replace(RefusalDetail.To, " tot en met ", StringComparison.Ordinal)}",
        _ when detail.StartsWith(RefusalDetail.VersionIs, StringComparison.Ordinal) => $"de versie is {detail[RefusalDetail.VersionIs.Length..]}",
        _ => detail,
    };

    private static string CodeWrong(Refusal refusal, string language) => (refusal.AttemptsLeft ?? 0, language) switch
    {
        (1, "nl") => "Deze code klopt niet. Je kunt het nog 1 keer proberen.",
        (1, _) => "This code is wrong. You have 1 try left.",
        (var left, "nl") => $"Deze code klopt niet. Je kunt het nog {left} keer proberen.",
        var (left, _) => $"This code is wrong. You have {left} tries left.",
    };

    private static string Replaced(Refusal refusal, string language) => (refusal.At, language) switch
    {
        ({ } at, "nl") => $"Dit is de vorige code. Gebruik de code van {DutchTime.Clock(at)}.",
        ({ } at, _) => $"This is the previous code. Use the code of {DutchTime.Clock(at)}.",
        (null, "nl") => "Dit is de vorige code. Gebruik de nieuwe code.",
        _ => "This is the previous code. Use the new code.",
    };

    private static string TooSoon(Refusal refusal, string language) => (refusal.At, language) switch
    {
        ({ } at, "nl") => $"Een nieuwe code kan vanaf {DutchTime.ClockSeconds(at)}.",
        ({ } at, _) => $"You can ask for a new code from {DutchTime.ClockSeconds(at)}.",
        (null, "nl") => "Wacht even voor je een nieuwe code vraagt.",
        _ => "Please wait before you ask for a new code.",
    };

    private static string Digits(Refusal refusal, string language) => (refusal.Limit, language) switch
    {
        ({ } digits, "nl") => $"De code heeft {digits} cijfers.",
        ({ } digits, _) => $"The code has {digits} digits.",
        (null, "nl") => "De code heeft een ander aantal cijfers.",
        _ => "The code has another number of digits.",
    };

    private static string Limited(string text, string language, Refusal refusal) => (refusal.Limit, language) switch
    {
        (null, _) => text,
        ({ } limit, "nl") => $"{text} Grens: {limit}.",
        ({ } limit, _) => $"{text} Limit: {limit}.",
    };
}
