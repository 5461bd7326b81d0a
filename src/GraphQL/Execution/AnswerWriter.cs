using System.Text.Encodings.Web;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;

namespace Flexportal.Api.Execution;

/// <summary>Answers as JSON: messages, places and codes; no exception details.</summary>
internal sealed class AnswerWriter
{
    // Answers are JSON by their media type and never part of a page, so only what JSON itself needs is escaped.
    private readonly GraphQLSerializer _serializer = new(static json => json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, new PlainErrors());

    public Task Write(Stream stream, ExecutionResult result, CancellationToken cancellation) => _serializer.WriteAsync(stream, result, cancellation);

    public T? Read<T>(string json) => _serializer.Deserialize<T>(json);

    private sealed class PlainErrors : ErrorInfoProvider
    {
        public PlainErrors()
            : base(new ErrorInfoProviderOptions { ExposeExceptionDetails = false, ExposeCodes = false, ExposeData = false, ExposeExtensions = true })
        {
        }

        public override ErrorInfo GetInfo(ExecutionError executionError)
        {
            var info = base.GetInfo(executionError);
            info.Message = Suggestions.Cut(info.Message);
            if (executionError is FaultError { Extensions: { } extra })
                foreach (var pair in extra)
                    (info.Extensions ??= new Dictionary<string, object?>())[pair.Key] = pair.Value;
            return info;
        }
    }
}

/// <summary>What the library would propose for a name that it does not know tells a stranger the schema.</summary>
internal static class Suggestions
{
    public static string Cut(string message) => message.IndexOf(" Did you mean", StringComparison.Ordinal) is > 0 and var cut ? message[..cut] : message;
}
