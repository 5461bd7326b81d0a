namespace Flexportal.Web.Pages.Check;

/// <summary>Judges one sealed file for the public page. Implemented by the host over the verifier; holds nothing of the file afterwards.</summary>
public interface ISealCheck
{
    /// <summary>Judges a file. Never throws for what the file holds.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="cancellation">The visitor left.</param>
    Task<SealVerdict> Check(ReadOnlyMemory<byte> file, CancellationToken cancellation);
}

/// <summary>The verdict.</summary>
/// <param name="Outcome">Valid, not valid, or no seal of ours at all. Anything uncertain is not valid.</param>
/// <param name="Signer">Whose seal it is, as in its certificate; null where there is none.</param>
/// <param name="SealedAt">Time of the seal, the trusted one where there is one.</param>
/// <param name="TransactionId">32 hex digits, where the evidence could be read.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hex.</param>
/// <param name="Reason">Stable code of what is wrong, or null.</param>
public sealed record SealVerdict(SealOutcomeKind Outcome, string? Signer, DateTimeOffset? SealedAt, string? TransactionId, string Sha256, string? Reason);

/// <summary>The three verdicts.</summary>
public enum SealOutcomeKind
{
    /// <summary>Everything holds.</summary>
    Valid,

    /// <summary>There is a seal, and something does not hold.</summary>
    NotValid,

    /// <summary>No seal of ours.</summary>
    NotSealed,
}
