using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Signing;

/// <summary>W9: is everything right? The button is the signature, or asks for the code.</summary>
internal static class ConfirmPage
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/d/{id}/ondertekenen", Show);
        portal.MapPost("/d/{id}/ondertekenen", Start);
    }

    private static async Task<IResult> Show(PortalContext portal, string id, string? fout)
    {
        if (!Links.IsDocument(id) || await portal.Run<ConfirmData>("SigningConfirmPage", new { id = portal.NodeId(id) }) is not { Node: { Id: not null } document, Viewer: { } viewer })
            return ErrorPages.NotFound();
        return document is { State: "OFFERED" or "OPENED", Purpose: not "PERSONAL" }
            ? PageResults.Page<Confirm>(new ConfirmModel(id, document, viewer.Worker, fout))
            : PageResults.See(DocumentSteps.Address(id, document.State));
    }

    private static async Task<IResult> Start(PortalContext portal, HttpContext http, string id)
    {
        if (!Links.IsDocument(id))
            return ErrorPages.NotFound();
        var answer = (await portal.Run<StartData>("SigningStart", new { documentId = portal.NodeId(id), moreTime = Forms.Ticked(http, "meer-tijd"), key = Forms.Key(http) })).SigningStart;
        if (answer.UserErrors is not [{ } error, ..])
            return PageResults.See(DocumentSteps.Address(id, answer.Document?.State ?? "AWAITING_CODE"));
        return error.Code == "NOT_FOUND" ? ErrorPages.NotFound() : PageResults.See(Forms.With(Links.Confirm(id), error.Code));
    }
}

/// <summary>The confirm page.</summary>
public sealed record ConfirmModel(string Id, ConfirmDocument D, ConfirmWorker Worker, string? Problem)
{
    public bool WithCode => D.Verification != "NONE";
}
