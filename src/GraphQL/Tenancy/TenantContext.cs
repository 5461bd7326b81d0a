using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flexportal.Api.Tenancy;

/// <summary>The tenant of the present request, found by its host name. Scoped; set before anything else looks at the request.</summary>
public sealed class TenantContext
{
    private TenantId? _tenant;

    /// <summary>The tenant.</summary>
    /// <exception cref="InvalidOperationException">The request did not pass the host strategy.</exception>
    public TenantId Tenant => _tenant ?? throw new InvalidOperationException("No tenant: the request did not pass the host strategy.");

    internal void Set(TenantId tenant) => _tenant = tenant;
}

/// <summary>The first lock: host name -> tenant -> the scope that grain calls and SQL take it from.</summary>
public static class TenantByHost
{
    /// <summary>Adds the scoped <see cref="TenantContext"/>; harmless to call twice.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddTenantByHost(this IServiceCollection services)
    {
        services.TryAddScoped<TenantContext>();
        return services;
    }

    /// <summary>An unknown host gets a plain 404 that names no agency. Must stand before authentication and routing.</summary>
    /// <param name="app">The pipeline; health checks stand before it.</param>
    public static IApplicationBuilder UseTenantByHost(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var directory = http.RequestServices.GetRequiredService<ITenantDirectory>();
        if (await directory.ByHost(http.Request.Host.Host, http.RequestAborted) is not { } found)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/plain; charset=utf-8";
            await http.Response.WriteAsync("Not found\n", http.RequestAborted);
            return;
        }

        http.RequestServices.GetRequiredService<TenantContext>().Set(found.Id);
        TenantScope.Enter(found.Id);
        await next(http);
    });
}
