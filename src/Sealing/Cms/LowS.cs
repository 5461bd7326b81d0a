using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Flexportal.Sealing.Keys;

namespace Flexportal.Sealing.Cms;

/// <summary>
/// With (r, s) the pair (r, n - s) verifies too. We write the lower s only and our verifier takes no other, so that nobody can make a second sealed file
/// with other bytes out of one of ours.
/// </summary>
internal static class LowS
{
    /// <summary>The order of P-256 (SP 800-186 3.2.1.3).</summary>
    private static readonly BigInteger Order = new(
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);

    private static readonly BigInteger Half = Order / 2;

    /// <summary>The same signature with the lower s, as minimal DER.</summary>
    /// <exception cref="SealKeyException">The value is no DER sequence of two numbers below the order.</exception>
    public static byte[] Normalise(byte[] value)
    {
        try
        {
            var (r, s) = Read(value);
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(r);
                writer.WriteInteger(s > Half ? Order - s : s);
            }

            return writer.Encode();
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw new SealKeyException("The seal key returned a malformed ECDSA value.", e);
        }
    }

    /// <summary>Whether the value is strict DER of (r, s) with s in the lower half.</summary>
    public static bool Holds(ReadOnlyMemory<byte> value)
    {
        try
        {
            return Read(value).S <= Half;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    private static (BigInteger R, BigInteger S) Read(ReadOnlyMemory<byte> value)
    {
        var outer = new AsnReader(value, AsnEncodingRules.DER);
        var pair = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        var r = pair.ReadInteger();
        var s = pair.ReadInteger();
        pair.ThrowIfNotEmpty();
        if (r.Sign <= 0 || s.Sign <= 0 || r >= Order || s >= Order) throw new CryptographicException("Out of range.");
        return (r, s);
    }
}
