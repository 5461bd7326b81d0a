using System.Text.Json;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using GraphQL;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Flexportal.Api.Http;

/// <summary>The request of one operation.</summary>
internal sealed record OperationRequest(string? Query, string? OperationName, string? DocumentId, string? Variables);

/// <summary>Reads requests and writes answers as the GraphQL-over-HTTP specification wants them.</summary>
internal static class GraphQLHttp
{
    public const string Json = "application/json";
    public const string GraphQLJson = "application/graphql-response+json";
    private const string Utf8 = "; charset=utf-8";

    /// <summary>The media type of the answer; null when the client takes none of ours.</summary>
    public static string? Negotiate(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0 || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wanted))
            return Json;
        foreach (var type in wanted.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
                continue;
            if (type.MediaType.Equals(GraphQLJson, StringComparison.OrdinalIgnoreCase))
                return GraphQLJson;
            if (type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) || type.MatchesAllTypes || type.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
                return Json;
        }

        return null;
    }

    /// <summary>Whether the body says that it is JSON in UTF-8. A form cannot say so, which keeps other sites' forms out.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the body, never more than allowed.</summary>
    /// <exception cref="RequestRefused">Too large, or not a request.</exception>
    public static async Task<OperationRequest> ReadBody(HttpContext http, int most)
    {
        if (http.Request.ContentLength > most)
            throw TooLarge(most);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most + 1L;
        using var buffer = new MemoryStream();
        var chunk = new byte[8_192];
        for (int read; (read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0;)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > most)
                throw TooLarge(most);
        }

        return Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    /// <summary>Reads the query string of a GET.</summary>
    /// <exception cref="RequestRefused">A parameter is malformed.</exception>
    public static OperationRequest ReadQuery(HttpRequest request)
    {
        var extensions = request.Query["extensions"].ToString();
        if (extensions.Length > 0)
            RequireObject(extensions, "extensions");
        var variables = request.Query["variables"].ToString();
        if (variables.Length > 0)
            RequireObject(variables, "variables");
        return new OperationRequest(Text("query"), Text("operationName"), null, variables.Length > 0 ? variables : null);

        string? Text(string name) => request.Query[name] is [{ Length: > 0 } one] ? one : null;
    }

    /// <summary>Reads the variables.</summary>
    /// <exception cref="RequestRefused">A value has no .NET form: half of a surrogate pair, a name given twice, a number out of every range.</exception>
    public static Inputs Variables(OperationRequest request, AnswerWriter writer)
    {
        try
        {
            return request.Variables is { } json ? writer.Read<Inputs>(json) ?? Inputs.Empty : Inputs.Empty;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new RequestRefused(400, "BAD_JSON", "variables hold a value that cannot be read: text that is not Unicode, a name given twice, or a number that is too large.", "variables bevat een waarde die niet te lezen is: tekst die geen Unicode is, een naam die twee keer voorkomt, of een te groot getal.");
        }
    }

    public static async Task Write(HttpContext http, string mediaType, int status, ExecutionResult result, AnswerWriter writer)
    {
        ErrorWords.Set(result, Reader.Of(http.Request));
        http.Response.StatusCode = status;
        http.Response.ContentType = mediaType + Utf8;
        http.Response.Headers.CacheControl = "no-store";
        await writer.Write(http.Response.Body, result, http.RequestAborted);
    }

    public static Task Refuse(HttpContext http, string mediaType, RequestRefused refused, AnswerWriter writer) =>
        Write(http, mediaType, refused.Status, new ExecutionResult { Errors = [new LimitError(refused.Code, refused.Said, refused.Status)] }, writer);

    /// <summary>Whether somebody still waits for an answer that has not begun.</summary>
    public static bool CanAnswer(HttpContext http) => !http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested;

    /// <summary>What failed before an operation ran, the look-up of the key for example.</summary>
    public static Task Fail(HttpContext http, string mediaType, Exception fault, AnswerWriter writer, ILogger log)
    {
        var told = Faults.Told(fault);
        log.LogError(fault, "GraphQL fault {Reference} before execution", told.Reference);
        return Write(http, mediaType, told.Code == FaultCodes.Unavailable ? 503 : 500, new ExecutionResult { Errors = [told] }, writer);
    }

    /// <summary>The status of an answer.</summary>
    public static int Status(ExecutionResult result, string mediaType)
    {
        if (result.Errors?.OfType<LimitError>().FirstOrDefault() is { } limit)
            return limit.Status;
        if (result.Executed)
            return result.Data is null && result.Errors?.Any(error => error.Code == FaultCodes.Unavailable) == true ? 503 : 200;
        return result.Errors?.Any(error => error.Code == FaultCodes.Unavailable) == true ? 503 : mediaType == GraphQLJson ? 400 : 200;
    }

    private static OperationRequest Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 32 });
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
                throw new RequestRefused(400, "NO_BATCHES", "One operation per request: batches are not taken.", "Eén operatie per verzoek: geen batches.");
            if (root.ValueKind != JsonValueKind.Object)
                throw new RequestRefused(400, "BAD_REQUEST", "The body is not a JSON object.", "De body is geen JSON-object.");
            Member(root, "extensions", JsonValueKind.Object);
            return new OperationRequest(
                Member(root, "query", JsonValueKind.String)?.GetString(),
                Member(root, "operationName", JsonValueKind.String)?.GetString(),
                Member(root, "documentId", JsonValueKind.String)?.GetString(),
                Member(root, "variables", JsonValueKind.Object)?.GetRawText());
        }
        catch (JsonException)
        {
            throw new RequestRefused(400, "BAD_JSON", "The body is not JSON.", "De body is geen JSON.");
        }
        catch (InvalidOperationException)
        {
            // JSON may hold half of a surrogate pair, a .NET string of it cannot be made.
            throw new RequestRefused(400, "BAD_JSON", "The body holds text that is not Unicode.", "De body bevat tekst die geen Unicode is.");
        }
    }

    private static JsonElement? Member(JsonElement root, string name, JsonValueKind kind) =>
        !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == kind ? value
        : throw new RequestRefused(400, "BAD_REQUEST", $"{name} is not {(kind == JsonValueKind.Object ? "an object" : "a string")}.", $"{name} is geen {(kind == JsonValueKind.Object ? "object" : "tekst")}.");

    private static void RequireObject(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            if (document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
                throw new RequestRefused(400, "BAD_REQUEST", $"{name} is not an object.", $"{name} is geen object.");
        }
        catch (JsonException)
        {
            throw new RequestRefused(400, "BAD_JSON", $"{name} is not JSON.", $"{name} is geen JSON.");
        }
    }

    private static RequestRefused TooLarge(int most) => new(413, "BODY_TOO_LARGE", $"The body has more than {most} bytes.", $"De body heeft meer dan {most} bytes.");
}

/// <summary>A request that is not run at all.</summary>
internal sealed class RequestRefused(int status, string code, string english, string dutch) : Exception(english)
{
    public Said Said { get; } = new(english, dutch);

    public int Status => status;

    public string Code => code;
}
