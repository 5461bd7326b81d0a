using System.Security.Cryptography;

namespace Flexportal.Storage.Vault;

/// <summary>AES-256-GCM messages: one byte for the format, 12 of nonce, the ciphertext, 16 of tag. What a message belongs to is authenticated with it.</summary>
internal static class Envelope
{
    public const int KeySize = 32;
    private const byte Format = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Overhead = 1 + NonceSize + TagSize;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <summary>Seals under a random nonce.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo)
    {
        var message = new byte[plain.Length + Overhead];
        message[0] = Format;
        var nonce = message.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, plain, message.AsSpan(1 + NonceSize, plain.Length), message.AsSpan(message.Length - TagSize), belongsTo);
        return message;
    }

    /// <summary>Opens.</summary>
    /// <exception cref="CryptographicException">Another key, another owner, or changed bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> belongsTo)
    {
        if (message.Length < Overhead || message[0] != Format)
        {
            throw new CryptographicException("Not a sealed message of a known format.");
        }

        var plain = new byte[message.Length - Overhead];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(message.Slice(1, NonceSize), message[(1 + NonceSize)..^TagSize], message[^TagSize..], plain, belongsTo);
        return plain;
    }
}
