namespace Flexportal.Silo.Options;

/// <summary>Section <c>Flexportal:Keys</c>. In Production every key must be given; in Development they are made at first start, below the state folder.</summary>
internal sealed class KeyOptions
{
    public const string Section = "Flexportal:Keys";

    /// <summary>File with the master key: 32 bytes as base64, readable by the owner only. Data keys are wrapped by it, codes and mail links follow from it.</summary>
    public string MasterKeyFile { get; init; } = "";

    /// <summary>PKCS#12 file of the platform's seal key.</summary>
    public string SealKeyFile { get; init; } = "";

    public string SealKeyPassword { get; init; } = "";

    /// <summary>Agencies with a seal key of their own: slug to PKCS#12 file. The password is the platform key's.</summary>
    public Dictionary<string, string> AgencySealKeyFiles { get; init; } = [];
}
