using Microsoft.AspNetCore.Http;

namespace Flexportal.Web;

/// <summary>Reading what a form brought.</summary>
internal static class Forms
{
    /// <summary>The key of the shown form. A form without a readable one gets a fresh key: it then counts as sent once.</summary>
    public static Guid Key(HttpContext http) => Guid.TryParse(http.Request.Form["sleutel"], out var key) ? key : Guid.NewGuid();

    public static string Text(HttpContext http, string name) => http.Request.Form[name].ToString().Trim();

    public static bool Ticked(HttpContext http, string name) => http.Request.Form[name].Count > 0;

    /// <summary>Whole minutes until then, at least one.</summary>
    public static int Minutes(DateTimeOffset? until, DateTimeOffset now) => until is { } at && at > now ? (int)Math.Ceiling((at - now).TotalMinutes) : 1;

    /// <summary>An address with the stable name of what went wrong; the page that is fetched next says it in words.</summary>
    public static string With(string address, string problem) => $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}fout={problem}";
}
