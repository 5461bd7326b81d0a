namespace Flexportal.Contracts.Walls;

/// <summary>Stops a call to another tenant's grain before it leaves the caller, the web tier included.</summary>
internal sealed class OutgoingTenantWall : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (typeof(ITenantGrain).IsAssignableFrom(context.InterfaceMethod.DeclaringType))
        {
            TenantWall.Demand(context.TargetId);
        }

        return context.Invoke();
    }
}
