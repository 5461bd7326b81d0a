using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Api.InProcess;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;

namespace Flexportal.Api.Workers;

/// <summary>A request of a signed-in worker, from the browser or from a page.</summary>
internal sealed class WorkerCall(ApiParts parts, WorkerCaller caller, string origin)
    : ApiCall(parts, caller.Tenant, Who(caller), origin, readOnly: false)
{
    private Task<Worker?>? _worker;
    private (int First, Task<WorkerHome> Page)? _home;

    public override Reader Reader => new(caller.Language, IsSystem: false);

    public WorkerId Worker => caller.Worker;

    public string SessionHash => caller.SessionHash;

    /// <summary>The session behind a signature.</summary>
    public SignerSession Signer => new(caller.Worker, caller.Session.Since, caller.Session.Ip, caller.Address.ToString(), caller.Language);

    public override bool Has(ApiScope scope) => true;

    public Task<Worker?> Self(CancellationToken cancellation) => _worker ??= Load(cancellation);

    /// <summary>The three lists are read together, once.</summary>
    public Task<WorkerHome> Home(int first, CancellationToken cancellation)
    {
        if (_home is not { } known || known.First != first)
            _home = known = (first, Parts.Reads.Home(Tenant, Worker, first, cancellation));
        return known.Page;
    }

    public CommandContext Command(Guid key, string operation, object input) => Idempotency.Context(Actor, key, operation, input);

    /// <summary>An own document that the worker may see; everything else does not exist.</summary>
    public async Task<Document?> Own(DocumentId? id, CancellationToken cancellation)
    {
        if (id is not { } known)
            return null;
        var found = await Parts.Reads.DocumentsById(Tenant, [known], cancellation);
        return found.GetValueOrDefault(known) is { } document && IsVisible(document) ? document : null;
    }

    public bool IsVisible(Document document) => document.Worker == Worker && document.State != DocumentState.Draft;

    private async Task<Worker?> Load(CancellationToken cancellation) =>
        (await Parts.Reads.WorkersById(Tenant, [Worker], cancellation)).GetValueOrDefault(Worker);

    private static Actor Who(WorkerCaller caller) => new(ActorKind.Worker, caller.Worker.Value, "worker", caller.Address.ToString(), caller.UserAgent);
}
