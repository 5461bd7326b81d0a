namespace Flexportal.Web.Pages;

/// <summary>Which page a document's present step is on. The state in the cluster decides, never the browser's history.</summary>
internal static class DocumentSteps
{
    public static string Address(string id, string state) => state switch
    {
        "OFFERED" or "OPENED" => Links.Read(id),
        "AWAITING_CODE" => Links.Code(id),
        "LOCKED" => Links.Locked(id),
        "SIGNED" => Links.Done(id),
        _ => Links.Closed(id),
    };
}
