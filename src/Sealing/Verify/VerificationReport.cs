using Flexportal.Domain.Signing;

namespace Flexportal.Sealing.Verify;

/// <summary>What the verifier says.</summary>
public enum Verdict
{
    /// <summary>Sealed by a trusted seal, and not a byte was changed since.</summary>
    Valid,

    /// <summary>It bears our seal's marks, but does not hold.</summary>
    NotValid,

    /// <summary>No seal of ours is in it.</summary>
    NotSealed,
}

/// <summary>The verdict on one file.</summary>
/// <param name="Verdict">Valid, not valid or not sealed.</param>
/// <param name="Reason">Why not valid; null otherwise.</param>
/// <param name="ObjectNumber">The PDF object that the reason is about, where there is one.</param>
/// <param name="Detail">The reason in plain English, without personal data; null when valid.</param>
/// <param name="Findings">What the seal says; only when valid, because nothing of an invalid file can be believed.</param>
public sealed record VerificationReport(Verdict Verdict, VerificationReason? Reason, int? ObjectNumber, string? Detail, SealFindings? Findings)
{
    /// <summary>The stable snake-case code of the reason, for example <c>byte_range</c>; null without a reason.</summary>
    public string? ReasonCode => Reason is { } reason
        ? string.Concat(reason.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()))
        : null;
}

/// <summary>What a valid seal says.</summary>
/// <param name="TransactionId">32 lower-case hex digits.</param>
/// <param name="Level">How far the seal goes.</param>
/// <param name="Seal">Name in the seal certificate.</param>
/// <param name="SealSha256">SHA-256 of the seal certificate, lower-case hex.</param>
/// <param name="RootSha256">SHA-256 of the pinned root that it ends at, lower-case hex.</param>
/// <param name="SealedAt">The moment of sealing by the platform's own clock (<c>/M</c>).</param>
/// <param name="StampedAt">The moment that a timestamp authority confirms, or null where there is no signature timestamp.</param>
/// <param name="ArchivedAt">The archive timestamps, oldest first.</param>
/// <param name="OriginalSha256">SHA-256 of the original, lower-case hex; the file's first bytes were checked against it.</param>
/// <param name="OriginalSize">Bytes of the original.</param>
/// <param name="SealedSha256">SHA-256 of the file as it was first sealed, without later archive timestamps, lower-case hex.</param>
/// <param name="SealedSize">Bytes of the file as it was first sealed.</param>
/// <param name="Revisions">Revisions after the original: 1, and one per archive timestamp.</param>
/// <param name="Evidence">The facts of <c>evidence.json</c>.</param>
public sealed record SealFindings(
    string TransactionId,
    SealLevel Level,
    string Seal,
    string SealSha256,
    string RootSha256,
    DateTimeOffset SealedAt,
    DateTimeOffset? StampedAt,
    IReadOnlyList<DateTimeOffset> ArchivedAt,
    string OriginalSha256,
    long OriginalSize,
    string SealedSha256,
    long SealedSize,
    int Revisions,
    TransactionEvidence Evidence);
