using System.Text.Json;
using System.Text.Json.Serialization;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Api.Workers;
using GraphQL;

namespace Flexportal.Api.InProcess;

/// <inheritdoc cref="IWorkerOperations"/>
internal sealed class WorkerOperations(WorkerSchema schema, GraphQLRunner runner, RegisteredOperations operations, ApiParts parts, AnswerWriter writer) : IWorkerOperations
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<T> Run<T>(string operationName, object? variables, WorkerCaller caller, CancellationToken cancellationToken)
    {
        var operation = operations.Find(operationName) ?? throw new WorkerOperationException(operationName, "OPERATION_NOT_REGISTERED");
        var inputs = variables is null ? Inputs.Empty : writer.Read<Inputs>(JsonSerializer.Serialize(variables, Camel)) ?? Inputs.Empty;
        var result = await runner.Run(schema, operation.Text, operation.Name, inputs, new WorkerCall(parts, caller, origin: ""), cancellationToken);
        if (result.Errors is [var error, ..])
            throw new WorkerOperationException(operationName, error.Code ?? FaultCodes.Internal);
        using var answer = new MemoryStream();
        await writer.Write(answer, result, cancellationToken);
        return JsonSerializer.Deserialize<Answer<T>>(answer.GetBuffer().AsSpan(0, (int)answer.Length), Camel) is { Data: { } data }
            ? data
            : throw new WorkerOperationException(operationName, FaultCodes.Internal);
    }

    private sealed record Answer<T>(T? Data);
}
