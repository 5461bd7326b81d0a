using Flexportal.Domain.Common;

namespace Flexportal.Storage.Writes;

/// <summary>The one way to write a tenant's rows.</summary>
public interface ICommitStore
{
    /// <summary>
    /// Writes everything or nothing, in one round trip and one transaction: rows (each at its expected version), facts, mails, links, sessions, due work,
    /// upload claim, sealed tail, purge, and the idempotency answer.
    /// </summary>
    /// <param name="tenant">The tenant; also set for row level security in the same batch.</param>
    /// <param name="changes">What to write.</param>
    /// <param name="answer">The answer to keep under an idempotency key, or null.</param>
    /// <param name="cancellation">Ends the wait; the outcome is then unknown and the caller must ask again with the same key.</param>
    /// <exception cref="StorageException">The database could not be asked, or failed; whether it committed is unknown when <see cref="StorageException.OutcomeUnknown"/>.</exception>
    Task<CommitResult> Commit(TenantId tenant, Changes changes, StoredAnswer? answer, CancellationToken cancellation);

    /// <summary>The answer kept under a key, or null. Asked only on the unhappy path: after a refusal or a conflict.</summary>
    Task<StoredAnswer?> FindAnswer(TenantId tenant, string principal, string key, CancellationToken cancellation);
}

/// <summary>How a commit ended.</summary>
public enum CommitResult
{
    /// <summary>Durable.</summary>
    Done,

    /// <summary>A row has another version than expected: read again and decide again.</summary>
    VersionConflict,

    /// <summary>The idempotency key is taken: give its answer, or refuse when the request hash differs.</summary>
    KeyTaken,

    /// <summary>Another row has the external id (or, for a worker, the mail address).</summary>
    Duplicate,
}

/// <summary>An answer under an idempotency key.</summary>
/// <param name="Principal">Kind and id of the actor, for example <c>key:…</c> or <c>worker:…</c>.</param>
/// <param name="Key">The caller's UUID.</param>
/// <param name="RequestHash">SHA-256 (hex) of the command's data.</param>
/// <param name="Body">The reply as JSON.</param>
/// <param name="CreatedAt">When; the key lives 30 days from here, and as long as <paramref name="Document"/> is open.</param>
/// <param name="Document">The document that it is about, or null.</param>
public sealed record StoredAnswer(string Principal, string Key, string RequestHash, string Body, DateTimeOffset CreatedAt, DocumentId? Document);

/// <summary>The database failed or was out of reach. Crosses grain boundaries, unlike the driver's own exceptions.</summary>
public sealed class StorageException : Exception
{
    /// <summary>For serializers.</summary>
    public StorageException()
    {
    }

    /// <summary>With a message.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>With a message; the cause's text is kept, the cause itself is not, as its type may be unknown elsewhere.</summary>
    public StorageException(string message, Exception cause)
        : base($"{message}: {cause.GetType().Name}: {cause.Message}")
    {
    }

    /// <summary>Whether the statement may have been committed all the same. Kept in the exception's data, which crosses grain boundaries.</summary>
    public bool OutcomeUnknown
    {
        get => Data[nameof(OutcomeUnknown)] is true;
        init => Data[nameof(OutcomeUnknown)] = value;
    }
}
