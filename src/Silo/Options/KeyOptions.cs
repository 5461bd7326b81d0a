namespace Flexportal.Silo.Options;

/// <summary>Section <c>Flexportal:Keys</c>. In Production every key must be given; in Development they are made at first start, below the state folder.</summary>
internal sealed class KeyOptions
{
    public const string Section = "Flexportal:Keys";

    /// <summary>File with the master key: 32 bytes as base64. It wraps the data keys; every process that reads files needs it.</summary>
    public string MasterKeyFile { get; init; } = "";

    /// <summary>File with the key that codes and mail links follow from: 32 bytes as base64. Silos only.</summary>
    public string CodeKeyFile { get; init; } = "";

    /// <summary>PKCS#12 file of the platform's seal key. Silos only.</summary>
    public string SealKeyFile { get; init; } = "";

    public string SealKeyPassword { get; init; } = "";

    /// <summary>Folder with the root certificates that the public check of a document trusts; empty: the key folder below the state folder.</summary>
    public string TrustFolder { get; init; } = "";

    /// <summary>Agencies with a seal key of their own: slug to PKCS#12 file, with the platform key's password.</summary>
    public Dictionary<string, string> AgencySealKeyFiles { get; init; } = [];
}
