using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Home;

/// <summary>W6: the three lists.</summary>
internal static class HomePage
{
    public static void Map(IEndpointRouteBuilder portal) => portal.MapGet(Links.Home, Show).WithMetadata(new SignedInOnly());

    private static async Task<IResult> Show(PortalContext portal, string? na)
    {
        var data = await portal.Run<HomeData>("Home", new { signedAfter = na is { Length: < 400 } ? na : null });
        return data.Viewer is { } viewer ? PageResults.Page<Home>(viewer) : PageResults.See(Links.SignIn);
    }
}
