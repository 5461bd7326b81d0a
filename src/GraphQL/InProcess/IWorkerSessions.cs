using Microsoft.AspNetCore.Http;

namespace Flexportal.Api.InProcess;

/// <summary>Finds the signed-in worker of a request by its session cookie. The portal implements it; the worker endpoint and the file addresses ask it.</summary>
public interface IWorkerSessions
{
    /// <summary>The worker, or null where nobody is signed in at this tenant (any more). Counts as use of the session.</summary>
    /// <param name="http">The request, its tenant already found.</param>
    ValueTask<WorkerCaller?> Find(HttpContext http);
}
