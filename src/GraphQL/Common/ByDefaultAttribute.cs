using GraphQL;
using GraphQL.Types;

namespace Flexportal.Api.Common;

/// <summary>The value of an argument that is not given. The library reads <c>DefaultValue</c> from input fields only.</summary>
/// <param name="value">The value.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class ByDefaultAttribute(object value) : GraphQLAttribute
{
    public override void Modify(QueryArgument queryArgument) => queryArgument.DefaultValue = value;
}
