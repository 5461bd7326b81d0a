using Flexportal.Domain.Common;
using Flexportal.Silo.Demo;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;
using Flexportal.Silo.Setup;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Commands;

/// <summary><c>flexportal serve [--demo]</c>: runs the roles that the configuration names; with --demo it migrates first and puts up the demo agencies.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(string[] args)
    {
        var demo = args.Contains("--demo");
        args = [.. args.Where(argument => argument != "--demo")];
        if (demo)
        {
            await MigrateCommand.Run([]);
        }

        await using var app = PortalHost.Build(args);
        await app.StartAsync(CancellationToken.None);
        if (demo)
        {
            await PutUpDemo(app);
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    private static async Task PutUpDemo(WebApplication app)
    {
        if (app.Environment.IsProduction())
        {
            throw new SetupException("The demo's passwords are public: it is not for Production.");
        }

        var services = app.Services;
        var portal = services.GetRequiredService<IOptions<PortalOptions>>().Value;
        var file = new DemoFile(portal, services.GetService<PickupFolder>()?.Path ?? "");
        var seed = new DemoSeed(
            services.GetRequiredService<ITenantDirectory>(),
            services.GetRequiredService<IRowReader>(),
            services.GetRequiredService<ICommitStore>(),
            services.GetRequiredService<IFileStore>(),
            services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<SecretKey>(),
            services.GetRequiredService<TimeProvider>(),
            portal.DemoFolder);
        file.Write(await seed.Run(file.Keys(), app.Lifetime.ApplicationStopping));
    }
}
