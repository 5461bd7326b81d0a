using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Storage.Due;

namespace Flexportal.Silo.Work;

/// <summary>Which grain does which work.</summary>
internal sealed class DueWorkRouter(IGrainFactory grains)
{
    public Task Poke(LeasedWork work, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TenantScope.Enter(work.Tenant);
        var tenant = new TenantGrains(grains, work.Tenant);
        return work.Kind switch
        {
            DueKind.SendMail => tenant.Mail(new MessageId(work.Id)).Send(),
            DueKind.ExpireCode => tenant.CodeChallenge(new DocumentId(work.Id)).Expire(),
            DueKind.Seal => tenant.Signing(new TransactionId(work.Id)).Seal(),
            DueKind.Purge => tenant.Signing(new TransactionId(work.Id)).Purge(),
            DueKind.ExpireDocument => tenant.Document(new DocumentId(work.Id)).Expire(),
            DueKind.ChainFacts => Task.CompletedTask,
        };
    }
}
