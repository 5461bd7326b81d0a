using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Storage.Reads;

/// <summary>Single rows for the grains: what a rule needs, as it was last committed.</summary>
public interface IRowReader
{
    /// <summary>The agency, or null.</summary>
    Task<Agency?> Agency(TenantId tenant, CancellationToken cancellation);

    /// <summary>A worker, or null.</summary>
    Task<Worker?> Worker(TenantId tenant, WorkerId id, CancellationToken cancellation);

    /// <summary>A worker's id by external id, or null.</summary>
    Task<WorkerId?> WorkerByExternalId(TenantId tenant, ExternalId externalId, CancellationToken cancellation);

    /// <summary>A worker's id by normalised mail address, or null.</summary>
    Task<WorkerId?> WorkerByEmail(TenantId tenant, string normalisedEmail, CancellationToken cancellation);

    /// <summary>A document, or null.</summary>
    Task<Document?> Document(TenantId tenant, DocumentId id, CancellationToken cancellation);

    /// <summary>Document, its code flow, its worker and the agency, in one round trip: all that signing decides on. Null when the document is not there.</summary>
    Task<SigningCase?> SigningCase(TenantId tenant, DocumentId id, CancellationToken cancellation);

    /// <summary>A signature by its transaction, or null.</summary>
    Task<Signature?> Signature(TenantId tenant, TransactionId id, CancellationToken cancellation);

    /// <summary>A mail, or null.</summary>
    Task<Mail?> Mail(TenantId tenant, MessageId id, CancellationToken cancellation);

    /// <summary>A session by its hash, or null.</summary>
    Task<Session?> Session(TenantId tenant, string hash, CancellationToken cancellation);

    /// <summary>The open sessions of a worker.</summary>
    Task<IReadOnlyList<Session>> Sessions(TenantId tenant, WorkerId worker, CancellationToken cancellation);

    /// <summary>A mail link by the hash of its token, or null.</summary>
    Task<MailLink?> Link(TenantId tenant, string hash, CancellationToken cancellation);
}

/// <summary>The rows that a signing command decides on.</summary>
public sealed record SigningCase(Agency Agency, Worker Worker, Document Document, CodeChallenge? Challenge, Signature? Signature);
