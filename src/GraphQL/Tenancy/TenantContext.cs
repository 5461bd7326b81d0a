using Flexportal.Api.Common;
using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Writes;
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
        TenantInfo? found;
        try
        {
            found = await directory.ByHost(http.Request.Host.Host, http.RequestAborted);
        }
        catch (StorageException)
        {
            // Not known to be unknown: a 404 would be a lie, and may be kept by a cache.
            http.Response.Headers.RetryAfter = "5";
            await Plain(http, StatusCodes.Status503ServiceUnavailable, Away.For(Reader.Of(http.Request)));
            return;
        }

        if (found is null)
        {
            await Plain(http, StatusCodes.Status404NotFound, "Not found");
            return;
        }

        http.RequestServices.GetRequiredService<TenantContext>().Set(found.Id);
        TenantScope.Enter(found.Id);
        await next(http);
    });

    private static readonly Said Away = new("This cannot be answered now. Please try again in a few minutes.", "Dit kan nu niet worden beantwoord. Probeer het over een paar minuten opnieuw.");

    private static Task Plain(HttpContext http, int status, string words)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(words + "\n", http.RequestAborted);
    }
}
