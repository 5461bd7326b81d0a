using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Flexportal.Web.Security;

/// <summary>Random values that a browser or a mail keeps; we keep their hashes.</summary>
internal static class Secrets
{
    /// <summary>256 random bits, 43 characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 as lower-case hex: the key under which the cluster knows the value.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
