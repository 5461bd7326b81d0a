using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Time;

/// <summary>TimeStampReq and TimeStampResp (RFC 3161 2.4).</summary>
internal static class TimestampExchange
{
    /// <summary>A positive nonce of 128 bits.</summary>
    public static BigInteger NewNonce() => new(RandomNumberGenerator.GetBytes(16), isUnsigned: true);

    /// <summary>A request for a SHA-256 imprint that asks for the certificates.</summary>
    public static byte[] Request(ReadOnlySpan<byte> imprintSha256, BigInteger nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Oids.Sha256);
                    // Without NULL is what RFC 5754 prefers; some authorities refuse that, none refuses NULL.
                    writer.WriteNull();
                }

                writer.WriteOctetString(imprintSha256);
            }

            writer.WriteInteger(nonce);
            writer.WriteBoolean(true);
        }

        return writer.Encode();
    }

    /// <summary>The token of a granted response.</summary>
    /// <exception cref="Rejection">The response is malformed or says no.</exception>
    public static ReadOnlyMemory<byte> Token(ReadOnlyMemory<byte> response)
    {
        try
        {
            var outer = Der1.Sequence(response);
            var status = outer.ReadSequence();
            if (!status.TryReadInt32(out var code) || code is not (0 or 1)) throw new Rejection(VerificationReason.Timestamp, $"The authority refused (status {code}).");
            var token = outer.ReadEncodedValue();
            outer.ThrowIfNotEmpty();
            return token;
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.Timestamp, "The authority's answer is no timestamp response.", null, e);
        }
    }
}
