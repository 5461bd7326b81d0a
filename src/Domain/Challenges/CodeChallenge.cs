using System.Collections.Immutable;
using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Challenges;

/// <summary>The running code flow of one document: one row per document, replaced by a new flow only after an unlock.</summary>
public sealed record CodeChallenge
{
    /// <summary>The document.</summary>
    public required DocumentId Document { get; init; }

    /// <summary>Who must enter the code.</summary>
    public required WorkerId Worker { get; init; }

    /// <summary>The transaction, which is the attempt's id.</summary>
    public required TransactionId Transaction { get; init; }

    /// <summary>The flow's number: unlocks so far.</summary>
    public required int UnlockNumber { get; init; }

    /// <summary>Salt of the flow, 32 hex digits; the codes follow from it and a key that is not stored here.</summary>
    public required string Salt { get; init; }

    /// <summary>Digits of each code.</summary>
    public required int Digits { get; init; }

    /// <summary>Seconds that each code lives from acceptance.</summary>
    public required int LifetimeSeconds { get; init; }

    /// <summary>Address that the codes go to.</summary>
    public required string Destination { get; init; }

    /// <summary>How the worker chose to sign.</summary>
    public required SignatureKind Signature { get; init; }

    /// <summary>The drawn or typed signature, where there is one.</summary>
    public string? SignatureSvg { get; init; }

    /// <summary>The codes so far, oldest first; the last one is the running one.</summary>
    public ImmutableArray<SentCode> Codes { get; init; } = [];

    /// <summary>Wrong tries over all codes.</summary>
    public int WrongTries { get; init; }

    /// <summary>Where the flow is.</summary>
    public ChallengeState State { get; init; }

    /// <summary>Version of the row it was read from; 0 for a new one.</summary>
    public long Version { get; init; }

    /// <summary>The running code.</summary>
    public SentCode Current => Codes[^1];

    /// <summary>New codes that were charged.</summary>
    public int ResendsUsed => Math.Max(0, Codes.Count(code => code.Charged) - 1);
}

/// <summary>Where a flow is.</summary>
public enum ChallengeState
{
    /// <summary>A code is awaited.</summary>
    Running,

    /// <summary>The right code came.</summary>
    Accepted,

    /// <summary>Ended without success.</summary>
    Locked,

    /// <summary>The document was withdrawn, refused or unlocked meanwhile.</summary>
    Cancelled,
}

/// <summary>One code of a flow. The digits are nowhere stored.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Mail">The mail that carries it.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="SentAt">When it was handed to the transport.</param>
/// <param name="AcceptedAt">When the provider accepted it: the clock starts here.</param>
/// <param name="ExpiresAt">The end of its life; null while no time runs.</param>
/// <param name="Delivery">Fate of its mail.</param>
/// <param name="Charged">Whether it counts as a code given; not when its mail was never accepted in time.</param>
/// <param name="Ended">Whether the end of its life has been recorded.</param>
public sealed record SentCode(
    int Number,
    MessageId Mail,
    DateTimeOffset RequestedAt,
    DateTimeOffset? SentAt = null,
    DateTimeOffset? AcceptedAt = null,
    DateTimeOffset? ExpiresAt = null,
    DeliveryState Delivery = DeliveryState.Queued,
    bool Charged = true,
    bool Ended = false);
