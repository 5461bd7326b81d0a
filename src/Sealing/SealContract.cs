using Flexportal.Domain.Signing;

namespace Flexportal.Sealing;

/// <summary>How far a seal goes (ETSI EN 319 142-1).</summary>
public enum SealLevel
{
    /// <summary>PAdES-B-B: signature without trusted time.</summary>
    B,

    /// <summary>PAdES-B-T: with an RFC 3161 signature timestamp.</summary>
    T,

    /// <summary>PAdES-B-LTA: with validation data and an archive timestamp.</summary>
    LTA,
}

/// <summary>What is to be sealed.</summary>
/// <param name="Original">The upload's bytes; they become the untouched prefix of the sealed file.</param>
/// <param name="Evidence">What the proof page and <c>evidence.json</c> say; its hash, size and page count are checked against the original.</param>
/// <param name="Look">The agency's name, colour and the second language of the proof.</param>
/// <param name="SignedAt">The instant for the signature dictionary's <c>/M</c> (the moment of sealing).</param>
public sealed record SealRequest(ReadOnlyMemory<byte> Original, TransactionEvidence Evidence, ProofLook Look, DateTimeOffset SignedAt);

/// <summary>How stamp and proof page look.</summary>
/// <param name="AgencyName">Shown on the proof's head line and in the stamp.</param>
/// <param name="AccentRgb">The agency's colour as 0xRRGGBB, used for rules only.</param>
/// <param name="SecondLanguage">The worker's language (BCP 47) beside Dutch; <c>en</c> where none is known.</param>
public sealed record ProofLook(string AgencyName, int AccentRgb, string SecondLanguage);

/// <summary>The answer: the bytes to append, or a refusal. Nothing else ever comes out.</summary>
public abstract record SealOutcome
{
    private SealOutcome()
    {
    }

    /// <summary>Sealed.</summary>
    /// <param name="Tail">Everything after the original's bytes.</param>
    /// <param name="Sha256">SHA-256 of original and tail together, lower-case hex.</param>
    /// <param name="Size">Bytes of original and tail together.</param>
    /// <param name="PageCount">Pages of the sealed file, proof included.</param>
    /// <param name="Level">The level that was really reached.</param>
    public sealed record Sealed(ReadOnlyMemory<byte> Tail, string Sha256, long Size, int PageCount, SealLevel Level) : SealOutcome;

    /// <summary>Not sealed, and why.</summary>
    /// <param name="Refusal">The reason with the object that it is about.</param>
    public sealed record Refused(SealRefusal Refusal) : SealOutcome;
}

/// <summary>A typed refusal; <see cref="Code"/> is stable and listed in <c>docs/refusals.md</c>.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="ObjectNumber">The PDF object that it is about, where there is one.</param>
/// <param name="Detail">English detail for logs and the API, without personal data.</param>
public sealed record SealRefusal(SealRefusalReason Reason, int? ObjectNumber = null, string? Detail = null)
{
    /// <summary>The stable snake-case code, for example <c>no_pages</c>.</summary>
    public string Code => string.Concat(Reason.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>Every "no" of the library. The names are for ever.</summary>
public enum SealRefusalReason
{
    /// <summary>No PDF header, no trailer or no catalog can be found.</summary>
    NotAPdf,

    /// <summary>The file has no bytes.</summary>
    Empty,

    /// <summary>A user password is needed, or the handler is unknown.</summary>
    Encrypted,

    /// <summary>The author's permissions forbid the change.</summary>
    PermissionsForbid,

    /// <summary>The document has no page, or the page tree is broken.</summary>
    NoPages,

    /// <summary>Dynamic XFA form: the pages are made by a script.</summary>
    XfaDynamic,

    /// <summary>A certification signature forbids the change (ISO 32000-2 12.8.2.2).</summary>
    DocmdpForbids,

    /// <summary>More bytes, pages or objects than the limits allow.</summary>
    TooLarge,

    /// <summary>A bound on depth, inflated bytes or time was reached.</summary>
    TooComplex,

    /// <summary>The structure is damaged beyond repair.</summary>
    Damaged,

    /// <summary>A text of the proof has a character that no shipped font has.</summary>
    TextUnprintable,

    /// <summary>The evidence does not describe this file (hash, size or page count differ).</summary>
    EvidenceMismatch,

    /// <summary>The signature did not fit the space reserved for it.</summary>
    SignatureTooLarge,

    /// <summary>No timestamp authority gave a usable token; the seal is to be tried again.</summary>
    TimestampUnavailable,

    /// <summary>The seal key could not sign, or its certificate is not usable now.</summary>
    KeyUnavailable,

    /// <summary>The finished file did not pass our own verifier.</summary>
    SelfCheckFailed,

    /// <summary>JavaScript, launch, submit, import, rich media or external streams, where the policy refuses them.</summary>
    ActiveContent,

    /// <summary>Already signed, where the policy refuses that.</summary>
    AlreadySigned,
}
