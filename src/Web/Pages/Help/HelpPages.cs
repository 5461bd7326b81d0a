using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Help;

/// <summary>W19 and W26: help, and the settings of Android mail apps.</summary>
internal static class HelpPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Help, () => PageResults.Page<HelpView>());
        pages.MapGet(Links.Android, () => PageResults.Page<Android>());
    }
}
