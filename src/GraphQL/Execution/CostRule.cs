using Flexportal.Api.Common;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace Flexportal.Api.Execution;

/// <summary>Depth, cost, aliases, directives and page sizes. Runs on every request, also for a document that was validated before: it depends on variables.</summary>
internal sealed class CostRule : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        if (!context.HasErrors && new Walk(context).Find() is { } error)
            context.ReportError(error);
        return default;
    }

    private sealed class Walk(ValidationContext context)
    {
        private readonly HashSet<GraphQLFragmentDefinition> _open = [];
        private double _cost;
        private int _aliases;
        private int _directives;

        public LimitError? Find() =>
            context.Operation.SelectionSet is { } set ? Selections(set, RootType(), 1, 1, introspection: false) : null;

        private IComplexGraphType? RootType() => context.Operation.Operation switch
        {
            OperationType.Mutation => context.Schema.Mutation,
            OperationType.Subscription => context.Schema.Subscription,
            _ => context.Schema.Query,
        };

        private LimitError? Selections(GraphQLSelectionSet set, IComplexGraphType? type, double times, int depth, bool introspection)
        {
            foreach (var selection in set.Selections)
            {
                var error = selection switch
                {
                    GraphQLField field => Field(field, type, times, depth, introspection),
                    GraphQLInlineFragment inline => Count(inline.Directives) ?? Selections(inline.SelectionSet, Narrow(inline.TypeCondition, type), times, depth, introspection),
                    GraphQLFragmentSpread spread => Count(spread.Directives) ?? Spread(spread, times, depth, introspection),
                    _ => null,
                };
                if (error is not null)
                    return error;
            }

            return null;
        }

        private LimitError? Spread(GraphQLFragmentSpread spread, double times, int depth, bool introspection)
        {
            var fragment = context.Document.FindFragmentDefinition(spread.FragmentName.Name.Value);
            if (fragment is null || !_open.Add(fragment))
                return null;
            var error = Selections(fragment.SelectionSet, Narrow(fragment.TypeCondition, null), times, depth, introspection);
            _open.Remove(fragment);
            return error;
        }

        private LimitError? Field(GraphQLField field, IComplexGraphType? type, double times, int depth, bool introspection)
        {
            var name = field.Name.StringValue;
            introspection |= name is "__schema" or "__type";
            var definition = introspection ? null : type?.GetField(field.Name.Value);
            var pages = Page(field, definition, out var bad);
            // Even a plain value costs its place in the answer; an object may cost a read.
            _cost += times * (field.SelectionSet is null ? 0.05 : 1);
            return bad
                ?? (field.Alias is not null && ++_aliases > RequestLimits.Aliases ? new LimitError("TOO_MANY_ALIASES", new Said($"The query has more than {RequestLimits.Aliases} aliases.", $"De query heeft meer dan {RequestLimits.Aliases} aliassen.")) : null)
                ?? Count(field.Directives)
                ?? (depth > (introspection ? RequestLimits.IntrospectionDepth : RequestLimits.Depth) ? new LimitError("QUERY_TOO_DEEP", new Said($"The query is deeper than {RequestLimits.Depth} fields.", $"De query is dieper dan {RequestLimits.Depth} velden.")) : null)
                ?? (_cost > RequestLimits.Cost ? new LimitError("QUERY_TOO_COSTLY", new Said($"The query costs more than {RequestLimits.Cost} points; ask for fewer rows or fewer lists in lists.", $"De query kost meer dan {RequestLimits.Cost} punten; vraag minder rijen of minder lijsten in lijsten.")) : null)
                ?? (field.SelectionSet is { } inner ? Selections(inner, definition?.ResolvedType?.GetNamedType() as IComplexGraphType, times * pages, depth + 1, introspection) : null);
        }

        // The rows of a connection count at the connection itself, so edges and nodes inside it multiply once.
        private double Page(GraphQLField field, FieldType? definition, out LimitError? error)
        {
            error = null;
            if (definition?.Arguments is not { } arguments)
                return 1;
            if (arguments.Find("ids") is not null)
                return Math.Max(1, (Value(field, "ids") as System.Collections.ICollection)?.Count ?? 1);
            if (arguments.Find("first") is null)
                return 1;
            var rows = new[] { Value(field, "first"), Value(field, "last") }.OfType<int>().DefaultIfEmpty(PageArguments.Usual).Max();
            if (new[] { Value(field, "first"), Value(field, "last") }.OfType<int>().Any(asked => asked is < 0 or > PageArguments.Most))
                error = new LimitError("BAD_PAGE", new Said($"{field.Name.StringValue}: first and last are 0 to {PageArguments.Most}.", $"{field.Name.StringValue}: first en last zijn 0 tot en met {PageArguments.Most}."));
            return Math.Max(1, rows);
        }

        private object? Value(GraphQLField field, string argument) =>
            context.ArgumentValues is { } all && all.TryGetValue(field, out var values) && values.TryGetValue(argument, out var value) ? value.Value : null;

        private LimitError? Count(GraphQLDirectives? directives) =>
            (_directives += directives?.Count ?? 0) > RequestLimits.Directives ? new LimitError("TOO_MANY_DIRECTIVES", new Said($"The query has more than {RequestLimits.Directives} directives.", $"De query heeft meer dan {RequestLimits.Directives} directives.")) : null;

        private IComplexGraphType? Narrow(GraphQLTypeCondition? condition, IComplexGraphType? type) =>
            condition is null ? type : context.Schema.AllTypes[condition.Type.Name.StringValue] as IComplexGraphType;
    }
}
