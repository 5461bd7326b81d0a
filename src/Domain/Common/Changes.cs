using System.Collections.Immutable;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Common;

/// <summary>
/// All that one command writes, in one transaction. Each row carries the version it was read with (0: it is new);
/// storage refuses the whole commit when one of them has moved on.
/// </summary>
public sealed record Changes
{
    /// <summary>Nothing to write.</summary>
    public static readonly Changes None = new();

    /// <summary>The agency's row.</summary>
    public Agency? Agency { get; init; }

    /// <summary>The worker's row.</summary>
    public Worker? Worker { get; init; }

    /// <summary>The document's row.</summary>
    public Document? Document { get; init; }

    /// <summary>The code challenge's row.</summary>
    public CodeChallenge? Challenge { get; init; }

    /// <summary>The signature's row; inserting one is the act of signing.</summary>
    public Signature? Signature { get; init; }

    /// <summary>New or changed mail rows (the outbox).</summary>
    public ImmutableArray<Mail> Mails { get; init; } = [];

    /// <summary>Mail links to become valid; only the hash of their token is stored.</summary>
    public ImmutableArray<MailLink> Links { get; init; } = [];

    /// <summary>Sessions to write or (with an end) to close.</summary>
    public ImmutableArray<Session> Sessions { get; init; } = [];

    /// <summary>Work to be done later, or (without an instant) done with.</summary>
    public ImmutableArray<DueWork> Due { get; init; } = [];

    /// <summary>What happened, for the audit trail.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>The staged upload that becomes the document's original in this commit.</summary>
    public UploadClaim? Claim { get; init; }

    /// <summary>The sealed tail to store; an existing one is never replaced.</summary>
    public SealedTail? Tail { get; init; }

    /// <summary>The document whose bytes and data key are destroyed in this commit.</summary>
    public DocumentId? Purge { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsEmpty => this == None;

    /// <summary>Adds facts.</summary>
    public Changes Plus(params Fact[] facts) => this with { Facts = [.. Facts, .. facts] };

    /// <summary>Adds due work.</summary>
    public Changes Plus(params DueWork[] due) => this with { Due = [.. Due, .. due] };

    /// <summary>Adds a new mail with the work of sending it at once.</summary>
    public Changes Plus(Mail mail) =>
        this with { Mails = [.. Mails, mail], Due = [.. Due, new DueWork(DueKind.SendMail, mail.Id.Value, mail.CreatedAt)] };

    /// <summary>Adds a mail link.</summary>
    public Changes Plus(MailLink link) => this with { Links = [.. Links, link] };
}

/// <summary>An upload becomes a document's original.</summary>
public sealed record UploadClaim(UploadId Upload, DocumentId Document);

/// <summary>The appended bytes of a sealed file.</summary>
/// <param name="Document">The document.</param>
/// <param name="Transaction">The transaction.</param>
/// <param name="Bytes">Everything after the original's bytes.</param>
public sealed record SealedTail(DocumentId Document, TransactionId Transaction, ReadOnlyMemory<byte> Bytes);

/// <summary>What a rule answers: what to write, and a refusal or none. A wrong code has both: the counter is written and the answer is no.</summary>
/// <param name="Changes">What to write.</param>
/// <param name="Refusal">The refusal, or null.</param>
public sealed record Decision(Changes Changes, Refusal? Refusal)
{
    /// <summary>Write and say yes.</summary>
    public static Decision Yes(Changes changes) => new(changes, null);

    /// <summary>Write nothing and say no.</summary>
    public static Decision No(Refusal refusal) => new(Changes.None, refusal);

    /// <summary>Write nothing and say no.</summary>
    public static Decision No(RefusalCode code, string? field = null) => No(new Refusal(code, field));

    /// <summary>Nothing changes, and that is fine (a repeated step).</summary>
    public static readonly Decision Nothing = new(Changes.None, null);
}

/// <summary>Kinds of work that a sweeper takes from the table of due work.</summary>
public enum DueKind
{
    /// <summary>Hand a mail to the transport. Id: message id.</summary>
    SendMail,

    /// <summary>End a code. Id: document id.</summary>
    ExpireCode,

    /// <summary>Seal a signed document. Id: transaction id.</summary>
    Seal,

    /// <summary>Destroy the bytes of a delivered document. Id: transaction id.</summary>
    Purge,

    /// <summary>A document's last moment. Id: document id.</summary>
    ExpireDocument,

    /// <summary>A scheduled reminder. Id: document id.</summary>
    RemindDocument,

    /// <summary>Link new facts into the tenant's chain. Id: the tenant.</summary>
    ChainFacts,
}

/// <summary>A piece of due work. One per (tenant, kind, id): writing it again moves it.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Id">For which object.</param>
/// <param name="DueAt">From when on; null removes it.</param>
public sealed record DueWork(DueKind Kind, string Id, DateTimeOffset? DueAt);
