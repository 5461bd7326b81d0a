using System.Net;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Contracts;
using Flexportal.Contracts.Workers;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Web;

/// <summary>Session cookie -> session grain -> worker. The cookie holds 256 random bits and nothing else; only their hash leaves this process.</summary>
internal sealed class WorkerSessions(IGrainFactory grains, TenantContext tenant) : IWorkerCallerAccessor
{
    private const int SecretLength = 43;
    private const int MaxAgent = 200;

    public async ValueTask<WorkerCaller?> Find(HttpContext http, CancellationToken cancellation)
    {
        if (PortalCookies.Read(http, PortalCookies.Session) is not { Length: SecretLength } secret)
            return null;
        var hash = Secrets.Hash(secret);
        return await new TenantGrains(grains, tenant.Tenant).Session(hash).Get() is { } session ? Caller(http, hash, session) : null;
    }

    /// <summary>Gives the browser its new session: always a new secret, never one that was there before.</summary>
    public static void Begin(HttpContext http, string secret) => PortalCookies.Write(http, PortalCookies.Session, secret);

    public static string Address(HttpContext http) => (http.Connection.RemoteIpAddress is { } ip ? ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip : IPAddress.None).ToString();

    public static string? Agent(HttpContext http) =>
        http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent.Length > MaxAgent ? agent[..MaxAgent] : agent : null;

    private WorkerCaller Caller(HttpContext http, string hash, SessionInfo session)
    {
        return new WorkerCaller(tenant.Tenant, session.Worker, hash, session, IPAddress.Parse(Address(http)), Agent(http), Language(http));
    }

    private static string Language(HttpContext http) => http.RequestServices.GetRequiredService<PortalContext>().T.Tag;
}
