using System.Collections.Concurrent;
using System.Net;
using Flexportal.Api;
using Flexportal.Api.Access;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Common;
using Flexportal.Rendering;
using Flexportal.Storage;
using Flexportal.Storage.Tenants;
using Flexportal.TestKit;
using Flexportal.Web;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>The API and the pages over HTTP in front of a real cluster and a real database. Only sessions are played: a header names the signed-in worker.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private WebApplication? _app;

    public FlexCluster Cluster { get; private set; } = null!;

    public ConcurrentQueue<string> Logs { get; } = new();

    public IServiceProvider Services => _app!.Services;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public async ValueTask InitializeAsync()
    {
        Cluster = await FlexCluster.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders().AddProvider(new Ledger(Logs)).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton<TimeProvider>(Cluster.Time);
        builder.Services.AddFlexportalStorage(Cluster.Database.Options);
        builder.Services.AddSingleton<IGrainFactory>(Cluster.Orleans.Client);
        builder.Services.AddSingleton<IPageRenderer>(_ => new PopplerRenderer());
        builder.Services.AddFlexportalApi(options => options.Secret = [.. Enumerable.Repeat((byte)7, 32)]);
        builder.Services.AddPortal();
        builder.Services.AddScoped<IWorkerCallerAccessor, HeaderCallers>();
        builder.Services.AddSingleton(new OperationSource(typeof(ApiHost).Assembly));
        _app = builder.Build();
        _app.UsePortalHeaders();
        _app.UseTenantByHost();
        _app.UseRouting();
        _app.MapFlexportalApi();
        _app.MapPortal();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(_app.Urls.Single());
    }

    /// <summary>A new agency with an API key that may do everything.</summary>
    public async Task<ApiTenant> Tenant()
    {
        var agency = await TestAgency.Create(Cluster);
        var key = await Key(agency, ApiKeySecret.AllScopes);
        // Directories look again at most once a second.
        Cluster.Time.Advance(TimeSpan.FromSeconds(11));
        return new ApiTenant(this, agency, key);
    }

    public async Task<string> Key(TestAgency agency, IEnumerable<string> scopes, DateTimeOffset? expires = null, DateTimeOffset? revoked = null)
    {
        var secret = ApiKeySecret.New();
        var info = new ApiKeyInfo(
            Guid.NewGuid().ToString("N"), agency.Tenant, ApiKeySecret.Hash(secret), ApiKeySecret.Start(secret), "Salarispakket", [.. scopes], Cluster.Now, expires, revoked);
        await Services.GetRequiredService<ITenantDirectory>().AddApiKey(info, CancellationToken.None);
        Cluster.Time.Advance(TimeSpan.FromSeconds(11));
        return secret;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private sealed class HeaderCallers(TimeProvider time, TenantContext tenant) : IWorkerCallerAccessor
    {
        public ValueTask<WorkerCaller?> Find(HttpContext http, CancellationToken cancellation)
        {
            var parts = http.Request.Headers["X-Test-Worker"].ToString().Split('/');
            return new(parts is [var owner, var worker] && owner == tenant.Tenant.Value && TenantId.TryParse(owner, out var slug) && WorkerId.TryParse(worker, out var id)
                ? new WorkerCaller(slug, id, "hash", new SessionInfo(id, time.GetUtcNow().AddMinutes(-1), "198.51.100.7", time.GetUtcNow().AddHours(1)), IPAddress.Parse("198.51.100.8"), "test", "nl")
                : null);
        }
    }

    private sealed class Ledger(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
