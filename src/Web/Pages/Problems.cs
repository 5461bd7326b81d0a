namespace Flexportal.Web.Pages;

/// <summary>Stable codes of the API in the words of a page. Codes that a page has words of its own for are met there first.</summary>
internal static class Problems
{
    public static string Say(PortalContext portal, string? code) => code switch
    {
        "ACCOUNT_LOCKED" => portal.T.AccountLocked(portal.Agency.Name),
        "MAIL_REJECTED" => portal.T.MailRejected(portal.Agency.Name),
        "UNAVAILABLE" => portal.T.Unavailable,
        _ => portal.T.ChangedMeanwhile,
    };
}
