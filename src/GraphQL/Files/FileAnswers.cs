using System.Text;
using Flexportal.Api.Common;
using Flexportal.Api.Http;
using Flexportal.Domain.Common;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.Files;

/// <summary>Answers of the file endpoints.</summary>
internal static class FileAnswers
{
    /// <summary>A refusal with its stable code and words in the caller's language.</summary>
    public static IResult Problem(HttpRequest request, int status, RefusalCode code, long? limit = null)
    {
        var text = RefusalText.Of(new Refusal(code) { Limit = limit });
        return Results.Json(new { code = CodeName(text.Code), message = text.For(Reader.Of(request)) }, statusCode: status);
    }

    /// <summary>An unknown, foreign, expired or purged file: all alike.</summary>
    public static IResult Missing(HttpRequest request) => Results.Text(NoFile.For(Reader.Of(request)) + "\n", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);

    /// <summary>The database is away: said with its code, in the caller's language. Whatever else fails is not this endpoint's to explain.</summary>
    public static async ValueTask<object?> InAnOutage(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        try
        {
            return await next(call);
        }
        catch (Exception fault) when (Outage.Is(fault) && GraphQLHttp.CanAnswer(call.HttpContext))
        {
            return Problem(call.HttpContext.Request, StatusCodes.Status503ServiceUnavailable, RefusalCode.Unavailable);
        }
    }

    public static void Private(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static readonly Said NoFile = new("There is no such file, or it is gone.", "Dit bestand is er niet, of niet meer.");

    private static string CodeName(UserErrorCode code) => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}
