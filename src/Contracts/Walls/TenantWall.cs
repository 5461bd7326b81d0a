namespace Flexportal.Contracts.Walls;

/// <summary>The second tenant lock: the tenant of the call chain is that of the grain's key, or the call does not happen.</summary>
public static class TenantWall
{
    /// <summary>Compares the present tenant with that of a grain.</summary>
    /// <exception cref="UnauthorizedAccessException">They differ, or no tenant was set. The message names neither.</exception>
    public static void Demand(GrainId target)
    {
        if (TenantScope.Current is not { } tenant || TenantKey.Parse(target.Key.ToString() ?? "").Tenant != tenant)
        {
            throw new UnauthorizedAccessException("This call does not belong to the tenant of the grain.");
        }
    }
}
