using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;

namespace Flexportal.Sealing.Cms;

/// <summary>
/// Writes the detached CAdES SignedData of a PAdES baseline signature (RFC 5652, ETSI EN 319 122-1, EN 319 142-1): DER throughout, no content, no
/// signing-time (PAdES says it in the dictionary's /M), the signing certificate bound by signing-certificate-v2.
/// </summary>
internal static class CmsSigner
{
    /// <summary>Tags, lengths, attributes and identifiers around certificates and signature value: 330 to 420 bytes were measured.</summary>
    private const int Frame = 640;

    /// <summary>Bytes that a signature by this key needs at most, without a timestamp.</summary>
    public static int Estimate(ISealKey key) =>
        Frame
        + key.Certificate.IssuerName.RawData.Length * 2
        + key.Certificate.RawDataMemory.Length
        + key.Chain.Sum(certificate => certificate.RawDataMemory.Length)
        + CertificateFacts.Of(key.Certificate).SignatureBytes;

    /// <summary>Signs the digest of the byte ranges.</summary>
    /// <param name="digestSha256">SHA-256 of the signed bytes, 32 bytes.</param>
    /// <param name="key">The seal key; it sees the DER of the signed attributes only.</param>
    /// <param name="cancellation">Ends the wait for a remote key.</param>
    /// <returns>The ContentInfo as DER.</returns>
    /// <exception cref="SealKeyException">The key could not sign, or its value is malformed.</exception>
    public static async ValueTask<byte[]> Sign(ReadOnlyMemory<byte> digestSha256, ISealKey key, CancellationToken cancellation)
    {
        if (digestSha256.Length != SHA256.HashSizeInBytes) throw new ArgumentException("A SHA-256 digest has 32 bytes.", nameof(digestSha256));

        var attributes = SignedAttributes(digestSha256.Span, key.Certificate);
        var value = await key.Sign(attributes, cancellation);
        if (key.Certificate.PublicKey.Oid.Value == Oids.EcPublicKey) value = LowS.Normalise(value);
        return Envelope(key, attributes, value);
    }

    /// <summary>Adds an RFC 3161 token over the signature value as the only unsigned attribute (RFC 3161 appendix A).</summary>
    /// <exception cref="CryptographicException">The CMS is not one of ours, or has unsigned attributes already.</exception>
    public static byte[] AddTimestamp(ReadOnlyMemory<byte> cms, ReadOnlyMemory<byte> token)
    {
        try
        {
            return WithTimestamp(cms, token);
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("The signature cannot take a timestamp.", e);
        }
    }

    private static byte[] WithTimestamp(ReadOnlyMemory<byte> cms, ReadOnlyMemory<byte> token)
    {
        var outer = new AsnReader(cms, AsnEncodingRules.DER).ReadSequence();
        outer.ReadObjectIdentifier();
        var signedData = outer.ReadSequence(Context(0)).ReadSequence();
        var version = signedData.ReadEncodedValue();
        var digests = signedData.ReadEncodedValue();
        var content = signedData.ReadEncodedValue();
        var certificates = signedData.ReadEncodedValue();
        var signer = signedData.ReadSetOf().ReadSequence();
        var fields = new List<ReadOnlyMemory<byte>>();
        while (signer.HasData) fields.Add(signer.ReadEncodedValue());
        if (fields.Count != 6) throw new CryptographicException("The signature has unsigned attributes already.");

        return ContentInfo(writer =>
        {
            writer.WriteEncodedValue(version.Span);
            writer.WriteEncodedValue(digests.Span);
            writer.WriteEncodedValue(content.Span);
            writer.WriteEncodedValue(certificates.Span);
            using (writer.PushSetOf())
            using (writer.PushSequence())
            {
                foreach (var field in fields) writer.WriteEncodedValue(field.Span);
                using (writer.PushSetOf(Context(1)))
                {
                    Attribute(writer, Oids.SignatureTimestamp, value => value.WriteEncodedValue(token.Span));
                }
            }
        });
    }

    private static byte[] Envelope(ISealKey key, byte[] attributes, byte[] value) => ContentInfo(writer =>
    {
        writer.WriteInteger(1);
        using (writer.PushSetOf()) Algorithm(writer, Oids.Sha256);
        using (writer.PushSequence()) writer.WriteObjectIdentifier(Oids.Data);
        using (writer.PushSetOf(Context(0)))
        {
            writer.WriteEncodedValue(key.Certificate.RawDataMemory.Span);
            foreach (var certificate in key.Chain) writer.WriteEncodedValue(certificate.RawDataMemory.Span);
        }

        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            IssuerAndSerial(writer, key.Certificate);
            Algorithm(writer, Oids.Sha256);
            // The attributes are signed as SET OF (0x31) and stored under [0] IMPLICIT (RFC 5652 5.4): only the tag differs.
            var stored = (byte[])attributes.Clone();
            stored[0] = 0xA0;
            writer.WriteEncodedValue(stored);
            SignatureAlgorithm(writer, key.Certificate);
            writer.WriteOctetString(value);
        }
    });

    private static byte[] SignedAttributes(ReadOnlySpan<byte> digest, X509Certificate2 certificate)
    {
        var hash = digest.ToArray();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            Attribute(writer, Oids.ContentType, value => value.WriteObjectIdentifier(Oids.Data));
            Attribute(writer, Oids.MessageDigest, value => value.WriteOctetString(hash));
            Attribute(writer, Oids.SigningCertificateV2, value => SigningCertificate(value, certificate));
            Attribute(writer, Oids.AlgorithmProtection, value => AlgorithmProtection(value, certificate));
        }

        return writer.Encode();
    }

    /// <summary>RFC 5035: hashAlgorithm is SHA-256, which is the default and so must be absent in DER.</summary>
    private static void SigningCertificate(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(SHA256.HashData(certificate.RawDataMemory.Span));
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                using (writer.PushSequence(Context(4)))
                {
                    writer.WriteEncodedValue(certificate.IssuerName.RawData);
                }

                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }
        }
    }

    private static void AlgorithmProtection(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence())
        {
            Algorithm(writer, Oids.Sha256);
            using (writer.PushSequence(Context(1))) SignatureAlgorithmBody(writer, certificate);
        }
    }

    private static void IssuerAndSerial(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(certificate.IssuerName.RawData);
            writer.WriteInteger(certificate.SerialNumberBytes.Span);
        }
    }

    private static void SignatureAlgorithm(AsnWriter writer, X509Certificate2 certificate)
    {
        using (writer.PushSequence()) SignatureAlgorithmBody(writer, certificate);
    }

    private static void SignatureAlgorithmBody(AsnWriter writer, X509Certificate2 certificate)
    {
        switch (certificate.PublicKey.Oid.Value)
        {
            case Oids.EcPublicKey:
                writer.WriteObjectIdentifier(Oids.EcdsaSha256);
                break;
            case Oids.Rsa:
                writer.WriteObjectIdentifier(Oids.Rsa);
                writer.WriteNull();
                break;
            default:
                throw new SealKeyException("The seal certificate has neither an RSA nor an ECDSA key.");
        }
    }

    private static void Algorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence()) writer.WriteObjectIdentifier(oid);
    }

    private static void Attribute(AsnWriter writer, string oid, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf()) value(writer);
        }
    }

    private static byte[] ContentInfo(Action<AsnWriter> signedData)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.SignedData);
            using (writer.PushSequence(Context(0)))
            using (writer.PushSequence())
            {
                signedData(writer);
            }
        }

        return writer.Encode();
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
