using System.Net;
using Flexportal.Silo.Options;
using Microsoft.AspNetCore.HttpOverrides;

namespace Flexportal.Silo.Setup;

/// <summary>Kestrel's limits, and who may say from where a request came.</summary>
internal static class WebServerSetup
{
    // An upload of the largest allowed file; endpoints that take less say so themselves.
    private const long MaxRequestBytes = 26L * 1024 * 1024;

    public static void AddWebServer(this WebApplicationBuilder builder, PortalOptions options)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestLineSize = 4 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 5_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
        });
        builder.WebHost.UseUrls(Address(options, builder.Environment));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded => Believe(forwarded, options.KnownProxies));
    }

    /// <summary>Without configured proxies the headers are ignored: the address on a proof is evidence.</summary>
    public static void UseKnownProxies(this WebApplication app, PortalOptions options)
    {
        if (options.KnownProxies.Length > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    private static string Address(PortalOptions options, IHostEnvironment environment) => options.Listen.Length > 0
        ? $"http://{options.Listen}:{options.Port}"
        : environment.IsDevelopment() ? $"http://localhost:{options.Port}" : $"http://*:{options.Port}";

    private static void Believe(ForwardedHeadersOptions forwarded, string[] proxies)
    {
        // The host is not among them: it chooses the tenant, and a proxy passes the true one on.
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = Math.Max(1, proxies.Length);
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }
}
