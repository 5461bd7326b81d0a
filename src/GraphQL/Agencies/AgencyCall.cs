using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Domain.Common;

namespace Flexportal.Api.Agencies;

/// <summary>A request of an agency's system, by API key.</summary>
internal sealed class AgencyCall(ApiParts parts, ApiCaller caller, Reader reader, string origin, bool readOnly)
    : ApiCall(parts, caller.Tenant, caller.Actor, origin, readOnly)
{
    public override Reader Reader => reader;

    public string Principal => $"key:{caller.KeyId}";

    public override bool Has(ApiScope scope) => caller.Scopes.Contains(scope);

    public CommandContext Command(Guid key, string operation, object input) => Idempotency.Context(Actor, key, operation, input);
}

/// <summary>An API key that was checked.</summary>
internal sealed record ApiCaller(TenantId Tenant, string KeyId, Actor Actor, IReadOnlySet<ApiScope> Scopes);
