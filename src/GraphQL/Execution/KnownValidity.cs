using System.Runtime.CompilerServices;
using Flexportal.Api.Workers;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Flexportal.Api.Execution;

/// <summary>
/// The portal's pages run the same few documents again and again. What the check of such a document gives depends on its variables and, for agencies, on the key's
/// scopes; a worker's call without variables always gives the same, so it is remembered with the document.
/// </summary>
internal sealed class KnownValidity : IDocumentValidator
{
    private readonly DocumentValidator _validator = new();
    private readonly ConditionalWeakTable<GraphQLDocument, IValidationResult> _known = [];

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options) =>
        options.UserContext is not WorkerCall || options.Variables is { Count: > 0 } || options.Document.Definitions.OfType<GraphQLOperationDefinition>().Count() != 1
            ? _validator.ValidateAsync(options)
            : _known.TryGetValue(options.Document, out var known) ? Task.FromResult(known) : Check(options);

    private async Task<IValidationResult> Check(ValidationOptions options)
    {
        var result = await _validator.ValidateAsync(options);
        if (result.IsValid)
            _known.AddOrUpdate(options.Document, result);
        return result;
    }
}
