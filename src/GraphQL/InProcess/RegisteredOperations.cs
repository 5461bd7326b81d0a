using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Api.Workers;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace Flexportal.Api.InProcess;

/// <summary>An operation that may run on the worker endpoint.</summary>
/// <param name="Name">Its name, which is its file's.</param>
/// <param name="DocumentId"><c>sha256:</c> and the hash of its text.</param>
/// <param name="Text">The document.</param>
internal sealed record RegisteredOperation(string Name, string DocumentId, string Text);

/// <summary>An assembly that carries <c>.graphql</c> files as embedded resources. Register one per assembly.</summary>
/// <param name="Assembly">The assembly.</param>
public sealed record OperationSource(Assembly Assembly);

/// <summary>The portal's operations: the files beside its pages are the registry.</summary>
internal sealed class RegisteredOperations
{
    private const string Extension = ".graphql";
    private readonly Dictionary<string, RegisteredOperation> _byNameOrId = new(StringComparer.Ordinal);

    /// <summary>Reads and checks all operations, so that a wrong one is found at start and not on its page.</summary>
    /// <exception cref="InvalidOperationException">A file is not one named operation, is not valid in the worker schema, or its name is taken.</exception>
    public RegisteredOperations(IEnumerable<OperationSource> sources, WorkerSchema schema)
    {
        foreach (var (file, text) in sources.DistinctBy(source => source.Assembly).SelectMany(Files))
        {
            var name = Check(file, text, schema);
            var operation = new RegisteredOperation(name, $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}", text);
            if (!_byNameOrId.TryAdd(name, operation))
                throw new InvalidOperationException($"Two operations are called {name}.");
            _byNameOrId[operation.DocumentId] = operation;
        }
    }

    public IEnumerable<RegisteredOperation> All => _byNameOrId.Values.Distinct();

    public RegisteredOperation? Find(string? nameOrId) => nameOrId is null ? null : _byNameOrId.GetValueOrDefault(nameOrId);

    private static IEnumerable<(string File, string Text)> Files(OperationSource source)
    {
        foreach (var resource in source.Assembly.GetManifestResourceNames().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(source.Assembly.GetManifestResourceStream(resource)!);
            yield return (resource, reader.ReadToEnd());
        }
    }

    private static string Check(string file, string text, WorkerSchema schema)
    {
        schema.Initialize();
        var document = Parser.Parse(text);
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToList();
        if (operations is not [{ Name: { } name } operation])
            throw new InvalidOperationException($"{file} must hold exactly one named operation.");
        var result = new DocumentValidator().ValidateAsync(new ValidationOptions
        {
            Schema = schema,
            Document = document,
            Operation = operation,
            Variables = global::GraphQL.Inputs.Empty,
            // Whether variables are given is known when it runs.
            Rules = DocumentValidator.CoreRules,
        }).GetAwaiter().GetResult();
        var errors = result.Errors.Where(error => error is not InvalidVariableError).Select(error => error.Message).ToList();
        return errors.Count == 0 ? name.StringValue : throw new InvalidOperationException($"{file}: {string.Join(' ', errors)}");
    }
}
