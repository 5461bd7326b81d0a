using System.Net;
using Flexportal.Api;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Workers;
using Flexportal.Rendering;
using Flexportal.Storage;
using Flexportal.TestKit;
using Flexportal.Web;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Flexportal.Bench.Api;

/// <summary>The edge inside the silo's process, with one worker who is always signed in.</summary>
internal static class ApiBench
{
    public static async Task<WebApplication> Start(FlexCluster cluster, TestAgency agency, Worker worker, Action<IServiceCollection>? change = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(cluster.Time);
        builder.Services.AddFlexportalStorage(cluster.Database.Options);
        builder.Services.AddSingleton(cluster.Orleans.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>());
        builder.Services.AddSingleton<IPageRenderer>(_ => new PopplerRenderer());
        builder.Services.AddFlexportalApi(options => options.Secret = new byte[32]);
        builder.Services.AddPortal();
        builder.Services.AddSingleton<IWorkerCallerAccessor>(new SignedIn(new WorkerCaller(
            agency.Tenant, worker.Id, "hash", new SessionInfo(worker.Id, cluster.Now, "127.0.0.1", cluster.Now.AddHours(1)), IPAddress.Loopback, null, "nl")));
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UsePortalHeaders();
        app.UseTenantByHost();
        app.UseRouting();
        app.MapFlexportalApi();
        app.MapPortal();
        await app.StartAsync(CancellationToken.None);
        return app;
    }

    private sealed class SignedIn(WorkerCaller caller) : IWorkerCallerAccessor
    {
        public ValueTask<WorkerCaller?> Find(HttpContext http, CancellationToken cancellation) => new(caller);
    }
}
