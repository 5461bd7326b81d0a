using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Flexportal.Api.Access;

/// <summary>An agency's API key: <c>fp_</c> (so that secret scanners know it) and 256 random bits. Only its hash is stored.</summary>
public static class ApiKeySecret
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "fp_";

    /// <summary>All scopes, as they are stored with a key.</summary>
    public static IReadOnlyList<string> AllScopes { get; } = [.. Enum.GetValues<ApiScope>().Select(Name)];

    /// <summary>A new key. Shown once, never stored.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 (hex) of the whole key, by which it is found. A plain hash is enough for 256 random bits.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>The first characters, to recognise a key in a list.</summary>
    public static string Start(string secret) => secret[..Math.Min(secret.Length, 9)];

    internal static string Name(ApiScope scope) =>
        string.Concat(scope.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : char.ToUpperInvariant(c).ToString()));
}
