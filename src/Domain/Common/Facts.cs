using System.Collections.Immutable;

namespace Flexportal.Domain.Common;

/// <summary>One thing that happened, for the audit trail. Never read by a rule: the rows are the truth.</summary>
/// <param name="Action">Past tense in dotted form, for example <c>document.offered</c>. Names are for ever.</param>
/// <param name="Subject">Kind and id of the object, for example <c>document:…</c>.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Data">Plain values; erasable, as the chain holds salted commitments only.</param>
public sealed record Fact(string Action, string Subject, DateTimeOffset At, Actor Actor, ImmutableSortedDictionary<string, string> Data)
{
    /// <summary>A fact about a document.</summary>
    public static Fact Of(string action, DocumentId document, DateTimeOffset at, Actor actor, params (string Key, string? Value)[] data) =>
        new(action, $"document:{document}", at, actor, Collect(data));

    /// <summary>A fact about a worker.</summary>
    public static Fact Of(string action, WorkerId worker, DateTimeOffset at, Actor actor, params (string Key, string? Value)[] data) =>
        new(action, $"worker:{worker}", at, actor, Collect(data));

    /// <summary>A fact about the agency.</summary>
    public static Fact Of(string action, TenantId tenant, DateTimeOffset at, Actor actor, params (string Key, string? Value)[] data) =>
        new(action, $"agency:{tenant}", at, actor, Collect(data));

    private static ImmutableSortedDictionary<string, string> Collect((string Key, string? Value)[] data) =>
        data.Where(pair => pair.Value is not null).ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
}

/// <summary>Kinds of actors.</summary>
public enum ActorKind
{
    /// <summary>A signed-in worker.</summary>
    Worker,

    /// <summary>An agency's API key.</summary>
    ApiKey,

    /// <summary>A timer, sweeper or dispatcher.</summary>
    System,

    /// <summary>The operator's command line.</summary>
    Operator,
}

/// <summary>Who did it.</summary>
/// <param name="Kind">Kind of actor.</param>
/// <param name="Id">Id of the worker or key; the part's name for the system.</param>
/// <param name="Label">Readable name, for example the API key's label.</param>
/// <param name="Ip">Address of the request, where there was one.</param>
/// <param name="UserAgent">User agent of the request, where there was one, at most 200 characters.</param>
public sealed record Actor(ActorKind Kind, string Id, string Label, string? Ip = null, string? UserAgent = null)
{
    /// <summary>A part of the system.</summary>
    public static Actor System(string part) => new(ActorKind.System, part, part);
}

/// <summary>What every command carries: who, and the key under which its answer is kept.</summary>
/// <param name="Actor">Who commands.</param>
/// <param name="Key">Idempotency key (UUID of the caller), or null for the system's own work.</param>
/// <param name="RequestHash">SHA-256 (hex) over the command's data: the same key with another hash is refused.</param>
public sealed record CommandContext(Actor Actor, string? Key, string RequestHash)
{
    /// <summary>For the system's own work, which is idempotent by state.</summary>
    public static CommandContext System(string part) => new(Actor.System(part), null, "");
}
