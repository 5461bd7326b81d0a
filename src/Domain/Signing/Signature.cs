using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Signing;

/// <summary>The signature fact of one document and the road of its PDF. Inserting the row is the act; one per document by primary key.</summary>
public sealed record Signature
{
    /// <summary>The document.</summary>
    public required DocumentId Document { get; init; }

    /// <summary>The transaction.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The signer.</summary>
    public required WorkerId Worker { get; init; }

    /// <summary>When it was committed.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>Who, what, when, how. Stored encrypted with the tenant's key; stays after the purge.</summary>
    public required TransactionEvidence Evidence { get; init; }

    /// <summary>Where the PDF is.</summary>
    public SignedCopyState State { get; init; } = SignedCopyState.Sealing;

    /// <summary>The sealed file, once there is one.</summary>
    public SealedFile? Sealed { get; init; }

    /// <summary>Failed tries to seal so far; drives the backoff.</summary>
    public int SealTries { get; init; }

    /// <summary>Why the last try failed: a stable code.</summary>
    public string? SealProblem { get; init; }

    /// <summary>The worker's copy.</summary>
    public CopyDelivery? WorkerCopy { get; init; }

    /// <summary>The agency's copy by mail, where it has an archive address.</summary>
    public CopyDelivery? ArchiveCopy { get; init; }

    /// <summary>When the agency confirmed by API that it holds the file.</summary>
    public DateTimeOffset? AgencyConfirmedAt { get; init; }

    /// <summary>When the bytes were destroyed.</summary>
    public DateTimeOffset? PurgedAt { get; init; }

    /// <summary>Version of the row it was read from; 0 for a new one.</summary>
    public long Version { get; init; }
}

/// <summary>The sealed file's figures.</summary>
/// <param name="Sha256">SHA-256 of the whole file, lower-case hex.</param>
/// <param name="Size">Bytes of the whole file.</param>
/// <param name="PageCount">Pages, proof included.</param>
/// <param name="Level">Level reached: <c>B</c>, <c>T</c> or <c>LTA</c>.</param>
/// <param name="SealedAt">When.</param>
public sealed record SealedFile(string Sha256, long Size, int PageCount, string Level, DateTimeOffset SealedAt);

/// <summary>The road of one copy by mail.</summary>
/// <param name="Mail">The message.</param>
/// <param name="To">The address.</param>
/// <param name="AsLink">Whether a link was mailed in place of the file.</param>
/// <param name="State">Fate so far.</param>
/// <param name="AcceptedAt">When the provider accepted it.</param>
/// <param name="ReportsDelivery">Whether the transport will report delivery.</param>
/// <param name="SettledAt">When delivery, bounce or failure was known.</param>
public sealed record CopyDelivery(
    MessageId Mail,
    string To,
    bool AsLink,
    DeliveryState State = DeliveryState.Queued,
    DateTimeOffset? AcceptedAt = null,
    bool ReportsDelivery = false,
    DateTimeOffset? SettledAt = null);

/// <summary>How a signer is verified.</summary>
public enum VerificationMethod
{
    /// <summary>Sign-in only.</summary>
    None,

    /// <summary>Code by e-mail.</summary>
    EmailCode,
}

/// <summary>How a signature is given.</summary>
public enum SignatureKind
{
    /// <summary>A click on the button.</summary>
    Click,

    /// <summary>The name typed.</summary>
    Typed,

    /// <summary>Drawn.</summary>
    Drawn,
}
