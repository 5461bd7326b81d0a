using Flexportal.Api.Access;
using Flexportal.Api.Agencies;
using Flexportal.Api.Agencies.Uploads;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Api.Files;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Api.Workers;
using GraphQL;
using GraphQL.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Flexportal.Api;

/// <summary>Puts the API into a host.</summary>
public static class ApiSetup
{
    /// <summary>
    /// Adds both schemas, the runner, the in-process operations and the file endpoints. The host adds storage, a grain factory, <see cref="Rendering.IPageRenderer"/>,
    /// an <see cref="OperationSource"/> per assembly with operations and, for browsers, an <see cref="IWorkerCallerAccessor"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; <see cref="ApiOptions.Secret"/> has no default. Wrong options are found at start.</param>
    public static IServiceCollection AddFlexportalApi(this IServiceCollection services, Action<ApiOptions> configure)
    {
        services.AddOptions<ApiOptions>().Configure(configure).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddTenantByHost();
        services.AddSingleton<IDocumentValidator, KnownValidity>();
        services.AddGraphQL(graphQL => graphQL.AddSystemTextJson().AddAutoClrMappings());
        Scalars.Register(services);
        services.AddSingleton<AgencySchema>();
        services.AddSingleton<WorkerSchema>();
        services.AddSingleton<GraphQLRunner>();
        services.AddSingleton<AnswerWriter>();
        services.AddSingleton<RegisteredOperations>();
        services.AddSingleton<IWorkerOperations, WorkerOperations>();
        services.AddSingleton<FileAddresses>();
        services.AddSingleton<IMailLinks, MailLinks>();
        services.AddSingleton<IKnownSignatures, KnownSignatures>();
        services.AddSingleton<DerivedPages>();
        services.AddSingleton<DerivedIds>();
        services.AddSingleton<ApiParts>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<UploadAnnouncement>();
        services.AddSingleton<AgencyEndpoint>();
        services.AddSingleton<WorkerEndpoint>();
        services.AddSingleton<UploadEndpoint>();
        services.AddSingleton<DownloadEndpoint>();
        services.AddSingleton<PageImageEndpoint>();
        services.AddSingleton<LogoEndpoint>();
        return services;
    }

    /// <summary>
    /// Maps <c>/api/graphql</c>, <c>/graphql</c>, <c>/uploads</c>, <c>/files</c>, page images and the logo. <see cref="TenantByHost.UseTenantByHost"/> must stand before.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    public static void MapFlexportalApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.Map(AgencyEndpoint.Path, (HttpContext http, TenantContext tenant, AgencyEndpoint endpoint) => endpoint.Handle(http, tenant));
        endpoints.Map(WorkerEndpoint.Path, (HttpContext http, TenantContext tenant, WorkerEndpoint endpoint, IWorkerCallerAccessor callers) => endpoint.Handle(http, tenant, callers));
        var files = endpoints.MapGroup("").AddEndpointFilter(FileAnswers.InAnOutage);
        files.MapPut($"{FileAddresses.UploadPath}{{id}}", (HttpContext http, string id, TenantContext tenant, UploadEndpoint endpoint) => endpoint.Put(http, id, tenant));
        files.MapMethods(
            $"{FileAddresses.DownloadPath}{{address}}", Reading, (HttpContext http, string address, TenantContext tenant, DownloadEndpoint endpoint) => endpoint.Get(http, address, tenant));
        files.MapMethods(
            "/d/{id}/pages/{number:int}/{width:int}",
            Reading,
            (HttpContext http, string id, int number, int width, TenantContext tenant, PageImageEndpoint endpoint, IWorkerCallerAccessor callers) =>
                endpoint.Get(http, id, number, width, tenant, callers));
        files.MapMethods("/logo.png", Reading, (HttpContext http, TenantContext tenant, LogoEndpoint endpoint) => endpoint.Get(http, tenant));
    }

    private static readonly string[] Reading = ["GET", "HEAD"];
}
