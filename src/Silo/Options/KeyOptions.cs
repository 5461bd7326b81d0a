using System.ComponentModel.DataAnnotations;

namespace Flexportal.Silo.Options;

/// <summary>Section <c>Flexportal:Keys</c>. In Production every key must be given; in Development they are made at first start, below the state folder.</summary>
internal sealed class KeyOptions
{
    public const string Section = "Flexportal:Keys";

    /// <summary>File with the master key: 32 bytes as base64. It wraps the data keys; every process that reads files needs it.</summary>
    public string MasterKeyFile { get; init; } = "";

    /// <summary>File with the key that codes and mail links follow from: 32 bytes as base64. Silos only.</summary>
    public string CodeKeyFile { get; init; } = "";

    /// <summary>PKCS#12 file of a seal key; it is the key <c>platform</c>. Silos only, as all seal keys.</summary>
    public string SealKeyFile { get; init; } = "";

    public string SealKeyPassword { get; init; } = "";

    /// <summary>More seal keys by id. A key stays here until nothing names it any more.</summary>
    public Dictionary<string, SealKeyOptions> SealKeys { get; init; } = [];

    /// <summary>Id of the key that seals for agencies without one of their own. Rotation is a new key in <see cref="SealKeys"/> and its id here.</summary>
    [Required]
    public string SealKey { get; init; } = "platform";

    /// <summary>Agencies with a seal key of their own: slug to the id of a key.</summary>
    public Dictionary<string, string> AgencySealKeys { get; init; } = [];

    /// <summary>Folder with the root certificates that seals are checked by, those of timestamp authorities in its subfolder <c>time</c>; empty: the key folder below the state folder.</summary>
    public string TrustFolder { get; init; } = "";
}

/// <summary>One seal key: a PKCS#12 file, or a key in a PKCS#11 token.</summary>
internal sealed class SealKeyOptions
{
    /// <summary>PKCS#12 file with the key, its certificate and those above it.</summary>
    public string File { get; init; } = "";

    /// <summary>The file's password.</summary>
    public string Password { get; init; } = "";

    /// <summary>The token maker's shared library; the four below belong to it.</summary>
    public string Pkcs11Library { get; init; } = "";

    public string TokenLabel { get; init; } = "";

    public string Pin { get; init; } = "";

    /// <summary>Label of the private key in the token.</summary>
    public string KeyLabel { get; init; } = "";

    /// <summary>PEM file with the signer's certificate first, then those above it.</summary>
    public string CertificateFile { get; init; } = "";
}
