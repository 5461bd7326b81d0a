using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Flexportal.Api.Common;

/// <summary>Who reads a message.</summary>
/// <param name="Language">A BCP 47 tag: Dutch for <c>nl</c> in any region, English for all others.</param>
/// <param name="IsSystem">An agency's system and its makers, who are told details as well; otherwise a worker.</param>
internal readonly record struct Reader(string Language, bool IsSystem)
{
    public bool IsDutch => Language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);

    /// <summary>The system behind a request, by its <c>Accept-Language</c>.</summary>
    public static Reader Of(HttpRequest request) => new(Preferred(request), IsSystem: true);

    // RFC 9110, section 12.5.4: the greatest weight wins, the earlier one of equals; without a wish, or for another language, English.
    private static string Preferred(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wishes))
            return "en";
        return wishes.Where(wish => wish.Quality is not 0).OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value?.Split('-')[0].ToLowerInvariant()).FirstOrDefault(tag => tag is "nl" or "en") ?? "en";
    }
}

/// <summary>An error of ours, which knows its message in both languages.</summary>
internal interface ISaid
{
    Said Said { get; }
}

/// <summary>A message in both languages.</summary>
internal sealed record Said(string English, string Dutch)
{
    public string For(Reader reader) => reader.IsDutch ? Dutch : English;
}
