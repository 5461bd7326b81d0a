namespace Flexportal.Sealing.Verify;

/// <summary>Every reason for which a sealed file is not valid. The names are for ever; <c>docs/verifying.md</c> lists them.</summary>
public enum VerificationReason
{
    /// <summary>The file is larger, or its structure deeper, than the verifier reads.</summary>
    TooLarge,

    /// <summary>The end of the file is not exactly <c>startxref</c>, offset and <c>%%EOF</c> with one end of line.</summary>
    FileEnd,

    /// <summary>A cross-reference section or trailer is not of the exact form that we write.</summary>
    Xref,

    /// <summary>A cross-reference entry does not point to its object, or an object is missing from it.</summary>
    ObjectOffset,

    /// <summary>There are bytes between the objects of a revision that belong to none.</summary>
    StrayBytes,

    /// <summary>An object of an appended revision is not of the form that we write.</summary>
    ObjectSyntax,

    /// <summary>A revision is not one of seal, validation data with archive timestamp, or renewal.</summary>
    UnknownRevision,

    /// <summary>A revision defines or changes an object that it may not touch.</summary>
    ForbiddenChange,

    /// <summary>The signature dictionary or its field has other entries than ours.</summary>
    SignatureDictionary,

    /// <summary>A /ByteRange does not cover exactly the file up to the end of its revision, save the hole of /Contents.</summary>
    ByteRange,

    /// <summary>/Contents is not lower-case hexadecimal of one DER value with zero padding.</summary>
    ContentsEncoding,

    /// <summary>The CMS is not strict DER of exactly our profile.</summary>
    CmsForm,

    /// <summary>The signed bytes have another hash than the one that was signed.</summary>
    Digest,

    /// <summary>The signature value is wrong.</summary>
    SignatureValue,

    /// <summary>signing-certificate is absent or names another certificate.</summary>
    SigningCertificate,

    /// <summary>The certificates are not exactly the signer's chain.</summary>
    CertificateSet,

    /// <summary>A certificate is malformed, or may not be used for this.</summary>
    CertificateForm,

    /// <summary>The chain does not end at a pinned root.</summary>
    UntrustedRoot,

    /// <summary>A certificate was not yet, or no longer, valid at the time that counts.</summary>
    CertificateTime,

    /// <summary>A certificate had been revoked.</summary>
    Revoked,

    /// <summary>Revocation data are missing, stale or wrong.</summary>
    RevocationData,

    /// <summary>A timestamp token is malformed, stamps something else, or its authority may not stamp.</summary>
    Timestamp,

    /// <summary>The times contradict each other, or lie in the future.</summary>
    TimeOrder,

    /// <summary>evidence.json is missing, is not the file named by the catalog, or cannot be read.</summary>
    EvidenceForm,

    /// <summary>The evidence contradicts the file: transaction, times or names differ from the signature dictionary.</summary>
    EvidenceMismatch,

    /// <summary>The original's bytes are not those of the evidence.</summary>
    OriginalHash,
}
