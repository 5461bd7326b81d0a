namespace Flexportal.Web.Pages;

/// <summary>A <c>LocalizedTime</c>: the instant, and as written in the page's language.</summary>
public sealed record Moment(DateTimeOffset Instant, string? Short = null, string? Long = null);

/// <summary>A <c>DownloadLink</c>.</summary>
public sealed record Download(string Url, long ByteSize);

/// <summary>A <c>UserError</c>: only the stable code is used, the words are the page's own.</summary>
public sealed record UserError(string Code, IReadOnlyList<string>? Field = null);

/// <summary>A code flow as a page needs it.</summary>
public sealed record Challenge(
    string MaskedDestination, Moment? SentAt, string Delivery, DateTimeOffset? ExpiresAt, int LifetimeSeconds, int Digits, int ResendsLeft, int AttemptsLeft, DateTimeOffset? CanResendAt, DateTimeOffset LateAt);

/// <summary>An attempt to sign.</summary>
public sealed record Attempt(string Id, string Step, DateTimeOffset ServerNow, Challenge? Challenge);
