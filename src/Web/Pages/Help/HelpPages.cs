using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Help;

/// <summary>W19 and W26: help, and the settings of Android mail apps.</summary>
internal static class HelpPages
{
    public const int MaxMessage = 1_000;
    private const int MaxPhone = 40;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Help, Show);
        pages.MapPost(Links.Help, Send).WithMetadata(new SignedInOnly());
        pages.MapGet(Links.Android, () => PageResults.Page<Android>());
    }

    private static IResult Show(HttpContext http, string? fout, string? nummer) =>
        PageResults.Page<HelpView>(new HelpModel(fout, nummer is { Length: <= 20 } ? nummer : null, TypedText.Read(http)));

    private static async Task<IResult> Send(PortalContext portal, HttpContext http)
    {
        var (topic, text, phone, document) = (Forms.Text(http, "onderwerp"), Forms.Text(http, "tekst"), Forms.Text(http, "telefoon"), Forms.Text(http, "document"));
        var problem = Texts.Texts.Dutch.HelpTopics.All(t => t.Value != topic) ? "REQUIRED" : text.Length > MaxMessage ? "TOO_LONG" : phone.Length > MaxPhone ? "PHONE" : null;
        string? reference = null;
        if (problem is null)
        {
            var answer = (await portal.Run<HelpData>("HelpRequest", new
            {
                documentId = Links.IsDocument(document) ? portal.NodeId(document) : null,
                topic,
                message = text.Length == 0 ? null : text,
                callbackPhone = phone.Length == 0 ? null : phone,
                key = Forms.Key(http),
            })).HelpRequest;
            (reference, problem) = (answer.Reference, answer.UserErrors is [{ } error, ..] ? error.Code : null);
        }

        if (problem is not null)
        {
            TypedText.Keep(http, http.Request.Form);
            return PageResults.See(Forms.With(Links.Help, problem));
        }

        TypedText.Forget(http);
        return PageResults.See($"{Links.Help}?nummer={Uri.EscapeDataString(reference ?? "-")}");
    }
}

public sealed record HelpData(HelpPayload HelpRequest);

public sealed record HelpPayload(string? Reference, IReadOnlyList<UserError> UserErrors);

/// <summary>The help page.</summary>
/// <param name="Reference">Number of a message that was just sent, or null.</param>
public sealed record HelpModel(string? Problem, string? Reference, IReadOnlyDictionary<string, string> Typed);
