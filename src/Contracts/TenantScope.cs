using Flexportal.Domain.Common;

namespace Flexportal.Contracts;

/// <summary>The tenant of the current call chain. Set once per HTTP request from the host name; a filter on both sides compares it with every grain key.</summary>
public static class TenantScope
{
    private const string Name = "flexportal.tenant";

    /// <summary>The tenant, or null where none was set.</summary>
    public static TenantId? Current => RequestContext.Get(Name) is string text && TenantId.TryParse(text, out var tenant) ? tenant : null;

    /// <summary>Sets the tenant for this asynchronous flow.</summary>
    public static void Enter(TenantId tenant) => RequestContext.Set(Name, tenant.Value);
}
