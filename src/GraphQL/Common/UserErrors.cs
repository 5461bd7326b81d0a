using Flexportal.Domain.Common;
using GraphQL;

namespace Flexportal.Api.Common;

/// <summary>Stable codes of what a caller can mend. Names are for ever.</summary>
internal enum UserErrorCode
{
    Required,
    InvalidFormat,
    NotFound,
    Forbidden,
    Conflict,
    AlreadySigned,
    AlreadyRefused,
    CodeIncorrect,
    CodeReplaced,
    CodeExpired,
    CodeLength,
    CodeNotNumeric,
    ResendsUsedUp,
    ResendTooSoon,
    TooManyAttempts,
    DocumentLocked,
    DocumentExpired,
    DocumentWithdrawn,
    DuplicateExternalId,
    IdempotencyKeyReused,
    UploadMissing,
    ChecksumMismatch,
    FileTooLarge,
    FileNotPdf,
    PdfEncrypted,
    PdfAlreadySigned,
    PdfNoPages,
    PdfActiveContent,
    PdfUnsupported,
    TextUnprintable,
    MailRejected,
    AccountLocked,
    SignInFailed,
    SignInTooOften,
    TooOften,
    LinkExpired,
    PasswordTooShort,
    PasswordTooCommon,
    Unavailable,
}

/// <summary>What a caller can mend.</summary>
[Name("UserError")]
internal interface IUserError
{
    UserErrorCode Code { get; }

    string Message { get; }

    /// <summary>Path of the input field, from the mutation's argument.</summary>
    IReadOnlyList<string>? Field { get; }
}

[Name("GenericError")]
[Implements(typeof(IUserError))]
internal sealed class GenericError(UserErrorCode code, string message, IReadOnlyList<string>? path) : IUserError
{
    public UserErrorCode Code => code;

    public string Message => message;

    public IReadOnlyList<string>? Field => path;
}

[Name("CodeIncorrectError")]
[Implements(typeof(IUserError))]
internal sealed class CodeIncorrectError(string message, int attemptsLeft) : IUserError
{
    public UserErrorCode Code => UserErrorCode.CodeIncorrect;

    public string Message => message;

    public IReadOnlyList<string>? Field => ["input", "code"];

    public int AttemptsLeft => attemptsLeft;
}

[Name("CodeExpiredError")]
[Implements(typeof(IUserError))]
internal sealed class CodeExpiredError(string message, bool newCodeSent, int resendsLeft) : IUserError
{
    public UserErrorCode Code => UserErrorCode.CodeExpired;

    public string Message => message;

    public IReadOnlyList<string>? Field => ["input", "code"];

    public bool NewCodeSent => newCodeSent;

    public int ResendsLeft => resendsLeft;
}

/// <summary>Refusals as user errors.</summary>
internal static class UserErrors
{
    public static IReadOnlyList<IUserError> None => [];

    /// <summary>No error, or the refusal in the reader's language.</summary>
    public static IReadOnlyList<IUserError> Of(Refusal? refusal, Reader reader) => refusal is null ? None : [One(refusal, reader)];

    /// <summary>One refusal that the edge itself found.</summary>
    public static IReadOnlyList<IUserError> Of(RefusalCode code, string field, Reader reader) => Of(new Refusal(code, field), reader);

    private static IUserError One(Refusal refusal, Reader reader)
    {
        var text = RefusalText.Of(refusal);
        var message = text.For(reader);
        return text.Code switch
        {
            UserErrorCode.CodeIncorrect => new CodeIncorrectError(message, refusal.AttemptsLeft ?? 0),
            UserErrorCode.CodeExpired => new CodeExpiredError(message, newCodeSent: false, refusal.ResendsLeft ?? 0),
            var code => new GenericError(code, message, Path(refusal.Field)),
        };
    }

    private static IReadOnlyList<string>? Path(string? field) => field is null ? null : ["input", .. field.Split('.')];
}
