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

    /// <summary>A cipher for a key. Not for two threads at once.</summary>
    public static AesGcm Cipher(ReadOnlySpan<byte> key) => new(key, TagSize);

    /// <summary>Seals under a random nonce.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo)
    {
        using var cipher = Cipher(key);
        return Seal(cipher, plain, belongsTo);
    }

    /// <inheritdoc cref="Seal(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static byte[] Seal(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo)
    {
        var message = new byte[plain.Length + Overhead];
        message[0] = Format;
        var nonce = message.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, message.AsSpan(1 + NonceSize, plain.Length), message.AsSpan(message.Length - TagSize), belongsTo);
        return message;
    }

    /// <summary>Opens.</summary>
    /// <exception cref="CryptographicException">Another key, another owner, or changed bytes.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> belongsTo)
    {
        using var cipher = Cipher(key);
        return Open(cipher, message, belongsTo);
    }

    /// <inheritdoc cref="Open(ReadOnlySpan{byte}, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public static byte[] Open(AesGcm cipher, ReadOnlySpan<byte> message, ReadOnlySpan<byte> belongsTo)
    {
        if (message.Length < Overhead || message[0] != Format)
        {
            throw new CryptographicException("Not a sealed message of a known format.");
        }

        var plain = new byte[message.Length - Overhead];
        cipher.Decrypt(message.Slice(1, NonceSize), message[(1 + NonceSize)..^TagSize], message[^TagSize..], plain, belongsTo);
        return plain;
    }
}
