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

    /// <summary>How <see cref="Version"/> begins.</summary>
    public const string VersionIs = "the version is ";

    /// <summary>The object's version is another one than the caller saw.</summary>
    public static string Version(long actual) => VersionIs + actual.ToString(CultureInfo.InvariantCulture);
}
