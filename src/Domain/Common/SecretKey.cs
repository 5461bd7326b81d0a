using System.Security.Cryptography;
using System.Text;

namespace Flexportal.Domain.Common;

/// <summary>A key from which codes, link tokens and ids are derived. It has no printable form and is never stored beside what it protects.</summary>
public sealed class SecretKey
{
    private readonly byte[] secret;

    /// <summary>Takes at least 32 bytes.</summary>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public SecretKey(ReadOnlySpan<byte> key)
    {
        if (key.Length < 32)
        {
            throw new ArgumentException("A secret key takes at least 32 bytes.", nameof(key));
        }

        secret = key.ToArray();
    }

    /// <summary>HMAC-SHA-256 over a purpose and parts; parts are length-prefixed so that no two lists give the same input.</summary>
    public byte[] Derive(string purpose, params string[] parts)
    {
        var text = new StringBuilder(purpose);
        foreach (var part in parts)
        {
            text.Append('|').Append(part.Length).Append(':').Append(part);
        }

        return HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>A 128-bit id that only the holder of the key can foresee; the same parts give the same id.</summary>
    public string DeriveId(string purpose, params string[] parts) => OpaqueId.From(Derive(purpose, parts));

    /// <summary>Never the key.</summary>
    public override string ToString() => "(secret key)";
}
