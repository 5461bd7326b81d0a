using Flexportal.Api.InProcess;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.SignIn;

/// <summary>
/// W2, W4, W21 and the way back of W5: pages behind links in mails. Opening one, by whomever and however often, changes nothing and signs nobody in:
/// a password is set only by a form that holds the new password.
/// </summary>
internal static class LinkPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/m/{token}", Landing);
        pages.MapGet("/welkom/{token}", (PortalContext portal, IMailLinks links, string token, string? fout) => Show(portal, links, token, fout, LinkKind.Invite));
        pages.MapPost("/welkom/{token}", (PortalContext portal, IMailLinks links, HttpContext http, string token) => Set(portal, links, http, token, LinkKind.Invite));
        pages.MapGet("/wachtwoord/{token}", (PortalContext portal, IMailLinks links, string token, string? fout) => Show(portal, links, token, fout, LinkKind.PasswordReset));
        pages.MapPost("/wachtwoord/{token}", (PortalContext portal, IMailLinks links, HttpContext http, string token) => Set(portal, links, http, token, LinkKind.PasswordReset));
    }

    private static async Task<IResult> Landing(PortalContext portal, IMailLinks links, string token)
    {
        var link = await links.Find(portal.Tenant, token, portal.Cancel);
        if (link is not null && portal.Caller is { } caller && caller.Worker != link.Worker)
            return PageResults.Page<WrongAccount>(null, StatusCodes.Status403Forbidden);
        var next = link switch
        {
            null => null,
            { Kind: LinkKind.Invite, MaySetPassword: true } => Links.Welcome(token),
            { Kind: LinkKind.PasswordReset, MaySetPassword: true } => Links.NewPassword(token),
            { Kind: LinkKind.PasswordReset } => null,
            { Kind: LinkKind.SignedCopy, Download: var file } => file,
            { Document: { } document } => Links.Document(document.Value),
            _ => Links.Home,
        };
        return PageResults.Page<LandingView>(new LandingModel(next), next is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Show(PortalContext portal, IMailLinks links, string token, string? fout, LinkKind kind) =>
        await links.Find(portal.Tenant, token, portal.Cancel) is { MaySetPassword: true } link && link.Kind == kind
            ? PageResults.Page<PasswordForm>(new PasswordModel(token, kind == LinkKind.Invite, fout))
            : PageResults.Page<LandingView>(new LandingModel(null), StatusCodes.Status404NotFound);

    private static async Task<IResult> Set(PortalContext portal, IMailLinks links, HttpContext http, string token, LinkKind kind)
    {
        var here = kind == LinkKind.Invite ? Links.Welcome(token) : Links.NewPassword(token);
        if (await links.Find(portal.Tenant, token, portal.Cancel) is not { } link || link.Kind != kind)
            return PageResults.See(here);
        var (password, again) = (http.Request.Form["nieuw"].ToString(), http.Request.Form["herhaal"].ToString());
        var problem = password.Length < SignInRules.MinPassword ? "PasswordTooShort"
            : password.Length > SignInRules.MaxPassword ? "InvalidFormat"
            : password != again ? "Differ"
            : null;
        if (problem is not null)
            return PageResults.See(Forms.With(here, problem));
        var secret = Secrets.New();
        var reply = await portal.Grains.Worker(link.Worker)
            .SetPassword(new SetPassword(LinkToken.Hash(token), new Password(password), Secrets.Hash(secret), WorkerSessions.Address(http), WorkerSessions.Agent(http)));
        if (reply.Refusal is { } refusal)
            return PageResults.See(refusal.Code == RefusalCode.LinkExpired ? here : Forms.With(here, refusal.Code.ToString()));
        await SignInPages.Begin(portal, http, secret, link.Worker);
        return PageResults.See(link.Document is { } document ? Links.Document(document.Value) : Links.Home);
    }
}

/// <summary>Where a mail's link leads.</summary>
/// <param name="Next">The address behind "Verder"; null for a link that no longer works.</param>
public sealed record LandingModel(string? Next);

/// <summary>The form for a new password.</summary>
public sealed record PasswordModel(string Token, bool First, string? Problem)
{
    public string Address => First ? Links.Welcome(Token) : Links.NewPassword(Token);

    /// <summary>Words and the field they are about.</summary>
    public (string? Text, string Field) Error(Texts.Texts t) => Problem switch
    {
        null => (null, "nieuw"),
        "PasswordTooShort" => (t.PasswordTooShort, "nieuw"),
        "PasswordTooCommon" => (t.PasswordTooCommon, "nieuw"),
        "InvalidFormat" => (t.PasswordTooLong, "nieuw"),
        "Differ" => (t.PasswordsDiffer, "herhaal"),
        _ => (t.Unavailable, "nieuw"),
    };
}
