namespace Flexportal.Domain.Common;

/// <summary>Every "no" that a caller can mend or a user must read. Names are for ever: both edges translate them in an exhaustive switch.</summary>
public enum RefusalCode
{
    /// <summary>A value is missing or empty.</summary>
    Required,

    /// <summary>A value has the wrong form or is out of range.</summary>
    InvalidFormat,

    /// <summary>No such object for this caller; a foreign id answers exactly so.</summary>
    NotFound,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The object's version or state is not the expected one.</summary>
    Conflict,

    /// <summary>The document is signed already.</summary>
    AlreadySigned,

    /// <summary>The worker has refused the document already.</summary>
    AlreadyRefused,

    /// <summary>Wrong code; <see cref="Refusal.AttemptsLeft"/> says how many tries remain.</summary>
    CodeIncorrect,

    /// <summary>A replaced code of this flow; costs no try. <see cref="Refusal.At"/> is when the running code was sent.</summary>
    CodeReplaced,

    /// <summary>The right code, too late; costs no try.</summary>
    CodeExpired,

    /// <summary>Too many or too few digits; costs no try.</summary>
    CodeLength,

    /// <summary>Something else than digits; costs no try.</summary>
    CodeNotNumeric,

    /// <summary>No new code is left.</summary>
    ResendsUsedUp,

    /// <summary>A new code may be asked from <see cref="Refusal.At"/> on.</summary>
    ResendTooSoon,

    /// <summary>The tries are used up; the document is locked.</summary>
    TooManyAttempts,

    /// <summary>The document is locked until the agency unlocks it.</summary>
    DocumentLocked,

    /// <summary>The document's last day is over.</summary>
    DocumentExpired,

    /// <summary>The agency withdrew (or replaced) the document.</summary>
    DocumentWithdrawn,

    /// <summary>Another object has this external id.</summary>
    DuplicateExternalId,

    /// <summary>The idempotency key was used with other data.</summary>
    IdempotencyKeyReused,

    /// <summary>The upload is unknown, expired, used, or has no bytes yet.</summary>
    UploadMissing,

    /// <summary>The bytes' SHA-256 is not the announced one.</summary>
    ChecksumMismatch,

    /// <summary>More bytes or pages than allowed.</summary>
    FileTooLarge,

    /// <summary>Not a PDF, or damaged beyond repair.</summary>
    FileNotPdf,

    /// <summary>A password is needed to open the PDF.</summary>
    PdfEncrypted,

    /// <summary>The PDF carries a signature already.</summary>
    PdfAlreadySigned,

    /// <summary>The PDF has no page.</summary>
    PdfNoPages,

    /// <summary>Scripts, launch actions, rich media and the like.</summary>
    PdfActiveContent,

    /// <summary>Dynamic XFA or another structure that cannot be signed.</summary>
    PdfUnsupported,

    /// <summary>A text has a character that the proof cannot print.</summary>
    TextUnprintable,

    /// <summary>The worker's address does not take mail.</summary>
    MailRejected,

    /// <summary>Wrong address or password; never says which.</summary>
    SignInFailed,

    /// <summary>Too many sign-in tries; <see cref="Refusal.At"/> is when the next is taken.</summary>
    SignInTooOften,

    /// <summary>Too much asked from one network address or by one worker; <see cref="Refusal.At"/> is when the next is taken.</summary>
    TooOften,

    /// <summary>The link is unknown, used or too old.</summary>
    LinkExpired,

    /// <summary>The password is shorter than 10 characters.</summary>
    PasswordTooShort,

    /// <summary>The password is on the list of common ones, or is the address or name itself.</summary>
    PasswordTooCommon,

    /// <summary>The account is blocked until the agency unlocks it.</summary>
    AccountLocked,

    /// <summary>Storage, mail or another part cannot answer now: nothing was done.</summary>
    Unavailable,
}

/// <summary>One "no": a code, the field it is about, and only those figures that a user may see.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Field">Name of the input field in the contract's spelling, for example <c>fileName</c>; null when it is about the whole.</param>
public sealed record Refusal(RefusalCode Code, string? Field = null)
{
    /// <summary>Tries that remain in the flow.</summary>
    public int? AttemptsLeft { get; init; }

    /// <summary>New codes that remain in the flow.</summary>
    public int? ResendsLeft { get; init; }

    /// <summary>The instant that the code speaks of.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A limit that was passed, in the field's own unit.</summary>
    public long? Limit { get; init; }

    /// <summary>English detail for API callers (never shown to workers), for example the PDF library's stable reason.</summary>
    public string? Detail { get; init; }
}

/// <summary>An answer: a value or a refusal. A refusal may come with the state it left behind (a wrong code and its counter).</summary>
/// <param name="Value">The value; null only with a refusal.</param>
/// <param name="Refusal">The refusal, or null.</param>
/// <typeparam name="T">The value's type.</typeparam>
public sealed record Reply<T>(T? Value, Refusal? Refusal)
    where T : class
{
    /// <summary>Whether nothing was refused.</summary>
    public bool IsAccepted => Refusal is null;
}

/// <summary>Makes replies.</summary>
public static class Reply
{
    /// <summary>A plain yes.</summary>
    public static Reply<T> Of<T>(T value)
        where T : class => new(value, null);

    /// <summary>A plain no.</summary>
    public static Reply<T> No<T>(Refusal refusal)
        where T : class => new(null, refusal);

    /// <summary>A plain no by code.</summary>
    public static Reply<T> No<T>(RefusalCode code, string? field = null)
        where T : class => new(null, new Refusal(code, field));
}
