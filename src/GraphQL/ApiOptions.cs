using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace Flexportal.Api;

/// <summary>Options of the API. Section <c>Flexportal:Api</c>.</summary>
public sealed class ApiOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Flexportal:Api";

    /// <summary>Secret of at least 32 random bytes, the same on every host: signs file addresses and derives ids. Changing it ends the addresses that are out.</summary>
    [Required]
    [MinLength(32)]
    public byte[] Secret { get; set; } = [];

    /// <summary>Largest body of a GraphQL request in bytes. 64 KiB holds the longest query with generous variables; a drawn signature is the largest of them.</summary>
    [Range(1_024, 10 * 1024 * 1024)]
    public int MaxRequestBytes { get; set; } = 256 * 1024;

    /// <summary>How long a request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a download address works.</summary>
    public TimeSpan DownloadLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an announced upload may be stored and used.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Largest upload in bytes that any agency may have. An agency's own policy can only be lower.</summary>
    [Range(1_024, 100 * 1024 * 1024)]
    public int MaxUploadBytes { get; set; } = 25 * 1024 * 1024;

    internal byte[] DeriveKey(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Secret, 32, info: Encoding.UTF8.GetBytes($"flexportal.api/{purpose}"));
}
