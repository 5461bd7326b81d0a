using Flexportal.Web.Security;
using Microsoft.AspNetCore.Components;

namespace Flexportal.Web.Layout;

/// <summary>The frame of every page: cover with agency and language, sheet with the work, help below.</summary>
public sealed partial class PortalPage
{
    /// <summary>The page's own title.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Whether the page shows an error: the browser's title says so first.</summary>
    [Parameter]
    public bool Wrong { get; set; }

    /// <summary>Whether the optional script is of use here. Without it the page carries no script at all.</summary>
    [Parameter]
    public bool Script { get; set; }

    /// <summary>More rules for the page's own style element; numbers of ours only, never a user's text.</summary>
    [Parameter]
    public string? Css { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    protected override void OnInitialized()
    {
        if (Script)
            PageHeaders.AllowScript(P.Http);
    }

    private string FullTitle
    {
        get
        {
            var title = P.Agency.Name.Length == 0 ? Title : $"{Title} - {P.Agency.Name}";
            return Wrong ? P.T.ErrorTitle(title) : title;
        }
    }

    // Written here because a component may hold no script element; nothing in it comes from a user.
    private string Head =>
        $"<style nonce=\"{P.Nonce}\">{P.Agency.Css}{Css}</style><link rel=\"stylesheet\" href=\"{OwnFiles.Css}\"><link rel=\"icon\" href=\"/merk.svg\">"
        + (Script ? $"<script src=\"{OwnFiles.Script}\" defer></script>" : "");
}
