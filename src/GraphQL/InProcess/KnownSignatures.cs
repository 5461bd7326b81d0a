using Flexportal.Domain.Common;
using Flexportal.Storage.Reads;

namespace Flexportal.Api.InProcess;

/// <summary>What the public check may say of a signature: nothing that names a person or a document.</summary>
/// <param name="Transaction">Its number.</param>
/// <param name="SignedAt">When it was made.</param>
/// <param name="Pages">Pages of the document as offered.</param>
/// <param name="Sha256">SHA-256 of the sealed file, lower-case hex; null while it is being made.</param>
public sealed record KnownSignature(TransactionId Transaction, DateTimeOffset SignedAt, int Pages, string? Sha256);

/// <summary>Looks up signatures for the public check.</summary>
public interface IKnownSignatures
{
    /// <summary>The signature of a number, or null where this agency has none.</summary>
    /// <param name="tenant">The host's tenant.</param>
    /// <param name="transaction">The number.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<KnownSignature?> Find(TenantId tenant, TransactionId transaction, CancellationToken cancellation);
}

/// <inheritdoc cref="IKnownSignatures"/>
internal sealed class KnownSignatures(IRowReader rows) : IKnownSignatures
{
    public async Task<KnownSignature?> Find(TenantId tenant, TransactionId transaction, CancellationToken cancellation) =>
        await rows.Signature(tenant, transaction, cancellation) is { } known && await rows.Document(tenant, known.Document, cancellation) is { } document
            ? new KnownSignature(transaction, known.SignedAt, document.File.PageCount, known.Sealed?.Sha256)
            : null;
}
