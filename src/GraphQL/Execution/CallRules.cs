using System.Buffers;
using System.Text;
using Flexportal.Api.Access;
using Flexportal.Api.Common;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Flexportal.Api.Execution;

/// <summary>A GET changes nothing.</summary>
internal sealed class ReadOnlyRule : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        if (context.UserContext is ApiCall { ReadOnly: true } && context.Operation.Operation != OperationType.Query)
            context.ReportError(new LimitError("METHOD_NOT_ALLOWED", new Said("Only queries can be sent by GET.", "Met GET kunnen alleen query's worden gestuurd."), 405));
        return default;
    }
}

/// <summary>A field needs the scopes of its @scope directive; refused before anything runs.</summary>
internal sealed class ScopeRule : ValidationRuleBase
{
    private static readonly MatchingNodeVisitor<GraphQLField> Visitor = new((field, context) =>
    {
        if (context.TypeInfo.GetFieldDef() is not { } definition || context.UserContext is not ApiCall call)
            return;
        var missing = ScopeAttribute.Of(definition).Where(scope => !call.Has(scope)).ToList();
        if (missing.Count > 0)
            context.ReportError(new LimitError("FORBIDDEN", new Said($"{field.Name.StringValue} needs the scope {string.Join(" and ", missing.Select(ApiKeySecret.Name))}.", $"Voor {field.Name.StringValue} heeft de sleutel de scope {string.Join(" en ", missing.Select(ApiKeySecret.Name))} nodig."), 403));
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);
}

/// <summary>
/// Half of a surrogate pair is no character: JSON refuses it in variables, and the GraphQL grammar in a document's strings, which the parser does not check. It must
/// not come further: on the wire between hosts it would silently become another character.
/// </summary>
internal sealed class WholeTextRule : ValidationRuleBase
{
    private static readonly MatchingNodeVisitor<GraphQLStringValue> Visitor = new((text, context) =>
    {
        for (var rest = text.Value.Span; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                context.ReportError(new LimitError("BAD_TEXT", new Said("A string holds half of a surrogate pair.", "Een tekst bevat een half surrogaatpaar.")));
                return;
            }

            rest = rest[length..];
        }
    });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);
}
