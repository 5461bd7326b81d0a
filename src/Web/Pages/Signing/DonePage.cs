using Flexportal.Web.Pages.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Signing;

/// <summary>W12, W14 and W16: signed. "Signed" is said once the fact stands, "mailed" once the provider has accepted, and nothing before that.</summary>
internal static class DonePage
{
    private const int Looks = 8;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    public static void Map(IEndpointRouteBuilder portal)
    {
        portal.MapGet("/d/{id}/klaar", Show);
        portal.MapGet("/d/{id}/klaar/stand", State);
    }

    private static async Task<IResult> Show(PortalContext portal, string id, string? gemaild, string? fout)
    {
        var data = await Find(portal, id);
        for (var look = 1; look < Looks && data?.Node?.Copy is "SEALING" or "QUEUED" && JustSigned(portal, data.Node); look++)
        {
            await Task.Delay(BetweenLooks, portal.Cancel);
            data = await Find(portal, id);
        }

        if (data is not { Node: { } document, Viewer: { } viewer })
            return ErrorPages.NotFound();
        return document.State == "SIGNED" ? PageResults.Page<Done>(new DoneModel(id, document, viewer, gemaild is not null, fout)) : PageResults.See(DocumentSteps.Address(id, document.State));
    }

    private static async Task<IResult> State(PortalContext portal, string id) =>
        await Find(portal, id) is { Node: { } document } ? Results.Text(StateOf(document)) : Results.NotFound();

    public static string StateOf(DoneDocument document) => document.Copy ?? document.State;

    private static bool JustSigned(PortalContext portal, DoneDocument document) => document.SignedAt is { } at && portal.Now - at.Instant < TimeSpan.FromMinutes(1);

    private static async Task<DoneData?> Find(PortalContext portal, string id) =>
        Links.IsDocument(id) && await portal.Run<DoneData>("DonePage", new { id = portal.NodeId(id) }) is { Node.Id: not null } found ? found : null;
}

/// <summary>The success page.</summary>
/// <param name="Mailed">Whether a copy by mail was just asked for.</param>
/// <param name="Problem">Stable code of why not, or null.</param>
public sealed record DoneModel(string Id, DoneDocument D, DoneViewer Viewer, bool Mailed = false, string? Problem = null)
{
    // A seal takes a second; after this it failed (no timestamp, no key) and is being tried again.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(30);

    public IEnumerable<string> Next => Viewer.ToSign.Nodes.Where(d => d.State is "OFFERED" or "OPENED").Select(d => d.Id);

    /// <summary>Whether the road of the file is still being walked, so that a script may look again.</summary>
    public bool IsMoving => D.Copy is "SEALING" or "QUEUED";

    /// <summary>Whether the file can be mailed once more: its first mail has left and its bytes are still here.</summary>
    public bool CanMail => D.Copy is "HANDED_OVER" or "DELIVERED" && D.Proof?.Download is not null;

    public string How(Texts.Texts t)
    {
        var kind = D.Proof?.Signature switch { "TYPED" => t.MethodTyped, "DRAWN" => t.MethodDrawn, _ => t.MethodClick };
        return (D.Proof?.Verification ?? D.Verification) == "EMAIL_CODE" ? t.MethodWithCode(kind) : kind;
    }

    /// <summary>What is known of the mail, and no more.</summary>
    public string Mail(PortalContext p)
    {
        var address = PortalContext.Whole(D.Proof?.MailedTo ?? Domain.Common.EmailAddress.Mask(Viewer.Worker.Email));
        return D.Copy switch
        {
            "QUEUED" => $"{p.T.MailComing(address)} {p.T.KeepItNow}",
            "HANDED_OVER" => $"{p.T.MailSent(address)} {p.T.KeepItNow}",
            "PURGED" when D.Proof?.MailedAt is { } at => $"{p.T.MailGone(address, Domain.Common.DutchTime.Sentence(at.Instant, p.T.Tag))} {p.T.KeepItNow} {p.T.MailLost(p.Agency.Name)}",
            "DELIVERED" or "PURGED" => $"{p.T.MailArrived(address)} {p.T.KeepItNow}",
            "BOUNCED" or "FAILED" => p.T.MailFailed(address, p.Agency.Name),
            _ when D.SignedAt is { } at && p.Now - at.Instant >= Late => p.T.SealingLate,
            _ => p.T.SealingLead,
        };
    }
}
