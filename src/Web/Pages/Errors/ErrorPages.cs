using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Web.Pages.Errors;

/// <summary>What an error page says.</summary>
/// <param name="Kind">Which page.</param>
/// <param name="Reference">Number under which the fault stands in our logs, or null.</param>
public sealed record ErrorModel(ErrorKind Kind, string? Reference = null)
{
    public (string Title, string Lead) Say(Texts.Texts t) => Kind switch
    {
        ErrorKind.NotFound => (t.NotFoundTitle, t.NotFoundLead),
        ErrorKind.Forbidden => (t.ForbiddenTitle, t.ForbiddenLead),
        ErrorKind.TooMany => (t.TooManyTitle, t.TooManyLead),
        ErrorKind.TooLarge => (t.TooLargeTitle, t.TooLargeLead),
        ErrorKind.Broken => (t.BrokenTitle, t.BrokenLead),
        ErrorKind.Closed => (t.ClosedTitle, t.ClosedLead),
    };
}

public enum ErrorKind
{
    NotFound,
    Forbidden,
    TooMany,
    TooLarge,
    Broken,
    Closed,
}

/// <summary>The pages of W22. They need no database; only the agency's look where it is known.</summary>
internal static class ErrorPages
{
    // Crockford's base 32 without letters that are read as digits.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static IResult NotFound() => Page(ErrorKind.NotFound, StatusCodes.Status404NotFound);

    public static IResult Forbidden() => Page(ErrorKind.Forbidden, StatusCodes.Status403Forbidden);

    public static IResult TooMany() => Page(ErrorKind.TooMany, StatusCodes.Status429TooManyRequests);

    public static IResult TooLarge() => Page(ErrorKind.TooLarge, StatusCodes.Status413PayloadTooLarge);

    public static IResult Broken(string reference) => Page(ErrorKind.Broken, StatusCodes.Status500InternalServerError, reference);

    public static IResult Closed(string reference) => Page(ErrorKind.Closed, StatusCodes.Status503ServiceUnavailable, reference);

    /// <summary>For example <c>FP-7K3M-22</c>.</summary>
    public static string NewReference()
    {
        var letters = RandomNumberGenerator.GetString(Letters, 4);
        return $"FP-{letters}-{RandomNumberGenerator.GetInt32(10, 100)}";
    }

    private static IResult Page(ErrorKind kind, int status, string? reference = null) => PageResults.Page<ErrorPage>(new ErrorModel(kind, reference), status);
}
