using System.Formats.Asn1;
using System.Security.Cryptography;
using Flexportal.Sealing.Cms;

namespace Flexportal.Sealing.Ltv;

/// <summary>OCSPRequest for one certificate (RFC 6960 4.1).</summary>
internal static class OcspExchange
{
    /// <summary>
    /// A request without nonce: the answer is kept for decades and judged by its times, and many responders serve prepared answers only (RFC 5019).
    /// </summary>
    public static byte[] Request(DerCertificate certificate, DerCertificate issuer)
    {
        var (name, key) = IssuerHashes(issuer);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Oids.Sha1);
                writer.WriteNull();
            }

            writer.WriteOctetString(name);
            writer.WriteOctetString(key);
            writer.WriteInteger(certificate.Serial.Span);
        }

        return writer.Encode();
    }

    /// <summary>Hashes of the issuer's name and key, by which a CertID names it.</summary>
    public static (byte[] Name, byte[] Key) IssuerHashes(DerCertificate issuer) => (NameOnly(issuer.Subject.Span), NameOnly(PublicKeyBits(issuer).Span));

    /// <summary>The key's bits alone, as key hashes are made of (RFC 6960 4.1.1).</summary>
    public static ReadOnlyMemory<byte> PublicKeyBits(DerCertificate certificate)
    {
        var info = Der1.Sequence(certificate.PublicKeyInfo);
        info.ReadEncodedValue();
        return Der1.Bits(info);
    }

    private static byte[] NameOnly(ReadOnlySpan<byte> value)
    {
#pragma warning disable CA5350 // A name for the issuer that every responder understands; nothing rests on its strength.
        return SHA1.HashData(value);
#pragma warning restore CA5350
    }
}
