using Flexportal.Contracts.Workers;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Shared;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Workers;

/// <summary>A worker's account.</summary>
[GrainType("flexportal.worker")]
internal sealed class WorkerGrain(IRowReader rows, ICommitStore commits, PasswordHashing passwords, SecretKey secret, TimeProvider time)
    : TurnstileGrain<Worker>(commits, time), IWorkerGrain
{
    private WorkerId Id => new(Key.Id);

    protected override string DuplicateField => "email";

    public ValueTask<Worker?> Get() => Current();

    public async Task<Reply<Worker>> Upsert(UpsertWorker command, CommandContext context)
    {
        if (await Grains.Agency().Get() is not { } agency)
        {
            return Reply.No<Worker>(RefusalCode.NotFound);
        }

        return await Pass(context, worker => WorkerRules.Upsert(worker, Id, command, agency, Seeds.NewMail(secret), context.Actor, Now), Answer);
    }

    public Task<Reply<Worker>> UpdatePreferences(UpdatePreferences command, CommandContext context) =>
        Pass(context, Known(worker => WorkerRules.UpdatePreferences(worker, command, context.Actor, Now)), Answer);

    public Task<Reply<Worker>> Invite(string? language, CommandContext context) =>
        Pass(context, Known(worker => WorkerRules.Invite(worker, language, Seeds.NewMail(secret), context.Actor, Now)), Answer);

    public async Task<Reply<HelpQuestion>> AskHelp(AskHelp command, CommandContext context)
    {
        if (await Grains.Agency().Get() is not { } agency)
        {
            return Reply.No<HelpQuestion>(RefusalCode.NotFound);
        }

        var document = command.Document is { } id ? await Grains.Document(id).Get() : null;
        var question = new HelpQuestion(HelpReference.Of(Id, context.Key ?? ""), command.Topic, command.Message, command.CallbackPhone);
        return await Pass(
            context,
            Known(worker => HelpRules.Ask(agency, worker, document, command, question.Reference, Seeds.NewMail(secret), context.Actor, Now)),
            (_, refusal) => new Reply<HelpQuestion>(refusal is null ? question : null, refusal));
    }

    public async Task<Reply<SessionInfo>> SetPassword(SetPassword command)
    {
        var link = await rows.Link(Tenant, command.TokenHash, CancellationToken.None);
        Drop();
        if (await Current() is not { } worker || !WorkerRules.MaySetPassword(worker, link, Now))
        {
            return Reply.No<SessionInfo>(RefusalCode.LinkExpired);
        }

        if (SignInRules.CheckPassword(command.Password.Value, worker) is { } problem)
        {
            return Reply.No<SessionInfo>(problem);
        }

        var hash = await passwords.Hash(command.Password);
        var others = await rows.Sessions(Tenant, Id, CancellationToken.None);
        var opened = new Session(command.SessionHash, Id, command.Ip, command.UserAgent, Now, Now, null);
        var reply = await Pass(
            CommandContext.System("portal"),
            Known(present => WorkerRules.SetPassword(present, link, hash, opened, others, Now)),
            (_, refusal) => new Reply<SessionInfo>(refusal is null ? Info(opened) : null, refusal));
        if (reply.IsAccepted)
        {
            await Forget(others);
        }

        return reply;
    }

    public async Task<IReadOnlyList<Session>> Sessions() =>
        (await rows.Sessions(Tenant, Id, CancellationToken.None)).Where(session => WorkerRules.SessionEnd(session, session.SeenAt, Now) is not null).ToList();

    public async Task SignOut(string session, CommandContext context) =>
        await End((await rows.Sessions(Tenant, Id, CancellationToken.None)).Where(open => WorkerRules.SessionName(open) == session), context.Actor);

    public async Task SignOutEverywhere(CommandContext context) => await End(await rows.Sessions(Tenant, Id, CancellationToken.None), context.Actor);

    internal static SessionInfo Info(Session opened) =>
        new(opened.Worker, opened.CreatedAt, opened.Ip, opened.CreatedAt + WorkerRules.SessionIdle);

    protected override Task<Worker?> Read() => rows.Worker(Tenant, Id, CancellationToken.None);

    protected override Worker? After(Worker? before, Changes committed) =>
        committed.Worker is { } worker ? worker with { Version = worker.Version + 1 } : before;

    private static Func<Worker?, Decision> Known(Func<Worker, Decision> rule) => worker => worker is null ? Decision.No(RefusalCode.NotFound) : rule(worker);

    private static Reply<Worker> Answer(Worker? worker, Refusal? refusal) => new(worker, refusal);

    private async Task End(IEnumerable<Session> sessions, Actor actor)
    {
        var open = sessions.ToList();
        await Work(worker => worker is null || open.Count == 0 ? Changes.None : WorkerRules.SignedOut(worker, open, actor, Now));
        await Forget(open);
    }

    /// <summary>The rows say that these sessions are over; their grains must not say otherwise from memory.</summary>
    private Task Forget(IEnumerable<Session> sessions) => Task.WhenAll(sessions.Select(session => Grains.Session(session.Hash).Drop()));
}
