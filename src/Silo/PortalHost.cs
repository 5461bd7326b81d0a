using Flexportal.Api;
using Flexportal.Api.Tenancy;
using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Grains;
using Flexportal.Grains.Mails;
using Flexportal.Rendering;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Silo.Mails.Letters;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Flexportal.Silo.Work;
using Flexportal.Storage;
using Flexportal.Storage.Due;
using Flexportal.Web;
using Flexportal.Web.Pages.Check;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Flexportal.Silo;

/// <summary>The host, as a table of contents.</summary>
internal static class PortalHost
{
    /// <summary>Composes the roles that the configuration names.</summary>
    /// <param name="args">Configuration by command line.</param>
    /// <param name="configure">The last word, for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        RequireTimeZones();
        var builder = WebApplication.CreateBuilder(args);
        builder.Host.UseDefaultServiceProvider(static provider => (provider.ValidateScopes, provider.ValidateOnBuild) = (true, true));
        configure?.Invoke(builder);
        var portal = builder.AddSection<PortalOptions>(PortalOptions.Section);
        var orleans = builder.AddSection<OrleansOptions>(OrleansOptions.Section);
        var keys = builder.AddSection<KeyOptions>(KeyOptions.Section);
        var masterKey = KeysSetup.MasterKey(builder.Environment, portal, keys);
        builder.AddQuietLogs();
        builder.AddTelemetry();
        builder.AddWebServer(portal);
        AddClock(builder.Services);
        builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddFlexportalStorage(DatabaseSetup.StorageOf(portal, masterKey));
        builder.Services.AddSingleton<IDataProtectionProvider>(new DerivedProtection(masterKey));
        if (portal.IsSilo)
        {
            AddSiloRole(builder, portal, orleans, keys);
        }
        else
        {
            builder.AddClusterClient(orleans, static client => client.Services.AddFlexportalContracts());
        }

        if (portal.ServesGraphQL || portal.ServesWeb)
        {
            AddEdgeRoles(builder.Services, portal, keys, masterKey);
        }

        var app = builder.Build();
        if (portal.IsSilo)
        {
            // A wrong key is a fault of the configuration: it is said at start, not at the first seal.
            app.Services.GetRequiredService<ISealKeyRing>();
            app.Services.GetService<SealTrust>();
        }

        Use(app, portal);
        return app;
    }

    /// <summary>The host's clock is the database's; whether the machine's own is right is asked by <see cref="Readiness"/>. First, as the others start by it.</summary>
    private static void AddClock(IServiceCollection services)
    {
        services.AddKeyedSingleton(DatabaseClock.Machine, TimeProvider.System);
        services.AddSingleton(static provider => new DatabaseClock(provider.GetRequiredKeyedService<TimeProvider>(DatabaseClock.Machine)));
        services.AddSingleton<TimeProvider>(static provider => provider.GetRequiredService<DatabaseClock>());
        services.AddSingleton(static provider => new Readiness(provider.GetRequiredService<IDueStore>(), provider.GetRequiredKeyedService<TimeProvider>(DatabaseClock.Machine)));
        services.AddHostedService<ClockKeeper>();
    }

    private static void RequireTimeZones()
    {
        try
        {
            DutchTime.EnsureAvailable();
        }
        catch (InvalidOperationException fault)
        {
            throw new SetupException(fault.Message);
        }
    }

    private static void AddSiloRole(WebApplicationBuilder builder, PortalOptions portal, OrleansOptions orleans, KeyOptions keys)
    {
        var mail = builder.AddSection<MailOptions>(MailOptions.Section);
        builder.Services.AddSingleton(KeysSetup.CodeKey(builder.Environment, portal, keys));
        builder.Services.AddSealKeys(builder.Environment, portal, keys);
        builder.Services.AddTrustedTime(portal, keys, builder.AddSection<TimestampOptions>(TimestampOptions.Section));
        builder.Services.AddMailTransport(builder.Environment, mail, portal.StateFolder);
        builder.Services.AddSingleton(new PortalAddress(portal.PublicPattern));
        builder.Services.AddSingleton<IMailComposer, RazorMailComposer>();
        builder.AddSilo(orleans, static silo => silo.AddFlexportalGrains());
    }

    private static void AddEdgeRoles(IServiceCollection services, PortalOptions portal, KeyOptions keys, byte[] masterKey)
    {
        services.AddSingleton<IPageRenderer>(_ => new PopplerRenderer());
        services.AddFlexportalApi(api => api.Secret = KeysSetup.Derived(masterKey, "api"));
        if (portal.ServesWeb)
        {
            services.AddPortal();
            var trust = SealKeysSetup.TrustFolder(portal, keys);
            services.AddSingleton<ISealCheck>(provider => new SealCheck(trust, provider.GetRequiredService<TimeProvider>()));
        }
    }

    private static void Use(WebApplication app, PortalOptions portal)
    {
        app.UsePortalHeaders();
        app.UseKnownProxies(portal);
        app.UseHealth();
        app.UseHooksAndDevMail(portal);
        app.UseTenantByHost();
        app.UseRouting();
        if (portal.ServesGraphQL)
        {
            app.MapFlexportalApi();
        }

        if (portal.ServesWeb)
        {
            app.MapPortal();
        }
    }
}
