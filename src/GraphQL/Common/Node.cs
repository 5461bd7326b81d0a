using GraphQL;

namespace Flexportal.Api.Common;

/// <summary>Everything with a global id.</summary>
[Name("Node")]
internal interface INode
{
    [Id]
    string Id { get; }
}
