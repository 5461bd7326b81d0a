using GraphQL.Types;

namespace Flexportal.Api.Common;

/// <summary>A root type whose fields stand with their nouns: the static methods of several classes in one GraphQL type.</summary>
internal sealed class RootType : ObjectGraphType
{
    public RootType(string name, params Type[] parts)
    {
        Name = name;
        foreach (var part in parts)
        {
            var fields = (IComplexGraphType)Activator.CreateInstance(typeof(AutoRegisteringObjectGraphType<>).MakeGenericType(part))!;
            foreach (var field in fields.Fields)
                AddField(field);
        }
    }
}
