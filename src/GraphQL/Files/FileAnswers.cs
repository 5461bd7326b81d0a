using System.Text;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.Files;

/// <summary>Answers of the file endpoints.</summary>
internal static class FileAnswers
{
    /// <summary>A refusal with its stable code and English words.</summary>
    public static IResult Problem(int status, RefusalCode code)
    {
        var text = RefusalText.Of(new Refusal(code));
        return Results.Json(new { code = CodeName(text.Code), message = text.English }, statusCode: status);
    }

    /// <summary>An unknown, foreign, expired or purged file: all alike.</summary>
    public static IResult Missing() => Results.Text("Not found\n", "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);

    public static void Private(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    private static string CodeName(UserErrorCode code) => System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.ToString());
}
