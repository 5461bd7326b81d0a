using System.Globalization;
using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Signing;

/// <summary>W10 and W11: one field for the code. The flow lives in the cluster: a reload, another device or a lost browser meets it as it is.</summary>
internal static class CodePage
{
    // A page without script cannot look again by itself, so the first answer waits a moment for the mail to leave.
    private const int Looks = 8;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/d/{id}/code", Show);
        portal.MapPost("/d/{id}/code", Confirm);
        portal.MapPost("/d/{id}/code/opnieuw", Resend);
        portal.MapGet("/d/{id}/code/stand", State);
    }

    /// <summary>Names what a script compares: anything else than before means that the page has changed.</summary>
    public static string StateOf(CodeDocument document) => document.Attempt?.Challenge is { } c
        ? string.Create(CultureInfo.InvariantCulture, $"{document.State} {c.ResendsLeft} {c.ExpiresAt?.ToUnixTimeSeconds()}")
        : document.State;

    private static async Task<IResult> Show(PortalContext portal, string id, string? fout, int? n)
    {
        var document = await Find(portal, id);
        for (var look = 1; look < Looks && IsLeaving(document); look++)
        {
            await Task.Delay(BetweenLooks, portal.Cancel);
            document = await Find(portal, id);
        }

        if (document is null)
            return ErrorPages.NotFound();
        return document is { State: "AWAITING_CODE", Attempt: { Challenge: { } challenge } attempt }
            ? PageResults.Page<Code>(new CodeModel(id, document, attempt, challenge, fout, n))
            : PageResults.See(DocumentSteps.Address(id, document.State));
    }

    private static async Task<IResult> Confirm(PortalContext portal, HttpContext http, string id)
    {
        if (await Find(portal, id) is not { } document)
            return ErrorPages.NotFound();
        if (document.Attempt is not { } attempt)
            return PageResults.See(DocumentSteps.Address(id, document.State));
        var code = Forms.Text(http, "code");
        var answer = (await portal.Run<ConfirmCodeData>("SigningConfirm", new { attemptId = attempt.Id, code, key = Forms.Key(http) })).SigningConfirm;
        if (answer.UserErrors is not [{ } error, ..])
            return PageResults.See(DocumentSteps.Address(id, answer.Document?.State ?? "SIGNED"));
        var page = Forms.With(Links.Code(id), error.Code);
        return PageResults.See(error.Code == "CODE_LENGTH" ? $"{page}&n={code.Count(char.IsDigit)}" : page);
    }

    private static async Task<IResult> Resend(PortalContext portal, HttpContext http, string id)
    {
        if (await Find(portal, id) is not { } document)
            return ErrorPages.NotFound();
        if (document.Attempt is not { } attempt)
            return PageResults.See(DocumentSteps.Address(id, document.State));
        var errors = (await portal.Run<ResendData>("SigningResendCode", new { attemptId = attempt.Id, key = Forms.Key(http) })).SigningResendCode.UserErrors;
        return PageResults.See(errors is [{ } error, ..] ? Forms.With(Links.Code(id), error.Code) : Links.Code(id));
    }

    private static async Task<IResult> State(PortalContext portal, string id) =>
        await Find(portal, id) is { } document ? Results.Text(StateOf(document)) : Results.NotFound();

    private static bool IsLeaving(CodeDocument? document) =>
        document is { State: "AWAITING_CODE", Attempt.Challenge: { ExpiresAt: null, Delivery: "QUEUED" } };

    private static async Task<CodeDocument?> Find(PortalContext portal, string id) =>
        Links.IsDocument(id) && (await portal.Run<NodeData<CodeDocument>>("CodePage", new { id = portal.NodeId(id) })).Node is { Id: not null } found ? found : null;
}

/// <summary>The code page as it stands at one instant.</summary>
/// <param name="Id">Document.</param>
/// <param name="D">The document.</param>
/// <param name="Attempt">The attempt, with the cluster's clock.</param>
/// <param name="C">The flow.</param>
/// <param name="Problem">Stable code of what went wrong in the form before, or null.</param>
/// <param name="Entered">Digits entered, where their number was wrong.</param>
public sealed record CodeModel(string Id, CodeDocument D, Attempt Attempt, Challenge C, string? Problem, int? Entered)
{
    public bool IsLeaving => C.ExpiresAt is null;

    public bool IsLate => IsLeaving && (C.Delivery is "DELAYED" or "FAILED" or "BOUNCED" || C.LateAt <= Attempt.ServerNow);

    public bool IsOver => C.ExpiresAt <= Attempt.ServerNow;

    /// <summary>Whole seconds left, at least 1 while the clock runs.</summary>
    public TimeSpan Left => C.ExpiresAt is { } end && end > Attempt.ServerNow ? TimeSpan.FromSeconds(Math.Ceiling((end - Attempt.ServerNow).TotalSeconds)) : TimeSpan.Zero;

    /// <summary>Whole seconds until a new code may be asked for; 0 when it may.</summary>
    public int Pause => C.CanResendAt is { } from && from > Attempt.ServerNow ? (int)Math.Ceiling((from - Attempt.ServerNow).TotalSeconds) : 0;

    /// <summary>The bar runs by style alone: the code's whole life, begun this long ago.</summary>
    public string Css => IsLeaving || IsOver
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $":root{{--life:{C.LifetimeSeconds}s;--past:-{Math.Max(0, C.LifetimeSeconds - Left.TotalSeconds):0}s}}");

    public string? Error(PortalContext p) => Problem switch
    {
        null => null,
        "CODE_INCORRECT" => p.T.CodeWrong(C.AttemptsLeft),
        "CODE_REPLACED" => p.T.CodeReplaced(C.SentAt is { } sent ? Domain.Common.DutchTime.Clock(sent.Instant) : null),
        "CODE_EXPIRED" => p.T.CodeExpired,
        "CODE_LENGTH" => p.T.CodeShort(C.Digits, Math.Clamp(Entered ?? 0, 0, 99)),
        "CODE_NOT_NUMERIC" => p.T.CodeLetters,
        "REQUIRED" => p.T.CodeEmpty,
        "RESENDS_USED_UP" => p.T.NoMoreCodes,
        "RESEND_TOO_SOON" => p.T.ResendIn(Math.Max(1, Pause)),
        _ => Problems.Say(p, Problem),
    };

    public string Heading(PortalContext p) => Problem switch
    {
        "CODE_INCORRECT" => p.T.CodeWrongHeading,
        "CODE_REPLACED" => p.T.CodeReplacedHeading,
        "CODE_EXPIRED" => p.T.TimeIsUp,
        _ => p.T.ErrorHeading,
    };
}
