using System.Net;
using System.Text.RegularExpressions;

namespace Flexportal.Tests.Fast.Web;

/// <summary>Reading pages as a test does.</summary>
internal static partial class Pages
{
    // A masked address holds a joiner that keeps it on one line.
    public static async Task<string> Text(this HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(CancellationToken.None)).Replace("\u2060", "", StringComparison.Ordinal);

    /// <summary>What a person reads, in the order of the page.</summary>
    public static string Words(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Styles().Replace(html, " "), " ")), " ").Trim();

    public static string Token(string html) => TokenField().Match(html).Groups[1].Value;

    /// <summary>Sends the form as a browser would: own origin, own site, the token of the page.</summary>
    public static async Task<HttpResponseMessage> Submit(this HttpClient browser, string page, string address, Dictionary<string, string>? fields = null, Action<HttpRequestMessage>? change = null)
    {
        var html = await browser.GetStringAsync(page, CancellationToken.None);
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Content = new FormUrlEncodedContent([.. fields ?? [], new("_t", Token(html)), new("sleutel", Guid.NewGuid().ToString())]);
        request.Headers.Add("Origin", $"http://{browser.DefaultRequestHeaders.Host}");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        change?.Invoke(request);
        return await browser.SendAsync(request, CancellationToken.None);
    }

    [GeneratedRegex("<style.*?</style>", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Styles();

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex("name=\"_t\" value=\"([^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TokenField();
}
