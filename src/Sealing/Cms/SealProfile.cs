using System.Formats.Asn1;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Cms;

/// <summary>The one form of CMS that our verifier takes for a seal: every byte is either signed, or forced by this profile, or part of a certificate or token that is verified itself.</summary>
internal static class SealProfile
{
    private static readonly string[] Signed = [Oids.ContentType, Oids.MessageDigest, Oids.SigningCertificateV2, Oids.AlgorithmProtection];

    /// <summary>Demands the profile and the signature over the digest.</summary>
    /// <param name="message">The CMS as read.</param>
    /// <param name="digestSha256">SHA-256 of the byte ranges.</param>
    /// <exception cref="Rejection">Anything is missing, wrong, or more than the profile allows.</exception>
    public static void Demand(CmsMessage message, ReadOnlySpan<byte> digestSha256)
    {
        if (message.Version != 1) throw Form("The version is not 1.");
        if (message.Digest != new AlgorithmId(Oids.Sha256, "")) throw Form("The digest is not plain SHA-256.");
        if (message.ContentType != Oids.Data || message.Content is not null) throw Form("The content is not detached data.");
        SigningCertificateAttribute.DemandOurs(message);
        if (message.SignedAttributes.Count != Signed.Length || !Signed.All(message.SignedAttributes.ContainsKey)) throw Form("The signed attributes are not those of the profile.");
        DemandAlgorithms(message);
        if (message.UnsignedAttributes.Keys.Any(oid => oid != Oids.SignatureTimestamp)) throw Form("There is an unsigned attribute beside the timestamp.");
        CmsReader.DemandSignature(message, digestSha256);
    }

    /// <summary>Demands that the certificates are the chain up to the pinned root, all of it and nothing more.</summary>
    /// <returns>The chain, signer first.</returns>
    /// <exception cref="Rejection">The chain is broken, untrusted, incomplete or padded with others.</exception>
    public static IReadOnlyList<DerCertificate> DemandChain(CmsMessage message, IReadOnlyList<ReadOnlyMemory<byte>> roots, DateTimeOffset at)
    {
        var signer = message.Signer;
        if (!signer.HasUsage(KeyUsageBit.DigitalSignature) && !signer.HasUsage(KeyUsageBit.NonRepudiation))
            throw new Rejection(VerificationReason.CertificateForm, "The signer's certificate is not for signing.");
        var chain = CertificatePath.Build(signer, message.Certificates, roots, at);
        if (chain.Count != message.Certificates.Count || !chain.All(link => message.Certificates.Any(given => given.Der.Span.SequenceEqual(link.Der.Span))))
            throw new Rejection(VerificationReason.CertificateSet, "The certificates are not exactly the signer's chain.");
        return chain;
    }

    private static void DemandAlgorithms(CmsMessage message)
    {
        var expected = message.SignatureAlgorithm.Oid switch
        {
            Oids.EcdsaSha256 => new AlgorithmId(Oids.EcdsaSha256, ""),
            Oids.Rsa => new AlgorithmId(Oids.Rsa, "0500"),
            _ => throw Form("The signature algorithm is neither RSA nor ECDSA with SHA-256."),
        };
        if (message.SignatureAlgorithm != expected) throw Form("The signature algorithm has other parameters.");
        if (expected.Oid == Oids.EcdsaSha256 && !LowS.Holds(message.Signature)) throw new Rejection(VerificationReason.SignatureValue, "The ECDSA value is not the one of the two that is written.");
        try
        {
            var protection = CmsReader.One(message.SignedAttributes, Oids.AlgorithmProtection).ReadSequence();
            var digest = AlgorithmId.Read(protection);
            var signature = AlgorithmId.Body(protection.ReadSequence(Der1.Context(1)));
            protection.ThrowIfNotEmpty();
            if (digest != message.Digest || signature != expected) throw Form("The algorithms differ from the protected ones.");
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.CmsForm, "The algorithm protection is malformed.", null, e);
        }
    }

    private static Rejection Form(string detail) => new(VerificationReason.CmsForm, detail);
}
