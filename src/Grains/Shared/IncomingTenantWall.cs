using System.Data.Common;
using Flexportal.Contracts;
using Flexportal.Contracts.Walls;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Shared;

/// <summary>
/// Guards every tenant grain, calls of clients included. A timer's or reminder's turn comes with an empty request context and gets the tenant of its own key,
/// or its calls to grains of the same tenant would be refused. The driver's exceptions have no codec and would hide the cause from the caller: they end here.
/// </summary>
internal sealed class IncomingTenantWall : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not ITenantGrain)
        {
            await context.Invoke();
            return;
        }

        if (typeof(ITenantGrain).IsAssignableFrom(context.InterfaceMethod.DeclaringType))
        {
            TenantWall.Demand(context.TargetId);
        }
        else
        {
            TenantScope.Enter(TenantKey.Parse(context.TargetId.Key.ToString() ?? "").Tenant);
        }

        try
        {
            await context.Invoke();
        }
        catch (DbException cause)
        {
            throw new StorageException("The database failed", cause);
        }
    }
}
