using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Verify;
using Flexportal.Silo.Options;

namespace Flexportal.Silo.Setup;

/// <summary>The seal keys, one for the platform or one per agency, and who vouches for the time. Silos only.</summary>
internal static partial class SealKeysSetup
{
    private const string PlatformKey = "platform";
    private static readonly TimeSpan Notice = TimeSpan.FromDays(60);

    public static void AddSealKeys(this IServiceCollection services, IHostEnvironment environment, PortalOptions portal, KeyOptions keys) =>
        services.AddSingleton<ISealKeyRing>(provider =>
        {
            var clock = provider.GetRequiredService<TimeProvider>();
            var log = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Flexportal.SealKeys");
            var all = Open(environment, portal, keys, clock);
            WarnOfEnds(all, clock, log);
            return new SealKeyRing(all, keys.SealKey, keys.AgencySealKeys);
        });

    /// <summary>Timestamps and validation data: seals become B-LTA. Nothing is registered where no authority is configured.</summary>
    public static void AddTrustedTime(this IServiceCollection services, PortalOptions portal, KeyOptions keys, TimestampOptions timestamps)
    {
        if (timestamps.Authorities.Length == 0)
        {
            return;
        }

        services.AddSingleton(provider => Trust(TrustFolder(portal, keys), timestamps, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>The folder of the pinned roots.</summary>
    public static string TrustFolder(PortalOptions portal, KeyOptions keys) => keys.TrustFolder.Length > 0 ? keys.TrustFolder : KeysSetup.KeyFolder(portal);

    private static SealTrust Trust(string folder, TimestampOptions timestamps, TimeProvider clock)
    {
        try
        {
            // The authorities' names may move to other addresses while the process lives.
            var client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(30) };
            return TrustedTime.Over(timestamps.ToAddresses(), TrustAnchors.FromFolder(folder), client, clock)!;
        }
        catch (Exception fault) when (fault is ArgumentException or IOException or CryptographicException)
        {
            throw new SetupException($"{TimestampOptions.Section}:Authorities needs their root certificates in '{Path.Combine(folder, TrustAnchors.TimeFolder)}' ({KeyOptions.Section}:TrustFolder).");
        }
    }

    private static Dictionary<string, ISealKey> Open(IHostEnvironment environment, PortalOptions portal, KeyOptions keys, TimeProvider clock)
    {
        var all = new Dictionary<string, ISealKey>(StringComparer.Ordinal);
        foreach (var (id, key) in keys.SealKeys)
        {
            all[id] = Open(id, key);
        }

        if (keys.SealKeyFile.Length > 0)
        {
            all[PlatformKey] = Pkcs12SealKey.Open(keys.SealKeyFile, keys.SealKeyPassword);
        }
        else if (keys.SealKey == PlatformKey && !all.ContainsKey(PlatformKey))
        {
            all[PlatformKey] = Development(environment, portal, clock);
        }

        return all;
    }

    private static ISealKey Open(string id, SealKeyOptions key) => (key.File.Length > 0, key.Pkcs11Library.Length > 0) switch
    {
        (true, false) => Pkcs12SealKey.Open(key.File, key.Password),
        (false, true) when key.TokenLabel.Length * key.KeyLabel.Length * key.CertificateFile.Length > 0 => Pkcs11SealKey.Open(new Pkcs11Location(key.Pkcs11Library, key.TokenLabel, key.Pin, key.KeyLabel, key.CertificateFile)),
        _ => throw new SetupException($"{KeyOptions.Section}:SealKeys:{id} needs either File, or Pkcs11Library with TokenLabel, KeyLabel and CertificateFile."),
    };

    private static ISealKey Development(IHostEnvironment environment, PortalOptions portal, TimeProvider clock)
    {
        if (environment.IsProduction())
        {
            throw new SetupException($"{KeyOptions.Section}:SealKeyFile is missing: Production does not seal with a development key.");
        }

        Console.Error.WriteLine(
            """

            *******************************************************************************
            *  DEVELOPMENT SEAL KEY: seals made here prove nothing to anyone outside.     *
            *  Production refuses to start without Flexportal:Keys:SealKeyFile.           *
            *******************************************************************************

            """);
        return DevelopmentSealKey.Open(KeysSetup.KeyFolder(portal), clock);
    }

    /// <summary>A certificate that has run out stops no start: signing goes on, and seals wait for the next key.</summary>
    private static void WarnOfEnds(Dictionary<string, ISealKey> keys, TimeProvider clock, ILogger log)
    {
        foreach (var (id, key) in keys)
        {
            var end = new DateTimeOffset(key.Certificate.NotAfter.ToUniversalTime());
            if (end - clock.GetUtcNow() < Notice)
            {
                LogEnd(log, id, end);
            }
        }
    }

    [LoggerMessage(8101, LogLevel.Warning, "The certificate of seal key {Id} ends at {End:u}: configure its successor and make that current.")]
    private static partial void LogEnd(ILogger log, string id, DateTimeOffset end);
}
