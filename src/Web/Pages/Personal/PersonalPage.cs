using Flexportal.Domain.Common;
using Flexportal.Web.Pages.Errors;
using Flexportal.Web.Pages.Home;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Personal;

/// <summary>W17: all personal documents by year. And U11: a file by mail, where a download does not work.</summary>
internal static class PersonalPage
{
    public static void Map(IEndpointRouteBuilder documents)
    {
        documents.MapGet(Links.Personal, Show);
        documents.MapPost("/d/{id}/mail", MailCopy);
        documents.MapGet("/d/{id}/mail", (string id) => PageResults.See(Links.Document(id)));
    }

    private static async Task<IResult> Show(PortalContext portal, string? na, string? gemaild, string? fout)
    {
        var data = await portal.Run<PersonalData>("PersonalPage", new { after = na is { Length: < 400 } ? na : null });
        return data.Viewer is { } viewer ? PageResults.Page<Personal>(new PersonalModel(viewer, gemaild is not null, fout)) : PageResults.See(Links.SignIn);
    }

    private static async Task<IResult> MailCopy(PortalContext portal, HttpContext http, string id)
    {
        if (!Links.IsDocument(id))
            return ErrorPages.NotFound();
        var answer = (await portal.Run<MailCopyData>("DocumentMailCopy", new { documentId = portal.NodeId(id), key = Forms.Key(http) })).DocumentMailCopy;
        if (answer.UserErrors is [{ Code: "NOT_FOUND" }, ..])
            return ErrorPages.NotFound();
        var back = Links.Own(Forms.Text(http, "terug")) is { } own && own.IndexOf('?', StringComparison.Ordinal) < 0 ? own : Links.Document(id);
        return PageResults.See(answer.UserErrors is [{ } error, ..] ? Forms.With(back, error.Code) : $"{back}?gemaild=1");
    }
}

public sealed record PersonalData(PersonalViewer? Viewer);

public sealed record PersonalViewer(PersonalWorker Worker, PersonalFiles Personal);

public sealed record PersonalWorker(string Email);

public sealed record PersonalFiles(IReadOnlyList<PersonalFileRow> Nodes, PageEnd PageInfo);

public sealed record PersonalFileRow(string DocumentId, string Title, string FileName, Moment AddedAt, Download? Download);

public sealed record MailCopyData(MailCopyPayload DocumentMailCopy);

public sealed record MailCopyPayload(IReadOnlyList<UserError> UserErrors);

/// <summary>The personal documents.</summary>
/// <param name="Mailed">Whether a copy was just asked for.</param>
/// <param name="Problem">Stable code of why not, or null.</param>
public sealed record PersonalModel(PersonalViewer Viewer, bool Mailed, string? Problem)
{
    /// <summary>By the year in which they were added, in Dutch time, newest first.</summary>
    public IEnumerable<IGrouping<int, PersonalFileRow>> Years => Viewer.Personal.Nodes.GroupBy(file => DutchTime.Local(file.AddedAt.Instant).Year);
}
