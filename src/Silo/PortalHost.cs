using Flexportal.Domain.Common;
using Flexportal.Silo.Mails.Letters;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Flexportal.Silo.Work;

namespace Flexportal.Silo;

/// <summary>The host, as a table of contents.</summary>
internal static class PortalHost
{
    public static WebApplication Build(string[] args)
    {
        DutchTime.EnsureAvailable();
        var builder = WebApplication.CreateBuilder(args);
        var portal = builder.AddSection<PortalOptions>(PortalOptions.Section);
        var cluster = builder.AddSection<OrleansOptions>(OrleansOptions.Section);
        builder.AddQuietLogs();
        builder.AddTelemetry();
        builder.AddWebServer(portal);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Readiness>();
        if (portal.IsSilo)
        {
            AddSiloRole(builder, portal, cluster);
        }
        else
        {
            builder.AddClusterClient(cluster, static _ => { });
        }

        var app = builder.Build();
        app.UseKnownProxies(portal);
        app.UseHealth();
        return app;
    }

    private static void AddSiloRole(WebApplicationBuilder builder, PortalOptions portal, OrleansOptions cluster)
    {
        var keys = builder.AddSection<KeyOptions>(KeyOptions.Section);
        var mail = builder.AddSection<MailOptions>(MailOptions.Section);
        builder.Services.AddSealKeys(builder.Environment, portal, keys);
        builder.Services.AddMailTransport(mail, portal.StateFolder);
        builder.Services.AddSingleton(new PortalAddress(portal.PublicPattern));
        builder.Services.AddSingleton<Flexportal.Grains.Mails.IMailComposer, RazorMailComposer>();
        builder.Services.AddSingleton<DueWorkRouter>();
        builder.Services.AddHostedService<DueWorkDispatcher>();
        builder.AddSilo(cluster, static _ => { });
    }
}
