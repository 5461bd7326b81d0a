namespace Flexportal.Domain.Workers;

/// <summary>A worker to add or change, found by external id.</summary>
public sealed record UpsertWorker(
    ExternalId ExternalId,
    string FamilyName,
    string? NamePrefix,
    string? GivenName,
    string? Initials,
    DateOnly? BirthDate,
    string Email,
    string? Phone,
    string? Language,
    long? IfVersion);

/// <summary>The worker's own preferences; null leaves a value as it is.</summary>
public sealed record UpdatePreferences(string? Language, bool? MoreTime);

/// <summary>A try to sign in.</summary>
/// <param name="Login">Address as typed.</param>
/// <param name="Password">Password as typed; never logged.</param>
/// <param name="SessionHash">SHA-256 (hex) of the new session id that the browser will get when it succeeds.</param>
/// <param name="Ip">Address of the request.</param>
/// <param name="UserAgent">Browser, at most 200 characters.</param>
public sealed record SignIn(string Login, Password Password, string SessionHash, string Ip, string? UserAgent);

/// <summary>Sets a password with the token of an invitation or reset mail, and signs in.</summary>
/// <param name="TokenHash">SHA-256 (hex) of the token.</param>
/// <param name="Password">The new password.</param>
/// <param name="SessionHash">SHA-256 (hex) of the new session id.</param>
/// <param name="Ip">Address of the request.</param>
/// <param name="UserAgent">Browser.</param>
public sealed record SetPassword(string TokenHash, Password Password, string SessionHash, string Ip, string? UserAgent);

/// <summary>A password on its way to the hasher. Never printed.</summary>
/// <param name="Value">As typed.</param>
public sealed record Password(string Value)
{
    /// <summary>Never the value.</summary>
    public override string ToString() => "(password)";
}
