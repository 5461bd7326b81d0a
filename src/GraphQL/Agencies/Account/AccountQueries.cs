using GraphQL;

namespace Flexportal.Api.Agencies.Account;

/// <summary>The agency itself.</summary>
internal sealed class AccountQueries
{
    public static async Task<AgencyNode> Agency([FromUserContext] AgencyCall call) => new(call, await call.Agency());

    public static async Task<IReadOnlyList<DocumentTypeNode>> DocumentTypes([FromUserContext] AgencyCall call) =>
        [.. (await call.Agency()).DocumentTypes.Select(type => new DocumentTypeNode(call, type))];
}
