using Flexportal.Api.Common;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Flexportal.Api.Execution;

/// <summary>Runs one operation against one schema. The only way in: over HTTP and in-process the same rules hold.</summary>
internal sealed class GraphQLRunner(IDocumentExecuter executer, IOptions<ApiOptions> options, TimeProvider time, ILogger<GraphQLRunner> log)
{
    private static readonly IValidationRule[] EachTime = [new ReadOnlyRule(), new ScopeRule(), new CostRule()];
    private static readonly IValidationRule[] AllRules = [.. DocumentValidator.CoreRules, new WholeTextRule(), .. EachTime];
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<ISchema, DocumentCache> _caches = [];

    /// <summary>Runs it. Faults of ours come back as errors with a reference number, never as exceptions.</summary>
    public async Task<ExecutionResult> Run(ISchema schema, string query, string? operation, Inputs variables, ApiCall call, CancellationToken cancellation)
    {
        var cache = _caches.GetValue(schema, static _ => new DocumentCache());
        var known = cache.Find(query);
        // A known text passed the limits when it came first.
        if (known is null && RequestLimits.Check(query) is { } tooMuch)
            return Refused(tooMuch);
        var result = await executer.ExecuteAsync(Options(schema, query, operation, variables, call, known, cancellation));
        if (known is null && result is { Executed: true, Document: { } document })
            cache.Add(query, document);
        foreach (var error in result.Errors ?? [])
            Quieten(error);
        return result;
    }

    private static ExecutionResult Refused(LimitError error) => new() { Errors = [error] };

    private ExecutionOptions Options(
        ISchema schema, string query, string? operation, Inputs variables, ApiCall call, GraphQLParser.AST.GraphQLDocument? known, CancellationToken cancellation) => new()
        {
            Schema = schema,
            Query = query,
            Document = known,
            OperationName = operation,
            Variables = variables,
            UserContext = call,
            ValidationRules = known is null ? AllRules : EachTime,
            CancellationToken = cancellation,
            Timeout = options.Value.Timeout,
            TimeoutAction = TimeoutAction.ReturnTimeoutError,
            UnhandledExceptionDelegate = Explain,
        };

    // Type names of exceptions and suggestions of field names are nobody's business.
    private static void Quieten(ExecutionError error)
    {
        if (error is TimeoutError)
            error.Code = FaultCodes.Unavailable;
    }

    private Task Explain(UnhandledExceptionContext context)
    {
        var fault = context.OriginalException;
        var told = Faults.Told(fault);
        log.LogError(fault, "GraphQL fault {Reference} at {Path}, {At:O}", told.Reference, context.FieldContext?.Path is { } path ? string.Join('.', path) : "-", time.GetUtcNow());
        context.Exception = told;
        return Task.CompletedTask;
    }
}
