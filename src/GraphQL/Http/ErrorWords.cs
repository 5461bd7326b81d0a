using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;

namespace Flexportal.Api.Http;

/// <summary>The errors of an answer in the caller's language; their codes, places and references are the same in each.</summary>
internal static class ErrorWords
{
    public static void Set(ExecutionResult result, Reader reader)
    {
        if (reader.IsDutch && result.Errors is { Count: > 0 } errors)
            result.Errors = [.. errors.Select(error => InDutch(error, reader))];
    }

    // What the GraphQL library finds in an operation is in English and names the operation's own parts: a Dutch sentence stands before it.
    private static ExecutionError InDutch(ExecutionError error, Reader reader)
    {
        var message = error switch
        {
            ISaid known => known.Said.For(reader),
            TimeoutError => "Het antwoord duurde te lang.",
            _ => $"De operatie klopt niet: {Suggestions.Cut(error.Message)}",
        };
        ExecutionError dutch = error switch
        {
            FaultError fault => new FaultError(error.Code!, new Said(message, message), fault.Reference),
            // The section of the specification that it breaks stays with it.
            ValidationError { Number: { } number } => new ValidationError(default, number, message) { Code = error.Code },
            _ => new ExecutionError(message) { Code = error.Code, Extensions = error.Extensions },
        };
        dutch.Path = error.Path;
        foreach (var place in error.Locations ?? [])
            dutch.AddLocation(place);
        return dutch;
    }
}
