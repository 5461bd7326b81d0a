using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Documents;

/// <summary>W7 and W8: a document as pages and as text; and the address that leads to its present step.</summary>
internal static class DocumentPages
{
    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/d/{id}", Present);
        portal.MapGet("/d/{id}/lezen", Read);
        portal.MapPost("/d/{id}/lezen", Open);
        portal.MapGet("/d/{id}/tekst", Text);
    }

    /// <summary>The document's state, or null where it is not this worker's: a foreign id and an unknown one are the same.</summary>
    public static async Task<StepData?> Find(PortalContext portal, string id) =>
        Links.IsDocument(id) && (await portal.Run<NodeData<StepData>>("DocumentStep", new { id = portal.NodeId(id) })).Node is { Id: not null } found ? found : null;

    private static async Task<IResult> Present(PortalContext portal, string id) =>
        await Find(portal, id) is { } document ? PageResults.See(DocumentSteps.Address(id, document.State)) : ErrorPages.NotFound();

    private static async Task<IResult> Read(PortalContext portal, string id, int? deel, string? gemaild, string? fout) =>
        Links.IsDocument(id) && await portal.Run<ReadPageData>("DocumentRead", new { id = portal.NodeId(id) }) is { Node: { Id: not null } document, Viewer: { } viewer }
            ? PageResults.Page<Read>(new ReadModel(id, document, Math.Max(1, deel ?? 1)) { Email = viewer.Worker.Email, Mailed = gemaild is not null, Problem = fout })
            : ErrorPages.NotFound();

    private static async Task<IResult> Text(PortalContext portal, string id) =>
        Links.IsDocument(id) && (await portal.Run<NodeData<TextData>>("DocumentText", new { id = portal.NodeId(id) })).Node is { Id: not null } document
            ? PageResults.Page<TextView>(new TextModel(id, document))
            : ErrorPages.NotFound();

    // Opening is a deed of the worker, so it is a form; the next page asks whether all is right.
    private static async Task<IResult> Open(PortalContext portal, HttpContext http, string id)
    {
        if (await Find(portal, id) is not { } document)
            return ErrorPages.NotFound();
        if (document.State is not ("OFFERED" or "OPENED"))
            return PageResults.See(DocumentSteps.Address(id, document.State));
        await portal.Run<OpenData>("DocumentOpen", new { documentId = portal.NodeId(id), key = Forms.Key(http) });
        return PageResults.See(Links.Confirm(id));
    }
}

/// <summary>The reading page of one document.</summary>
/// <param name="Id">As in the address.</param>
/// <param name="D">The document.</param>
/// <param name="Part">Which stretch of pages, from 1.</param>
public sealed record ReadModel(string Id, ReadData D, int Part)
{
    public const int PagesPerPart = 25;

    /// <summary>The reader's own address.</summary>
    public string Email { get; init; } = "";

    /// <summary>Whether a copy by mail was just asked for, and why not.</summary>
    public bool Mailed { get; init; }

    public string? Problem { get; init; }

    public IEnumerable<PageImage> Shown => D.Pages.Skip((Part - 1) * PagesPerPart).Take(PagesPerPart);

    public int? NextPart => Part * PagesPerPart < D.Pages.Count ? Part + 1 : null;
}

/// <summary>The text page of one document.</summary>
public sealed record TextModel(string Id, TextData D)
{
    /// <summary>The paragraphs of each page that could be read; a form feed parts two pages.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Pages { get; } = [.. (D.TextAlternative ?? "").Split('\f').Select(ReadableText.Paragraphs)];

    public bool HasText => Pages.Any(page => page.Count > 0);
}
