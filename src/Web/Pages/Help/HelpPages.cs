using System.Text.RegularExpressions;
using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Help;

/// <summary>W19 and W26: help with a form for questions, and the settings of Android mail apps.</summary>
internal static partial class HelpPages
{
    public const int MaxMessage = 1_000;
    public const int MaxPhone = 40;

    // The API's names, in the order of Texts.AskTopics.
    private static readonly string[] Topics = ["NO_CODE_RECEIVED", "LOCKED", "WRONG_CONTENT", "WRONG_LANGUAGE", "CANNOT_SIGN_IN", "OTHER"];

    /// <summary>Number of the topic of a blocked document.</summary>
    public const int Locked = 1;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Help, Show);
        pages.MapPost(Links.Help, Ask).WithMetadata(new SignedInOnly());
        pages.MapGet(Links.Android, () => PageResults.Page<Android>());
    }

    private static async Task<IResult> Show(PortalContext portal, HttpContext http, string? fout, string? nummer, string? document)
    {
        var typed = TypedText.Read(http);
        var about = (document ?? typed.GetValueOrDefault("document")) is { } id && portal.Caller is not null ? await DocumentPages.Find(portal, id) : null;
        return PageResults.Page<HelpView>(new HelpModel(
            about is null ? null : portal.BareId(about.Id!), about?.Title, fout, nummer is not null && Reference().IsMatch(nummer) ? nummer : null, typed));
    }

    private static async Task<IResult> Ask(PortalContext portal, HttpContext http)
    {
        var message = Forms.Text(http, "tekst").ReplaceLineEndings("\n");
        var phone = Forms.Text(http, "telefoon");
        var document = Forms.Text(http, "document") is { Length: > 0 } given ? given : null;
        if (document is not null && !Links.IsDocument(document))
            return ErrorPages.NotFound();
        var problem = !int.TryParse(Forms.Text(http, "over"), out var topic) || topic < 0 || topic >= Topics.Length ? "REQUIRED"
            : message.Length > MaxMessage ? "TOO_LONG"
            : phone.Length > MaxPhone ? "PHONE"
            : null;
        if (problem is null)
        {
            var answer = (await portal.Run<HelpData>("HelpRequest", new
            {
                documentId = document is null ? null : portal.NodeId(document),
                topic = Topics[topic],
                message = message.Length > 0 ? message : null,
                phone = phone.Length > 0 ? phone : null,
                key = Forms.Key(http),
            })).HelpRequest;
            if (answer.UserErrors is [{ Code: "NOT_FOUND" }, ..])
                return ErrorPages.NotFound();
            if (answer.UserErrors.Count == 0)
            {
                TypedText.Forget(http);
                return PageResults.See($"{Links.Help}?nummer={answer.Reference}");
            }

            problem = answer.UserErrors is [{ Code: "TOO_OFTEN" }, ..] ? "TOO_OFTEN" : "FAILED";
        }

        TypedText.Keep(http, http.Request.Form);
        return PageResults.See(Forms.With(Links.Help, problem));
    }

    [GeneratedRegex("^FP-[0-9A-Z]{4}-[0-9]{2}$", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Reference();
}

public sealed record HelpData(HelpPayload HelpRequest);

public sealed record HelpPayload(string? Reference, IReadOnlyList<UserError> UserErrors);

/// <summary>What is wrong in the form, and at which field.</summary>
public sealed record HelpError(string Text, string? Field);

/// <summary>The help page.</summary>
/// <param name="Document">Bare id of the document that the question is about, or null.</param>
/// <param name="Title">Its title.</param>
/// <param name="Problem">Stable code of what went wrong in the form before, or null.</param>
/// <param name="Reference">Number of the question just sent, or null.</param>
/// <param name="Typed">What was typed before.</param>
public sealed record HelpModel(string? Document, string? Title, string? Problem, string? Reference, IReadOnlyDictionary<string, string> Typed)
{
    internal HelpError? Error(PortalContext p) => Problem switch
    {
        null => null,
        "REQUIRED" => new(p.T.AskNoTopic, "over"),
        "TOO_LONG" => new(p.T.TextTooLong(HelpPages.MaxMessage), "tekst"),
        "PHONE" => new(p.T.AskPhoneWrong, "telefoon"),
        "TOO_OFTEN" => new(p.T.AskTooOften(p.Agency.Name), null),
        _ => new(p.T.AskFailed(p.Agency.Name), null),
    };
}
