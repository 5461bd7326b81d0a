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
        private const string Suggestion = " Did you mean";

        public PlainErrors()
            : base(new ErrorInfoProviderOptions { ExposeExceptionDetails = false, ExposeCodes = false, ExposeData = false, ExposeExtensions = true })
        {
        }

        public override ErrorInfo GetInfo(ExecutionError executionError)
        {
            var info = base.GetInfo(executionError);
            var cut = info.Message.IndexOf(Suggestion, StringComparison.Ordinal);
            if (cut > 0)
                info.Message = info.Message[..cut];
            if (executionError is FaultError { Extensions: { } extra })
                foreach (var pair in extra)
                    (info.Extensions ??= new Dictionary<string, object?>())[pair.Key] = pair.Value;
            return info;
        }
    }
}
