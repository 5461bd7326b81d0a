using Flexportal.Api.InProcess;
using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.Http;

/// <summary>Finds the signed-in worker of a browser request. Implemented by the portal, which owns sessions and cookies.</summary>
public interface IWorkerCallerAccessor
{
    /// <summary>The worker whose living session this request carries, or null. Also checks that the session belongs to the host's tenant.</summary>
    ValueTask<WorkerCaller?> Find(HttpContext http, CancellationToken cancellation);
}
