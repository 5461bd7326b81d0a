using System.Formats.Asn1;
using System.Security.Cryptography;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Cms;

/// <summary>The ESS attributes that bind a signature to one certificate (RFC 2634, RFC 5035): without them another certificate for the same key could be put in its place.</summary>
internal static class SigningCertificateAttribute
{
    /// <summary>What a seal must have: version 2, one certificate, the default digest left out, issuer and serial given.</summary>
    /// <exception cref="Rejection">The attribute is absent, of another form, or names another certificate.</exception>
    public static void DemandOurs(CmsMessage message)
    {
        try
        {
            var ids = Sequence(CmsReader.One(message.SignedAttributes, Oids.SigningCertificateV2));
            var list = ids.ReadSequence();
            ids.ThrowIfNotEmpty();
            var id = list.ReadSequence();
            list.ThrowIfNotEmpty();
            Demand(Der1.Octets(id), SHA256.HashData(message.Signer.Der.Span));
            DemandIssuerAndSerial(id, message.Signer);
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.SigningCertificate, "signing-certificate-v2 is malformed.", null, e);
        }
    }

    /// <summary>What a timestamp token must have: version 1 or 2 with the signer first; where both are there, both must fit.</summary>
    /// <exception cref="Rejection">Neither is there, or one names another certificate.</exception>
    public static void DemandAny(CmsMessage message)
    {
        try
        {
            var found = false;
            if (message.SignedAttributes.ContainsKey(Oids.SigningCertificateV2))
            {
                DemandFirst(message, Oids.SigningCertificateV2);
                found = true;
            }

            if (message.SignedAttributes.ContainsKey(Oids.SigningCertificate))
            {
                DemandFirst(message, Oids.SigningCertificate);
                found = true;
            }

            if (!found) throw new Rejection(VerificationReason.SigningCertificate, "The token does not name its signing certificate.");
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.SigningCertificate, "The token's signing-certificate attribute is malformed.", null, e);
        }
    }

    private static void DemandFirst(CmsMessage message, string oid)
    {
        var id = Sequence(CmsReader.One(message.SignedAttributes, oid)).ReadSequence().ReadSequence();
        var algorithm = oid == Oids.SigningCertificate ? Oids.Sha1 : Oids.Sha256;
        if (oid == Oids.SigningCertificateV2 && id.PeekTag() == Asn1Tag.Sequence) algorithm = AlgorithmId.Read(id).Oid;
        var expected = algorithm == Oids.Sha1
            ? OldSha1(message.Signer.Der.Span)
            : CryptographicOperations.HashData(SignatureAlgorithms.Digest(algorithm) ?? throw new AsnContentException("Unknown digest."), message.Signer.Der.Span);
        Demand(Der1.Octets(id), expected);
        if (id.HasData) DemandIssuerAndSerial(id, message.Signer);
    }

    private static void DemandIssuerAndSerial(AsnReader id, DerCertificate signer)
    {
        var issuerSerial = id.ReadSequence();
        id.ThrowIfNotEmpty();
        var names = issuerSerial.ReadSequence();
        var name = names.ReadSequence(Der1.Context(4));
        names.ThrowIfNotEmpty();
        var issuer = name.ReadEncodedValue();
        name.ThrowIfNotEmpty();
        var serial = issuerSerial.ReadIntegerBytes();
        issuerSerial.ThrowIfNotEmpty();
        if (!issuer.Span.SequenceEqual(signer.Issuer.Span) || !serial.Span.SequenceEqual(signer.Serial.Span))
            throw new Rejection(VerificationReason.SigningCertificate, "The signing-certificate attribute names another issuer or serial number.");
    }

    private static void Demand(ReadOnlyMemory<byte> hash, byte[] expected)
    {
        if (!hash.Span.SequenceEqual(expected)) throw new Rejection(VerificationReason.SigningCertificate, "The signing-certificate attribute names another certificate.");
    }

    private static AsnReader Sequence(AsnReader value)
    {
        var inner = value.ReadSequence();
        value.ThrowIfNotEmpty();
        return inner;
    }

    /// <summary>Fixed by RFC 2634 for version 1; the attribute itself is protected by the token's SHA-2 signature.</summary>
    private static byte[] OldSha1(ReadOnlySpan<byte> certificate)
    {
#pragma warning disable CA5350 // The old attribute knows no other digest.
        return SHA1.HashData(certificate);
#pragma warning restore CA5350
    }
}
