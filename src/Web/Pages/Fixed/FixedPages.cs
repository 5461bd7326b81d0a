using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Fixed;

/// <summary>W24: privacy and accessibility.</summary>
internal static class FixedPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Privacy, (PortalContext p) =>
            PageResults.Page<FixedPage>(new FixedModel(p.T.Privacy, p.T.PrivacyLead(p.Agency.Name), p.T.PrivacySections(p.Agency.Name))));
        pages.MapGet(Links.Accessibility, (PortalContext p) =>
            PageResults.Page<FixedPage>(new FixedModel(p.T.Accessibility, p.T.AccessibilityLead, p.T.AccessibilitySections(p.Agency.Name))));
    }
}

/// <summary>A page of fixed text.</summary>
public sealed record FixedModel(string Title, string Lead, IReadOnlyList<(string Heading, string Text)> Sections);
