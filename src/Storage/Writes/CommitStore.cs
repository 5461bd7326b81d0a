using Flexportal.Domain.Common;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Due;
using Flexportal.Storage.Files;
using Flexportal.Storage.Rows;
using Flexportal.Storage.Vault;
using Npgsql;

namespace Flexportal.Storage.Writes;

internal sealed class CommitStore(TenantDatabase database, TenantKeys keys, DataKeys dataKeys, DueSignal signal, TimeProvider time) : ICommitStore
{
    public async Task<CommitResult> Commit(TenantId tenant, Changes changes, StoredAnswer? answer, CancellationToken cancellation)
    {
        if (changes.Agency is { } agency && agency.Id != tenant)
        {
            throw new ArgumentException("The agency is another tenant's.", nameof(changes));
        }

        if (changes.IsEmpty && answer is null)
        {
            return CommitResult.Done;
        }

        await using var batch = new TenantBatch(tenant);
        var vault = await keys.Of(tenant, cancellation);
        var tailKey = changes.Tail is { } tail ? await dataKeys.Ensure(tenant, DataKeys.Of(tail.Document), cancellation) : null;
        new CommitBatch(batch, vault).Add(changes, answer, tailKey);
        if (tailKey is not null)
        {
            batch.Commands.Timeout = TenantDatabase.FileTimeout;
        }

        if (await database.Write(batch, cancellation) is { } objection)
        {
            return Meaning(objection);
        }

        var now = time.GetUtcNow();
        if (changes.Due.Any(work => work.DueAt <= now))
        {
            signal.Raise();
        }

        return CommitResult.Done;
    }

    public async Task<StoredAnswer?> FindAnswer(TenantId tenant, string principal, string key, CancellationToken cancellation)
    {
        var vault = await keys.Of(tenant, cancellation);
        var rows = await database.Rows(
            tenant,
            "select body from idempotency where tenant = $1 and principal = $2 and key = $3",
            sql => sql.Text(principal).Text(key),
            row => vault.Open("idempotency", CommitBatch.AnswerId(principal, key), row.GetFieldValue<byte[]>(0), StoredJson.Default.StoredAnswer),
            cancellation);
        return rows.SingleOrDefault();
    }

    private static CommitResult Meaning(PostgresException objection) => (objection.SqlState, objection.ConstraintName) switch
    {
        (PostgresErrorCodes.UniqueViolation, "idempotency_pkey") => CommitResult.KeyTaken,
        (PostgresErrorCodes.UniqueViolation, "worker_external_id" or "worker_email" or "document_external_id") => CommitResult.Duplicate,
        (PostgresErrorCodes.UniqueViolation, _) => CommitResult.VersionConflict,
        // Raised by must_touch; the other two mean that the server chose this transaction to give way: nothing was written, decide again.
        ("FP001" or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure, _) => CommitResult.VersionConflict,
        _ => throw new StorageException("The database refused the commit", objection),
    };
}
