using System.Collections.Immutable;
using Flexportal.Domain.Common;

namespace Flexportal.Domain.Workers;

/// <summary>A flex worker of one agency.</summary>
public sealed record Worker
{
    /// <summary>Own id.</summary>
    public required WorkerId Id { get; init; }

    /// <summary>The agency's own number, unique within its scheme.</summary>
    public required ExternalId ExternalId { get; init; }

    /// <summary>Name parts.</summary>
    public required PersonName Name { get; init; }

    /// <summary>Mail address; also the sign-in name.</summary>
    public required string Email { get; init; }

    /// <summary>Phone number, as given.</summary>
    public string? Phone { get; init; }

    /// <summary>Birth date, where the agency gave it.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string Language { get; init; } = "nl";

    /// <summary>Life of the account.</summary>
    public WorkerState State { get; init; } = WorkerState.Invited;

    /// <summary>The hasher's own format; null until a password is set.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>When address or password last changed; links to set a password that were mailed before are dead. Null: neither did since the row was made.</summary>
    public DateTimeOffset? CredentialsSince { get; init; }

    /// <summary>Wants 15 minutes for codes.</summary>
    public bool MoreTime { get; init; }

    /// <summary>Fate of the last mail to the address.</summary>
    public DeliveryState? MailState { get; init; }

    /// <summary>Wrong codes of the last 30 days without a success.</summary>
    public ImmutableArray<DateTimeOffset> WrongCodes { get; init; } = [];

    /// <summary>Marks of the devices signed in with, the newest last.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>Last sign-in.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Version of the row it was read from; 0 for a new one.</summary>
    public long Version { get; init; }
}

/// <summary>Life of an account.</summary>
public enum WorkerState
{
    /// <summary>Has no password yet.</summary>
    Invited,

    /// <summary>Can sign in.</summary>
    Active,

    /// <summary>Too many wrong codes: the agency must unlock.</summary>
    Blocked,

    /// <summary>No longer works for the agency; may still read own documents.</summary>
    Left,
}

/// <summary>An id in the agency's own systems.</summary>
/// <param name="Value">1 to 100 characters.</param>
/// <param name="Scheme">Names the system that gives it, for example <c>payroll</c>; 1 to 100 characters.</param>
public sealed record ExternalId(string Value, string Scheme)
{
    /// <summary>Whether both texts can be stored; what cannot be is nobody's.</summary>
    public bool IsStorable => StorableText.Is(Value) && StorableText.Is(Scheme);
}

/// <summary>A Dutch name in its parts.</summary>
/// <param name="Family">Family name without prefix.</param>
/// <param name="Prefix">For example <c>van</c>, <c>'t</c>, <c>van der</c>.</param>
/// <param name="Given">Given name.</param>
/// <param name="Initials">For example <c>N.</c>.</param>
public sealed record PersonName(string Family, string? Prefix = null, string? Given = null, string? Initials = null)
{
    /// <summary>The name as a person says it: <c>Niki van Dooren</c>.</summary>
    public string Display => string.Join(' ', new[] { Given ?? Initials, Prefix, Family }.Where(part => !string.IsNullOrWhiteSpace(part)));
}

/// <summary>Fate of one mail. <see cref="HandedOver"/>: the provider accepted it; <see cref="Delivered"/>: the provider reported delivery.</summary>
public enum DeliveryState
{
    /// <summary>Waits in the outbox.</summary>
    Queued,

    /// <summary>The provider accepted it.</summary>
    HandedOver,

    /// <summary>The provider reported delivery.</summary>
    Delivered,

    /// <summary>Put off by the provider; we go on trying.</summary>
    Delayed,

    /// <summary>Came back.</summary>
    Bounced,

    /// <summary>The receiver called it spam.</summary>
    Complained,

    /// <summary>Given up after all retries.</summary>
    Failed,

    /// <summary>Not sent: replaced before it left (an unsent code).</summary>
    Cancelled,
}

/// <summary>A sign-in session. The browser holds 256 random bits; only their hash is stored.</summary>
/// <param name="Hash">SHA-256 of the session id, lower-case hex; the grain's key.</param>
/// <param name="Worker">Who is signed in.</param>
/// <param name="Ip">Address of the sign-in.</param>
/// <param name="UserAgent">Browser at sign-in, at most 200 characters.</param>
/// <param name="CreatedAt">When the password was given.</param>
/// <param name="SeenAt">Last use, written at most once a minute.</param>
/// <param name="EndedAt">When it was signed out or revoked, or null.</param>
public sealed record Session(string Hash, WorkerId Worker, string Ip, string? UserAgent, DateTimeOffset CreatedAt, DateTimeOffset SeenAt, DateTimeOffset? EndedAt);

/// <summary>What a mail link is for.</summary>
public enum LinkKind
{
    /// <summary>Invitation: leads to the documents; sets the first password.</summary>
    Invite,

    /// <summary>A new password.</summary>
    PasswordReset,

    /// <summary>Leads back to the code page of an attempt. Signs nobody in.</summary>
    Resume,

    /// <summary>Downloads one signed PDF that was too large to attach.</summary>
    SignedCopy,
}

/// <summary>A link in a mail. The token is derived when the mail is handed over; its hash stands here.</summary>
/// <param name="Hash">SHA-256 of the token, lower-case hex.</param>
/// <param name="Kind">What for.</param>
/// <param name="Worker">For whom.</param>
/// <param name="Document">About which document, where there is one.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="UsedAt">When it set a password; such a link works once.</param>
public sealed record MailLink(string Hash, LinkKind Kind, WorkerId Worker, DocumentId? Document, DateTimeOffset ExpiresAt, DateTimeOffset? UsedAt = null);
