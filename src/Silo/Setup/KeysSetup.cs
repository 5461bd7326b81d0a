using Flexportal.Sealing.Keys;
using Flexportal.Silo.Options;

namespace Flexportal.Silo.Setup;

/// <summary>Keys of a silo. An edge process has none of them.</summary>
internal static class KeysSetup
{
    private const string PlatformKey = "platform";

    public static string KeyFolder(PortalOptions portal) => Path.Combine(portal.StateFolder, "keys");

    public static MasterKey MasterKeyOf(IHostEnvironment environment, PortalOptions portal, KeyOptions keys)
    {
        if (keys.MasterKeyFile.Length > 0)
        {
            return MasterKey.Open(keys.MasterKeyFile);
        }

        return environment.IsProduction()
            ? throw new InvalidOperationException("Flexportal:Keys:MasterKeyFile is missing: Production makes no keys of its own.")
            : MasterKey.OpenOrMake(Path.Combine(KeyFolder(portal), "master.key"));
    }

    public static void AddSealKeys(this IServiceCollection services, IHostEnvironment environment, PortalOptions portal, KeyOptions keys) =>
        services.AddSingleton<ISealKeyRing>(provider => Ring(environment, portal, keys, provider.GetRequiredService<TimeProvider>()));

    private static SealKeyRing Ring(IHostEnvironment environment, PortalOptions portal, KeyOptions keys, TimeProvider clock)
    {
        var all = new Dictionary<string, ISealKey>(StringComparer.Ordinal) { [PlatformKey] = Platform(environment, portal, keys, clock) };
        var ofAgencies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (agency, file) in keys.AgencySealKeyFiles)
        {
            all[ofAgencies[agency] = $"agency-{agency}"] = Pkcs12SealKey.Open(file, keys.SealKeyPassword);
        }

        return new SealKeyRing(all, PlatformKey, ofAgencies);
    }

    private static ISealKey Platform(IHostEnvironment environment, PortalOptions portal, KeyOptions keys, TimeProvider clock)
    {
        if (keys.SealKeyFile.Length > 0)
        {
            return Pkcs12SealKey.Open(keys.SealKeyFile, keys.SealKeyPassword);
        }

        if (environment.IsProduction())
        {
            throw new InvalidOperationException("Flexportal:Keys:SealKeyFile is missing: Production does not seal with a development key.");
        }

        Console.Error.WriteLine(
            """

            *******************************************************************************
            *  DEVELOPMENT SEAL KEY: seals made here prove nothing to anyone outside.     *
            *  Production refuses to start without Flexportal:Keys:SealKeyFile.           *
            *******************************************************************************

            """);
        return DevelopmentSealKey.Open(KeyFolder(portal), clock);
    }
}
