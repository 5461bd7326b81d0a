using System.Globalization;

namespace Flexportal.Domain.Common;

/// <summary>The details that the rules give with a refusal. English, without personal data; the edge knows each of them in the caller's language too.</summary>
public static class RefusalDetail
{
    /// <summary>Offering something else than a draft.</summary>
    public const string OnlyDraft = "only a draft can be offered";

    /// <summary>Unlocking what is not locked.</summary>
    public const string OnlyLocked = "only a locked document can be unlocked";

    /// <summary>Reminding of a document that is not to be signed.</summary>
    public const string NothingToSign = "there is nothing to sign";

    /// <summary>Reminding again too early.</summary>
    public const string RemindedRecently = "the last reminder is too recent";

    /// <summary>Confirming a copy that does not exist yet.</summary>
    public const string NotSealed = "it is not signed and sealed";

    /// <summary>Sending a copy again that cannot be sent.</summary>
    public const string NoCopyToSend = "there is no signed file to send, or it is on its way";

    /// <summary>Kinds of signature without the one that always works.</summary>
    public const string ClickNeeded = "CLICK must be among them: it is how the portal's pages sign";

    /// <summary>A misshapen hash.</summary>
    public const string Sha256Form = "64 lower-case hex digits";

    /// <summary>A media type that is not taken.</summary>
    public const string MediaTypes = "application/pdf for documents, image/png for a logo";

    /// <summary>A file without bytes.</summary>
    public const string OneByte = "a file has at least one byte";

    /// <summary>A logo that is none.</summary>
    public const string LogoForm = "a logo is a PNG, not interlaced, at most 2 MB and 4000 pixels wide or high";

    /// <summary>A colour in another form.</summary>
    public const string Colour = "a colour is written as #RRGGBB";

    /// <summary>A number of digits that no code has.</summary>
    public const string FourOrSix = "4 or 6";

    /// <summary>No mail address.</summary>
    public const string MailForm = "a mail address has a name, an @ and a domain, at most 254 characters";

    /// <summary>No phone number.</summary>
    public const string PhoneForm = "a phone number has at least three digits, and besides them only spaces and + ( ) - . /";

    /// <summary>A draft, which nobody has been offered.</summary>
    public const string NotOffered = "it has not been offered yet";

    /// <summary>No language tag.</summary>
    public const string LanguageForm = "a language is a BCP 47 tag such as nl or pt-BR";

    /// <summary>No or too many languages.</summary>
    public const string LanguageCount = "1 to 20 languages";

    /// <summary>A default language that is not offered.</summary>
    public const string DefaultAmongLanguages = "the default language must be among the languages";

    /// <summary>An address that is none of the web.</summary>
    public const string WebForm = "an address begins with http:// or https://";

    /// <summary>A text with characters that have no place in it.</summary>
    public const string PlainText = "no line breaks, other control characters or halves of characters";

    /// <summary>A type code with other characters.</summary>
    public const string TypeCodeForm = "only letters a to z, digits, _ and -";

    /// <summary>A schedule that is none.</summary>
    public const string ReminderDays = "at most 10 days, each 1 to 60";

    /// <summary>A file name with a path.</summary>
    public const string NoFolder = "a file name has no slash";

    /// <summary>A last moment that is over.</summary>
    public const string InThePast = "it is not in the future";

    /// <summary>A download that asks for a code.</summary>
    public const string PersonalUnverified = "a personal document is not signed: its verification is NONE";

    /// <summary>How <see cref="Version"/> begins.</summary>
    public const string VersionIs = "the version is ";

    /// <summary>How <see cref="Between"/> begins.</summary>
    public const string From = "from ";

    /// <summary>What stands between the two numbers of <see cref="Between"/>.</summary>
    public const string To = " to ";

    /// <summary>A number out of its range; both ends belong to it.</summary>
    public static string Between(int least, int most) => string.Create(CultureInfo.InvariantCulture, $"{From}{least}{To}{most}");

    /// <summary>The object's version is another one than the caller saw.</summary>
    public static string Version(long actual) => VersionIs + actual.ToString(CultureInfo.InvariantCulture);
}
