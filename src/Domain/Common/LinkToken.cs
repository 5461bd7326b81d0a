using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Flexportal.Domain.Common;

/// <summary>Tokens of mail links: derived from the message's id when the mail is written, so that no row ever holds one.</summary>
public static class LinkToken
{
    /// <summary>The token for a message: 256 bit, base64url, 43 characters.</summary>
    public static string For(SecretKey key, MessageId mail) => Base64Url.EncodeToString(key.Derive("link", mail.Value));

    /// <summary>What is stored of it: SHA-256, lower-case hex.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
