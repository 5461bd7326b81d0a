using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;
using Flexportal.Silo.Options;

namespace Flexportal.Silo.Setup;

/// <summary>Where the keys come from. An edge process has the master key only.</summary>
internal static class KeysSetup
{
    public static string KeyFolder(PortalOptions portal) => Path.Combine(portal.StateFolder, "keys");

    /// <summary>The key that wraps the data keys.</summary>
    public static byte[] MasterKey(IHostEnvironment environment, PortalOptions portal, KeyOptions keys) =>
        Given(environment, portal, keys.MasterKeyFile, nameof(keys.MasterKeyFile), "master.key");

    /// <summary>The key that codes and mail links follow from.</summary>
    public static SecretKey CodeKey(IHostEnvironment environment, PortalOptions portal, KeyOptions keys) =>
        new(Given(environment, portal, keys.CodeKeyFile, nameof(keys.CodeKeyFile), "code.key"));

    /// <summary>A key of another purpose that every process with the master key can make.</summary>
    public static byte[] Derived(byte[] masterKey, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, masterKey, 32, info: Encoding.UTF8.GetBytes("flexportal.key/" + purpose));

    private static byte[] Given(IHostEnvironment environment, PortalOptions portal, string file, string name, string local)
    {
        if (file.Length > 0)
        {
            return File.Exists(file) ? KeyFile.Read(file) : throw new SetupException($"{KeyOptions.Section}:{name} names the file {file}, which is not there or may not be read.");
        }

        return environment.IsProduction()
            ? throw new SetupException($"{KeyOptions.Section}:{name} is missing: Production makes no keys of its own.")
            : KeyFile.ReadOrMake(Path.Combine(KeyFolder(portal), local));
    }
}
