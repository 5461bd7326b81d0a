using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Flexportal.Silo.Setup;

/// <summary>
/// Data protection (form tokens) with keys that follow from the master key: every process of the installation has the same ones, and there is no key ring to store,
/// share or lose. AES-256-GCM, a key per purpose.
/// </summary>
internal sealed class DerivedProtection(byte[] key) : IDataProtector
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public IDataProtector CreateProtector(string purpose) =>
        new DerivedProtection(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("flexportal.protection/" + purpose)));

    public byte[] Protect(byte[] plaintext)
    {
        var result = new byte[1 + NonceBytes + plaintext.Length + TagBytes];
        result[0] = Version;
        var nonce = result.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plaintext, result.AsSpan(1 + NonceBytes, plaintext.Length), result.AsSpan(result.Length - TagBytes));
        return result;
    }

    public byte[] Unprotect(byte[] protectedData)
    {
        var length = protectedData.Length - 1 - NonceBytes - TagBytes;
        if (length < 0 || protectedData[0] != Version)
        {
            throw new CryptographicException("Not protected by this installation.");
        }

        var plaintext = new byte[length];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(protectedData.AsSpan(1, NonceBytes), protectedData.AsSpan(1 + NonceBytes, length), protectedData.AsSpan(protectedData.Length - TagBytes), plaintext);
        return plaintext;
    }
}
