using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Documents;

/// <summary>A document of one worker.</summary>
public sealed record Document
{
    /// <summary>Own id.</summary>
    public required DocumentId Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required WorkerId Worker { get; init; }

    /// <summary>To sign, or to download.</summary>
    public required DocumentPurpose Purpose { get; init; }

    /// <summary>Code of its type.</summary>
    public required string TypeCode { get; init; }

    /// <summary>Title, 1 to 400 characters.</summary>
    public required string Title { get; init; }

    /// <summary>File name, 1 to 400 characters, without path.</summary>
    public required string FileName { get; init; }

    /// <summary>Language of the text, BCP 47.</summary>
    public required string Language { get; init; }

    /// <summary>The stored original.</summary>
    public required OriginalFile File { get; init; }

    /// <summary>How the signer is verified.</summary>
    public required VerificationMethod Verification { get; init; }

    /// <summary>Id in the agency's systems.</summary>
    public ExternalId? ExternalId { get; init; }

    /// <summary>Where it is in its life.</summary>
    public DocumentState State { get; init; }

    /// <summary>Label of the API key that offered it.</summary>
    public required string OfferedBy { get; init; }

    /// <summary>When the row was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the worker could first see it.</summary>
    public DateTimeOffset? OfferedAt { get; init; }

    /// <summary>When the worker first opened it.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Last moment to sign.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When the signature was committed.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When it was refused, withdrawn, replaced or expired.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The worker's reason to refuse, or the agency's to withdraw.</summary>
    public string? ClosedReason { get; init; }

    /// <summary>The running or final transaction.</summary>
    public TransactionId? Transaction { get; init; }

    /// <summary>When that transaction was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How often the agency has unlocked it; a flow is (document, unlock number).</summary>
    public int UnlockNumber { get; init; }

    /// <summary>Why it is locked, while it is.</summary>
    public DocumentLock? Lock { get; init; }

    /// <summary>Where the signed copy is on its way, once signed.</summary>
    public SignedCopyState? Copy { get; init; }

    /// <summary>Last reminder.</summary>
    public DateTimeOffset? RemindedAt { get; init; }

    /// <summary>Version of the row it was read from; 0 for a new one.</summary>
    public long Version { get; init; }
}

/// <summary>What a document is for.</summary>
public enum DocumentPurpose
{
    /// <summary>To be signed.</summary>
    Sign,

    /// <summary>A download under <i>Jouw documenten</i>.</summary>
    Personal,
}

/// <summary>The life of a document (design section 3). A personal one stays <see cref="Offered"/> or <see cref="Opened"/>.</summary>
public enum DocumentState
{
    /// <summary>Not yet shown to the worker.</summary>
    Draft,

    /// <summary>Shown, not opened.</summary>
    Offered,

    /// <summary>Opened by the worker.</summary>
    Opened,

    /// <summary>A code flow runs.</summary>
    AwaitingCode,

    /// <summary>The code flow ended without success; the agency can unlock.</summary>
    Locked,

    /// <summary>Signed. Final.</summary>
    Signed,

    /// <summary>The worker said no.</summary>
    Refused,

    /// <summary>The last day is over.</summary>
    Expired,

    /// <summary>The agency took it back.</summary>
    Withdrawn,

    /// <summary>The agency put a new version in its place.</summary>
    Replaced,
}

/// <summary>The stored original.</summary>
/// <param name="Upload">The upload it came from, by which its bytes are stored.</param>
/// <param name="Sha256">SHA-256, lower-case hex.</param>
/// <param name="Size">Bytes.</param>
/// <param name="PageCount">Pages.</param>
public sealed record OriginalFile(UploadId Upload, string Sha256, long Size, int PageCount);

/// <summary>Why a document is locked.</summary>
/// <param name="Reason">The cause.</param>
/// <param name="At">Since when.</param>
/// <param name="WrongTries">Wrong tries of the flow.</param>
/// <param name="CodesSent">Codes of the flow.</param>
public sealed record DocumentLock(LockReason Reason, DateTimeOffset At, int WrongTries, int CodesSent);

/// <summary>Causes of a lock.</summary>
public enum LockReason
{
    /// <summary>The last code ran out unused.</summary>
    ResendsUsedUp,

    /// <summary>Too many wrong tries.</summary>
    TooManyAttempts,
}

/// <summary>Road of the signed copy.</summary>
public enum SignedCopyState
{
    /// <summary>The signature stands; the PDF is being made.</summary>
    Sealing,

    /// <summary>Sealed; the mail waits.</summary>
    Queued,

    /// <summary>The mail provider accepted the worker's copy.</summary>
    HandedOver,

    /// <summary>Delivered to the worker.</summary>
    Delivered,

    /// <summary>Came back: the agency must correct the address.</summary>
    Bounced,

    /// <summary>Given up after all retries.</summary>
    Failed,

    /// <summary>Delivered and confirmed; the bytes are gone.</summary>
    Purged,
}
