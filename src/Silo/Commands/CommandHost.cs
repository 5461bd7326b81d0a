using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Flexportal.Storage;

namespace Flexportal.Silo.Commands;

/// <summary>For verbs that need the database and nothing else: no server, no cluster.</summary>
internal static class CommandHost
{
    public static (StorageOptions Storage, PortalOptions Portal, IHost Host) Build(string[] args)
    {
        // The generic host does not know the web host's variable.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var portal = builder.AddSection<PortalOptions>(PortalOptions.Section);
        var keys = builder.AddSection<KeyOptions>(KeyOptions.Section);
        var storage = DatabaseSetup.StorageOf(portal, KeysSetup.MasterKey(builder.Environment, portal, keys));
        builder.Services.AddFlexportalStorage(storage);
        return (storage, portal, builder.Build());
    }
}
