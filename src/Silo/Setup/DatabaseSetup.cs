using Flexportal.Silo.Options;
using Flexportal.Storage;

namespace Flexportal.Silo.Setup;

/// <summary>Storage as every verb opens it.</summary>
internal static class DatabaseSetup
{
    public static StorageOptions StorageOf(PortalOptions portal, byte[] masterKey) => new()
    {
        ConnectionString = DatabaseAddress.Parse(portal.Database),
        MasterKey = masterKey,
        BaseDomains = [portal.BaseDomain],
    };
}
