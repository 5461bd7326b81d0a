using System.Net;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Common;

namespace Flexportal.Api.InProcess;

/// <summary>
/// Runs registered operations of the worker schema inside this process, with the same authorisation, limits and idempotency as over HTTP.
/// The portal's pages have no other way to documents.
/// </summary>
public interface IWorkerOperations
{
    /// <summary>Runs one registered operation and reads its <c>data</c> as <typeparamref name="T"/> (camel case, enums by their GraphQL names).</summary>
    /// <typeparam name="T">The shape of <c>data</c>.</typeparam>
    /// <param name="operationName">Name of a registered operation, which is the name of its <c>.graphql</c> file.</param>
    /// <param name="variables">An object whose properties become variables (camel case), or null.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Stops reading; a mutation already sent to a grain is not undone.</param>
    /// <exception cref="WorkerOperationException">The answer has <c>errors</c>: a fault of ours or an outage, never something the caller can mend.</exception>
    Task<T> Run<T>(string operationName, object? variables, WorkerCaller caller, CancellationToken cancellationToken);
}

/// <summary>The signed-in worker on whose behalf an operation runs. Made by the session check only.</summary>
/// <param name="Tenant">The host's tenant.</param>
/// <param name="Worker">Who.</param>
/// <param name="SessionHash">Key of the session that is acting.</param>
/// <param name="Session">That session: its sign-in is part of the evidence.</param>
/// <param name="Address">Address of this request, for the evidence.</param>
/// <param name="UserAgent">Browser of this request, at most 200 characters, or null.</param>
/// <param name="Language">BCP 47 tag of the page: texts and dates of the answer are in it.</param>
public sealed record WorkerCaller(
    TenantId Tenant, WorkerId Worker, string SessionHash, SessionInfo Session, IPAddress Address, string? UserAgent, string Language);

/// <summary>An operation gave errors instead of data.</summary>
public sealed class WorkerOperationException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="operationName">The operation.</param>
    /// <param name="code">The first error's stable code.</param>
    public WorkerOperationException(string operationName, string code)
        : base($"{operationName}: {code}") => Code = code;

    /// <summary>The first error's stable code, for logs.</summary>
    public string Code { get; }
}
