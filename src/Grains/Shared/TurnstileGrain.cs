using System.Text.Json;
using Flexportal.Contracts;
using Flexportal.Contracts.Wire;
using Flexportal.Domain.Common;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Shared;

/// <summary>
/// The turnstile of a grain: load, ask the rule, commit, reply. The grain is a cache over its rows; the versions in the commit decide, so a stale cache
/// (another grain wrote the row, or a second activation lives for a moment) costs one more round and never a wrong answer.
/// </summary>
/// <typeparam name="TState">What the rules of this grain decide on.</typeparam>
internal abstract class TurnstileGrain<TState>(ICommitStore commits, TimeProvider time) : Grain
    where TState : class
{
    private const int MaxRounds = 5;
    private TState? cache;

    protected TenantKey Key => field.Id is null ? field = TenantKey.Parse(this.GetPrimaryKeyString()) : field;

    protected TenantId Tenant => Key.Tenant;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected TenantGrains Grains => new(GrainFactory, Tenant);

    /// <summary>The input field that a duplicate row is about.</summary>
    protected virtual string DuplicateField => "externalId";

    /// <summary>The rows as they were last committed; null when there is nothing yet.</summary>
    protected abstract Task<TState?> Read();

    /// <summary>The state after these changes were committed, with the versions that the rows have now.</summary>
    protected abstract TState? After(TState? before, Changes committed);

    protected async ValueTask<TState?> Current() => cache ??= await Read();

    protected void Drop() => cache = null;

    /// <summary>Runs one command.</summary>
    /// <param name="context">Who, and under which key the answer is kept.</param>
    /// <param name="decide">The rule; it may be asked again with fresh state.</param>
    /// <param name="reply">Makes the answer from the state left behind.</param>
    /// <param name="about">The document that keeps the idempotency key alive while it is open.</param>
    /// <param name="fold">Makes the state left behind, where <see cref="After"/> cannot (a first row).</param>
    protected async Task<TReply> Pass<TReply>(
        CommandContext context,
        Func<TState?, Decision> decide,
        Func<TState?, Refusal?, TReply> reply,
        DocumentId? about = null,
        Func<TState?, Changes, TState?>? fold = null)
        where TReply : class
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var cached = cache is not null;
            var before = await Current();
            var decision = decide(before);
            if (decision is { Refusal: { } refusal, Changes.IsEmpty: true })
            {
                if (!cached)
                {
                    return await Kept(context, reply, before) ?? reply(before, refusal);
                }

                Drop();
                continue;
            }

            var after = (fold ?? After)(before, decision.Changes);
            var answer = reply(after, decision.Refusal);
            if (decision.Changes.IsEmpty && context.Key is null)
            {
                return answer;
            }

            switch (await Commit(decision.Changes, Stored(context, answer, about)))
            {
                case CommitResult.Done:
                    cache = after;
                    return answer;
                case CommitResult.KeyTaken:
                    Drop();
                    return await Kept(context, reply, before) ?? throw new StorageException("A kept answer vanished");
                case CommitResult.Duplicate:
                    Drop();
                    return await Kept(context, reply, before) ?? reply(before, new Refusal(RefusalCode.DuplicateExternalId, DuplicateField));
                case CommitResult.VersionConflict:
                    Drop();
                    break;
            }
        }

        return reply(await Current(), new Refusal(RefusalCode.Unavailable));
    }

    /// <summary>The system's own work: no key, no answer, idempotent by state. Gives the state left behind.</summary>
    protected async Task<TState?> Work(Func<TState?, Changes> decide)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var before = await Current();
            var changes = decide(before);
            if (changes.IsEmpty)
            {
                return before;
            }

            if (await Commit(changes, null) == CommitResult.Done)
            {
                return cache = After(before, changes);
            }

            Drop();
        }

        throw new StorageException("The rows kept changing under this work; it will be tried again");
    }

    /// <summary>After any storage error the cache is worth nothing: whether it was written is unknown.</summary>
    private async Task<CommitResult> Commit(Changes changes, StoredAnswer? answer)
    {
        try
        {
            return await commits.Commit(Tenant, changes, answer, CancellationToken.None);
        }
        catch (StorageException error)
        {
            Drop();
            if (error.OutcomeUnknown && answer is not null && await Found(answer) is not null)
            {
                return CommitResult.KeyTaken;
            }

            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<StoredAnswer?> Found(StoredAnswer answer)
    {
        try
        {
            return await commits.FindAnswer(Tenant, answer.Principal, answer.Key, CancellationToken.None);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    /// <summary>The first answer to this key: a retry of a command that succeeded must not read "already signed".</summary>
    private async Task<TReply?> Kept<TReply>(CommandContext context, Func<TState?, Refusal?, TReply> reply, TState? state)
        where TReply : class
    {
        if (context.Key is not { } key || await commits.FindAnswer(Tenant, Principal(context.Actor), key, CancellationToken.None) is not { } kept)
        {
            return null;
        }

        return kept.RequestHash == context.RequestHash
            ? JsonSerializer.Deserialize<TReply>(kept.Body, DomainWire.Json)
            : reply(state, new Refusal(RefusalCode.IdempotencyKeyReused));
    }

    private StoredAnswer? Stored<TReply>(CommandContext context, TReply answer, DocumentId? about) =>
        context.Key is { } key
            ? new StoredAnswer(Principal(context.Actor), key, context.RequestHash, JsonSerializer.Serialize(answer, DomainWire.Json), Now, about)
            : null;

    private static string Principal(Actor actor) => actor.Kind switch
    {
        ActorKind.Worker => $"worker:{actor.Id}",
        ActorKind.ApiKey => $"key:{actor.Id}",
        ActorKind.System => $"system:{actor.Id}",
        ActorKind.Operator => $"operator:{actor.Id}",
    };
}
