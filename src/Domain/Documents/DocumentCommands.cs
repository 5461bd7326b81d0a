using Flexportal.Domain.Common;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Documents;

/// <summary>A document to put up.</summary>
public sealed record CreateDocument(
    WorkerId Worker,
    DocumentPurpose? Purpose,
    string TypeCode,
    string Title,
    string FileName,
    UploadId Upload,
    string Language,
    VerificationMethod? Verification,
    DateTimeOffset? ExpiresAt,
    ExternalId? ExternalId,
    bool OfferNow);

/// <summary>A command with a reason (withdraw, unlock, refuse).</summary>
/// <param name="Reason">1 to 1,000 characters.</param>
/// <param name="IfVersion">Expected version, or null for any.</param>
public sealed record WithReason(string Reason, long? IfVersion = null);

/// <summary>Starting to sign.</summary>
/// <param name="Signature">How.</param>
/// <param name="SignatureSvg">The drawing, for a drawn one.</param>
/// <param name="MoreTime">15 minutes for the code.</param>
/// <param name="Signer">The session that signs.</param>
public sealed record StartSigning(SignatureKind Signature, string? SignatureSvg, bool MoreTime, SignerSession Signer);

/// <summary>The session behind a signature: evidence.</summary>
/// <param name="Worker">Who is signed in.</param>
/// <param name="Since">Since when.</param>
/// <param name="SignInIp">From where the password was given.</param>
/// <param name="Ip">From where this request came.</param>
/// <param name="Language">Language in which the consent was shown beside Dutch, BCP 47.</param>
public sealed record SignerSession(WorkerId Worker, DateTimeOffset Since, string SignInIp, string Ip, string Language);

/// <summary>A typed code.</summary>
/// <param name="Transaction">The attempt.</param>
/// <param name="Typed">As typed; spaces, hyphens and foreign digits are understood.</param>
/// <param name="Signer">The session that signs.</param>
public sealed record ConfirmCode(TransactionId Transaction, string? Typed, SignerSession Signer);
