using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Signing;

/// <summary>W13, W15 and W18: blocked, not agreed, closed.</summary>
internal static class SidePages
{
    public const int MaxReason = 1_000;

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/d/{id}/geblokkeerd", ShowLocked);
        portal.MapGet("/d/{id}/weigeren", ShowRefuse);
        portal.MapPost("/d/{id}/weigeren", Refuse);
        portal.MapGet("/d/{id}/gesloten", ShowClosed);
    }

    private static async Task<IResult> ShowLocked(PortalContext portal, string id) => await Find(portal, id) switch
    {
        null => ErrorPages.NotFound(),
        { State: "LOCKED" } document => PageResults.Page<Locked>(new SideModel(id, document)),
        { State: var state } => PageResults.See(DocumentSteps.Address(id, state)),
    };

    private static async Task<IResult> ShowClosed(PortalContext portal, string id) => await Find(portal, id) switch
    {
        null => ErrorPages.NotFound(),
        { State: "EXPIRED" or "WITHDRAWN" or "REPLACED" or "REFUSED" } document => PageResults.Page<Closed>(new SideModel(id, document)),
        { State: var state } => PageResults.See(DocumentSteps.Address(id, state)),
    };

    private static async Task<IResult> ShowRefuse(PortalContext portal, HttpContext http, string id, string? fout) => await Find(portal, id) switch
    {
        null => ErrorPages.NotFound(),
        { State: "OFFERED" or "OPENED" or "AWAITING_CODE" or "LOCKED" } document => PageResults.Page<RefusePage>(new RefuseModel(id, document, fout, TypedText.Read(http))),
        { State: var state } => PageResults.See(DocumentSteps.Address(id, state)),
    };

    private static async Task<IResult> Refuse(PortalContext portal, HttpContext http, string id)
    {
        if (await Find(portal, id) is not { } document)
            return ErrorPages.NotFound();
        var text = Forms.Text(http, "tekst").ReplaceLineEndings("\n");
        var reasons = Texts.Texts.Dutch.RefuseReasons;
        var problem = !int.TryParse(Forms.Text(http, "waarom"), out var chosen) || chosen < 0 || chosen >= reasons.Count ? "REQUIRED"
            : text.Length > MaxReason ? "TOO_LONG"
            : null;
        if (problem is null)
        {
            // The agency reads it, so the choice is given in Dutch; the explanation stays in the worker's words.
            var reason = text.Length == 0 ? reasons[chosen] : $"{reasons[chosen]}: {text}";
            var answer = (await portal.Run<RefuseData>("DocumentRefuse", new { documentId = portal.NodeId(id), reason, key = Forms.Key(http) })).DocumentRefuse;
            if (answer.UserErrors.Count == 0)
            {
                TypedText.Forget(http);
                return PageResults.See(DocumentSteps.Address(id, answer.Document?.State ?? "REFUSED"));
            }

            problem = answer.UserErrors[0].Code;
        }

        TypedText.Keep(http, http.Request.Form);
        return PageResults.See(Forms.With(Links.Refuse(id), problem));
    }

    private static async Task<SideDocument?> Find(PortalContext portal, string id) =>
        Links.IsDocument(id) && (await portal.Run<NodeData<SideDocument>>("SidePage", new { id = portal.NodeId(id) })).Node is { Id: not null } found ? found : null;
}

public sealed record SideModel(string Id, SideDocument D);

/// <summary>The refuse page, with what was typed before.</summary>
public sealed record RefuseModel(string Id, SideDocument D, string? Problem, IReadOnlyDictionary<string, string> Typed);
