using Flexportal.Api.Common;
using Flexportal.Api.Workers.Documents;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;
using GraphQL;

namespace Flexportal.Api.Workers.Account;

[Name("WorkerViewer")]
internal sealed class Viewer(WorkerCall call, Worker worker)
{
    private static readonly DocumentState[] Open = [DocumentState.Offered, DocumentState.Opened, DocumentState.AwaitingCode, DocumentState.Locked];

    public WorkerNode Worker => new(call, worker);

    public Task<DocumentConnection> ToSign([ByDefault(50)] int first, string? after, CancellationToken cancellation) =>
        DocumentConnection.Of(call, first, after, home => home.ToSign, Filter(DocumentPurpose.Sign, Open), DocumentOrder.OfferedAt, cancellation);

    public Task<DocumentConnection> Signed([ByDefault(50)] int first, string? after, CancellationToken cancellation) =>
        DocumentConnection.Of(call, first, after, home => home.Signed, Filter(DocumentPurpose.Sign, [DocumentState.Signed]), DocumentOrder.SignedAt, cancellation);

    public async Task<PersonalFileConnection> Personal([ByDefault(50)] int first, string? after, CancellationToken cancellation)
    {
        var list = await WorkerList.Read(
            call, first, after, home => home.Personal, Filter(DocumentPurpose.Personal, [DocumentState.Offered, DocumentState.Opened]), DocumentOrder.OfferedAt, cancellation);
        return new PersonalFileConnection([.. list.Rows.Select(row => new PersonalFileEdge(row.Cursor, new PersonalFile(call, row.Document)))], list);
    }

    /// <summary>Where the worker is signed in now, the last used first.</summary>
    public async Task<IReadOnlyList<Device>> Devices() =>
        [.. (await call.Grains.Worker(call.Worker).Sessions()).Select(session => new Device(call, session))];

    private DocumentFilter Filter(DocumentPurpose purpose, IReadOnlyList<DocumentState> states) => new() { Worker = worker.Id, Purpose = purpose, StateIn = states };
}

[Name("Worker")]
[Implements(typeof(INode))]
internal sealed class WorkerNode(WorkerCall call, Worker worker) : INode
{
    [Id]
    public string Id => NodeId.Of(call.Tenant, worker.Id).ToString();

    public string DisplayName => worker.Name.Display;

    public EmailText Email => new(worker.Email);

    public LanguageText Language => new(worker.Language);

    public static string TimeZone => DutchTime.ZoneName;

    public bool MoreTimeForCodes => worker.MoreTime;
}

/// <summary>A browser that is signed in.</summary>
[Name("Device")]
internal sealed class Device(WorkerCall call, Session session)
{
    private readonly DeviceName _name = DeviceName.Of(session.UserAgent);

    /// <summary>Names it when it is signed out.</summary>
    public string Name => WorkerRules.SessionName(session);

    /// <summary>For example <c>Chrome</c>; empty where it is not known.</summary>
    public string Browser => _name.Browser;

    /// <summary>For example <c>Android</c>; empty where it is not known.</summary>
    public string System => _name.System;

    public LocalizedTime SignedInAt => new(session.CreatedAt, call.Language);

    public LocalizedTime LastUsedAt => new(session.SeenAt, call.Language);

    /// <summary>Whether it is the one that asks.</summary>
    public bool IsThis => session.Hash == call.SessionHash;
}
