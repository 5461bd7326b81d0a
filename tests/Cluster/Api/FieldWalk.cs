using GraphQL;
using GraphQL.Types;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>One operation that asks for one field with one id.</summary>
internal sealed record Probe(string Name, string Query, Func<string, object> Variables, bool IsNode);

/// <summary>Makes operations that together ask for every field of a schema, wherever an id can be put in.</summary>
internal sealed class FieldWalk
{
    private const int Depth = 5;
    private readonly Schema _schema;

    public FieldWalk(Schema schema)
    {
        _schema = schema;
        _schema.Initialize();
    }

    /// <summary>The fields that were asked for, as Type.field.</summary>
    public HashSet<string> Fields { get; } = [];

    /// <summary>
    /// The fields that were not; for after the probes were made. Mutations that take no id cannot be given a foreign one: what only they answer with is the caller's own.
    /// </summary>
    public IReadOnlyList<string> NotAsked()
    {
        var own = new HashSet<string>();
        foreach (var mutation in _schema.Mutation!.Fields.Where(one => !TakesId(one)))
            Reach(mutation.ResolvedType!.GetNamedType(), own);
        var asked = Fields.Select(name => name.Split('.')[0]).ToHashSet();
        return
        [
            .. from type in _schema.AllTypes.OfType<IObjectGraphType>()
               where !type.Name.StartsWith("__", StringComparison.Ordinal) && (asked.Contains(type.Name) || !own.Contains(type.Name))
               from one in type.Fields
               where !Fields.Contains($"{type.Name}.{one.Name}")
               select $"{type.Name}.{one.Name}",
        ];
    }

    private static bool TakesId(FieldType mutation) =>
        ((IInputObjectGraphType)mutation.Arguments!.Single().ResolvedType!.GetNamedType()).Fields.Any(one => one.ResolvedType!.GetNamedType() is IdGraphType);

    private static void Reach(IGraphType type, HashSet<string> reached)
    {
        if (type is not IObjectGraphType shape || !reached.Add(shape.Name))
            return;
        foreach (var one in shape.Fields)
            Reach(one.ResolvedType!.GetNamedType(), reached);
    }

    public IReadOnlyList<Probe> Probes() => [.. Nodes(), .. Queries(), .. Mutations()];

    // Every field of every type with an id, through node(id).
    private IEnumerable<Probe> Nodes() =>
        from type in _schema.AllTypes.OfType<IObjectGraphType>()
        where type.ResolvedInterfaces.Any(face => face.Name == "Node")
        from field in type.Fields
        select new Probe($"{type.Name}.{field.Name}", $"query($id: ID!) {{ node(id: $id) {{ __typename ... on {type.Name} {{ {Select(type, field, Depth)} }} }} }}", id => new { id }, IsNode: true);

    private IEnumerable<Probe> Queries()
    {
        foreach (var field in _schema.Query.Fields)
        {
            var ids = field.Arguments?.FirstOrDefault(argument => argument.ResolvedType!.GetNamedType() is IdGraphType);
            var inner = Children(field, Depth);
            Fields.Add($"Query.{field.Name}");
            if (ids is null)
                yield return new Probe($"Query.{field.Name}", $"query($id: ID) {{ {field.Name} {inner} a: __typename @skip(if: false) b: node(id: $id2) {{ id }} }}".Replace("$id2", "\"x\"", StringComparison.Ordinal).Replace("query($id: ID)", "query", StringComparison.Ordinal), _ => new { }, IsNode: false);
            else
                yield return ids.ResolvedType!.ToString()!.StartsWith('[')
                    ? new Probe($"Query.{field.Name}", $"query($ids: [ID!]!) {{ {field.Name}({ids.Name}: $ids) {inner} }}", id => new { ids = new[] { id } }, IsNode: false)
                    : new Probe($"Query.{field.Name}", $"query($id: ID!) {{ {field.Name}({ids.Name}: $id) {inner} }}", id => new { id }, IsNode: false);
        }
    }

    private IEnumerable<Probe> Mutations()
    {
        foreach (var field in _schema.Mutation!.Fields)
        {
            var input = (IInputObjectGraphType)field.Arguments!.Single().ResolvedType!.GetNamedType();
            Fields.Add($"Mutation.{field.Name}");
            foreach (var slot in input.Fields.Where(one => one.ResolvedType!.GetNamedType() is IdGraphType))
                yield return new Probe(
                    $"Mutation.{field.Name}({slot.Name})",
                    $"mutation($input: {input.Name}!) {{ {field.Name}(input: $input) {Children(field, 4)} }}",
                    id => new { input = input.Fields.Where(one => one == slot || one.ResolvedType is NonNullGraphType && one.DefaultValue is null).ToDictionary(one => one.Name, one => Value(one, one == slot ? id : null)) },
                    IsNode: false);
        }
    }

    private static object? Value(FieldType field, string? id)
    {
        object? one = field.ResolvedType!.GetNamedType() switch
        {
            IdGraphType => id ?? "x",
            { Name: "UUID" } => Guid.NewGuid(),
            { Name: "Sha256" } => new string('0', 64),
            { Name: "LanguageTag" } => "nl",
            { Name: "EmailAddress" } => "x@mail.example",
            EnumerationGraphType choice => choice.Values.First().Name,
            IntGraphType => 1,
            _ => "x",
        };
        return field.ResolvedType!.ToString()!.StartsWith('[') ? new[] { one } : one;
    }

    private string Children(FieldType field, int depth) =>
        field.ResolvedType!.GetNamedType() is not IGraphType named || named is ScalarGraphType ? "" : $"{{ {Selection(named, depth)} }}";

    private string Selection(IGraphType type, int depth) => type switch
    {
        IObjectGraphType shape => "__typename " + string.Join(' ', shape.Fields.Select(field => Select(shape, field, depth - 1))),
        // Nodes are asked for at their own type; errors and actors have no other place.
        IInterfaceGraphType { Name: not "Node" } face => "__typename " + string.Join(' ', face.PossibleTypes.Select(one => $"... on {one.Name} {{ {Selection(one, 3)} }}")),
        _ => "__typename",
    };

    private string Select(IObjectGraphType type, FieldType field, int depth)
    {
        var leaf = field.ResolvedType!.GetNamedType() is ScalarGraphType;
        // A field with the same name in two possible types may differ in type; what is too deep is asked for at its own type.
        if (!leaf && depth <= 1 || field.Arguments?.Any(argument => argument.ResolvedType is NonNullGraphType && argument.DefaultValue is null) == true)
            return "";
        Fields.Add($"{type.Name}.{field.Name}");
        var page = field.Arguments?.Find("first") is null ? "" : "(first: 1)";
        return leaf ? field.Name : $"{field.Name}{page} {Children(field, depth)}";
    }
}
