using System.Globalization;
using Flexportal.Api.Http;
using Flexportal.Api.InProcess;
using Flexportal.Api.Tenancy;
using Flexportal.Domain.Agencies;
using Flexportal.Web.Pages.Check;
using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Errors;
using Flexportal.Web.Pages.Fixed;
using Flexportal.Web.Pages.Help;
using Flexportal.Web.Pages.Home;
using Flexportal.Web.Pages.Personal;
using Flexportal.Web.Pages.Settings;
using Flexportal.Web.Pages.SignIn;
using Flexportal.Web.Pages.Signing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Web;

/// <summary>The portal, as the host takes it in. The pipeline before it: <c>UsePortalHeaders</c>, forwarded headers, health, <c>UseTenantByHost</c>.</summary>
public static class WebSetup
{
    /// <summary>Pages, sessions and what they need. The host adds data protection keys that all its silos share.</summary>
    /// <param name="services">The host's services.</param>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddDataProtection();
        services.AddTenantByHost();
        services.AddScoped<PortalContext>();
        services.AddSingleton<CheckLimit>();
        services.AddSingleton(new OperationSource(typeof(WebSetup).Assembly));
        services.AddScoped<IWorkerCallerAccessor, WorkerSessions>();
        return services;
    }

    /// <summary>All pages and the portal's own files; what no page answers gets the portal's 404.</summary>
    /// <param name="app">The host's endpoints.</param>
    public static void MapPortal(this IEndpointRouteBuilder app)
    {
        app.MapGet("/a/{file}", OwnFiles.Serve);
        app.MapGet("/merk.svg", Mark);
        var pages = app.MapGroup("").AddEndpointFilter<RouteGroupBuilder, PortalFilter>();
        HomePage.Map(pages);
        SignInPages.Map(pages);
        LinkPages.Map(pages);
        HelpPages.Map(pages);
        SettingsPage.Map(pages);
        CheckPage.Map(pages);
        FixedPages.Map(pages);
        var documents = pages.MapGroup("").WithMetadata(new SignedInOnly());
        DocumentPages.Map(documents);
        ConfirmPage.Map(documents);
        CodePage.Map(documents);
        DonePage.Map(documents);
        SidePages.Map(documents);
        PersonalPage.Map(documents);
        pages.MapFallback("{**path}", ErrorPages.NotFound);
    }

    // The tab's icon: the line under a sheet, in the agency's colour.
    private static async Task<IResult> Mark(HttpContext http, PortalContext portal)
    {
        var palette = await portal.Grains.Agency().Get() is { } agency ? AgencyLook.Of(agency).Palette : AgencyLook.Unknown.Palette;
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Text(
            string.Create(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\"><rect width=\"48\" height=\"48\" rx=\"12\" fill=\"{Palette.Css(palette.Accent)}\"/>")
            + $"<path d=\"m12 22 8 8 16-18M10 38h28\" fill=\"none\" stroke=\"{Palette.Css(palette.OnAccent)}\" stroke-width=\"5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>",
            "image/svg+xml");
    }
}
