using GraphQL;
using GraphQL.Types;

namespace Flexportal.Api.Access;

/// <summary>What an API key may do. Names as stored with the key, in capitals.</summary>
internal enum ApiScope
{
    WorkersRead,
    WorkersWrite,
    DocumentsRead,
    DocumentsWrite,
    DocumentsUnlock,
    FilesRead,
    ProofsRead,
    AuditRead,
    SettingsManage,
}

/// <summary>The scopes that a field needs; all of them.</summary>
/// <param name="needs">The scopes.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
internal sealed class ScopeAttribute(params ApiScope[] needs) : GraphQLAttribute
{
    private const string Key = "flexportal.scopes";

    /// <summary>The directive's definition.</summary>
    public static Directive Directive { get; } = new("scope", GraphQLParser.AST.DirectiveLocation.FieldDefinition)
    {
        Description = "Scopes of the API key that this field needs.",
        Arguments = new QueryArguments(
            new QueryArgument<NonNullGraphType<ListGraphType<NonNullGraphType<EnumerationGraphType<ApiScope>>>>> { Name = "needs" }),
    };

    /// <summary>The scopes of a field; empty where none is needed.</summary>
    public static IReadOnlyList<ApiScope> Of(FieldType field) => field.GetMetadata<ApiScope[]>(Key) ?? [];

    public override void Modify(FieldType fieldType, bool isInputType)
    {
        fieldType.WithMetadata(Key, needs);
        fieldType.ApplyDirective("scope", "needs", needs);
    }
}
