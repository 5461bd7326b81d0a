using System.Globalization;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Storage.Reads;

/// <summary>Lists and details for the API and the portal. Reads never wake a grain.</summary>
public interface IDocumentReads
{
    /// <summary>One page of an agency's documents.</summary>
    Task<Page<Document>> Documents(TenantId tenant, DocumentQuery query, CancellationToken cancellation);

    /// <summary>Why the agency should look at these documents; every known id has an entry, which may be empty.</summary>
    Task<IReadOnlyDictionary<DocumentId, IReadOnlyList<AttentionReason>>> Attention(
        TenantId tenant, IReadOnlyCollection<DocumentId> ids, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>How many documents the filter matches.</summary>
    Task<int> CountDocuments(TenantId tenant, DocumentFilter filter, CancellationToken cancellation);

    /// <summary>Documents by id; unknown and foreign ones are missing.</summary>
    Task<IReadOnlyDictionary<DocumentId, Document>> DocumentsById(TenantId tenant, IReadOnlyCollection<DocumentId> ids, CancellationToken cancellation);

    /// <summary>A document's id by external id, or null.</summary>
    Task<DocumentId?> DocumentByExternalId(TenantId tenant, ExternalId externalId, CancellationToken cancellation);

    /// <summary>Workers by id, for the owners of a page of documents.</summary>
    Task<IReadOnlyDictionary<WorkerId, Worker>> WorkersById(TenantId tenant, IReadOnlyCollection<WorkerId> ids, CancellationToken cancellation);

    /// <summary>One page of an agency's workers, by name.</summary>
    Task<Page<Worker>> Workers(TenantId tenant, WorkerQuery query, CancellationToken cancellation);

    /// <summary>How many workers the filter matches.</summary>
    Task<int> CountWorkers(TenantId tenant, WorkerFilter filter, CancellationToken cancellation);

    /// <summary>Code flows by document.</summary>
    Task<IReadOnlyDictionary<DocumentId, CodeChallenge>> Challenges(TenantId tenant, IReadOnlyCollection<DocumentId> ids, CancellationToken cancellation);

    /// <summary>Signatures by document.</summary>
    Task<IReadOnlyDictionary<DocumentId, Signature>> Signatures(TenantId tenant, IReadOnlyCollection<DocumentId> ids, CancellationToken cancellation);

    /// <summary>Mails about a document, newest first.</summary>
    Task<IReadOnlyList<Mail>> Mails(TenantId tenant, DocumentId id, CancellationToken cancellation);

    /// <summary>The audit trail of a document, oldest first, with the chain's hashes where it has been linked.</summary>
    Task<IReadOnlyList<ChainedFact>> Timeline(TenantId tenant, DocumentId id, CancellationToken cancellation);

    /// <summary>The three lists of a worker's home page in one round trip, each at most <paramref name="first"/> long, with total counts.</summary>
    Task<WorkerHome> Home(TenantId tenant, WorkerId worker, int first, CancellationToken cancellation);
}

/// <summary>The three lists.</summary>
public sealed record WorkerHome(Page<Document> ToSign, Page<Document> Signed, Page<Document> Personal);

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="HasNext">More follow.</param>
/// <param name="HasPrevious">Some come before.</param>
/// <param name="Total">All that match; -1 when it was not counted.</param>
/// <typeparam name="T">The row.</typeparam>
public sealed record Page<T>(IReadOnlyList<T> Items, bool HasNext, bool HasPrevious, int Total);

/// <summary>Which documents, in which order, which page. Cursors are (order value, id) pairs that the caller encodes.</summary>
public sealed record DocumentQuery(DocumentFilter Filter, DocumentOrder Order, bool Descending, int Count, Cursor? After, Cursor? Before, bool FromEnd);

/// <summary>Which workers, by name or last change.</summary>
public sealed record WorkerQuery(WorkerFilter Filter, WorkerOrder Order, bool Descending, int Count, Cursor? After, Cursor? Before, bool FromEnd);

/// <summary>A place in an ordered list.</summary>
/// <param name="Value">The order value: an RFC 3339 instant, a family name, or empty for none.</param>
/// <param name="Id">The row's id, which breaks ties.</param>
public sealed record Cursor(string Value, string Id)
{
    /// <summary>A document's place in an order.</summary>
    public static Cursor Of(Document document, DocumentOrder order) => new(
        order switch
        {
            DocumentOrder.OfferedAt => Text(document.OfferedAt),
            DocumentOrder.UpdatedAt => Text(document.UpdatedAt),
            DocumentOrder.SignedAt => Text(document.SignedAt),
            DocumentOrder.ExpiresAt => Text(document.ExpiresAt),
        },
        document.Id.Value);

    /// <summary>A worker's place in an order.</summary>
    public static Cursor Of(Worker worker, WorkerOrder order) => new(
        order switch
        {
            WorkerOrder.Name => worker.Name.Family,
            WorkerOrder.UpdatedAt => Text(worker.UpdatedAt),
        },
        worker.Id.Value);

    /// <summary>Whether it can be a place in an order of documents: a cursor comes from a caller, who may have made it up.</summary>
    public bool FitsDocuments => OpaqueId.IsWellFormed(Id) && (Value.Length == 0 || IsInstant);

    /// <summary>Whether it can be a place in this order of workers.</summary>
    public bool Fits(WorkerOrder order) => OpaqueId.IsWellFormed(Id) && (order == WorkerOrder.Name ? StorableText.Is(Value) : IsInstant);

    private bool IsInstant => DateTimeOffset.TryParse(Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static string Text(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Orders of documents.</summary>
public enum DocumentOrder
{
    /// <summary>By the moment of offering.</summary>
    OfferedAt,

    /// <summary>By last change.</summary>
    UpdatedAt,

    /// <summary>By signing; unsigned ones last.</summary>
    SignedAt,

    /// <summary>By last moment; those without one last.</summary>
    ExpiresAt,
}

/// <summary>Orders of workers.</summary>
public enum WorkerOrder
{
    /// <summary>By family name.</summary>
    Name,

    /// <summary>By last change.</summary>
    UpdatedAt,
}

/// <summary>A tree of conditions on documents; all given ones must hold.</summary>
public sealed record DocumentFilter
{
    /// <summary>Everything.</summary>
    public static readonly DocumentFilter All = new();

    /// <summary>All of these.</summary>
    public IReadOnlyList<DocumentFilter>? And { get; init; }

    /// <summary>One of these.</summary>
    public IReadOnlyList<DocumentFilter>? Or { get; init; }

    /// <summary>One of these states.</summary>
    public IReadOnlyList<DocumentState>? StateIn { get; init; }

    /// <summary>None of these states.</summary>
    public IReadOnlyList<DocumentState>? StateNotIn { get; init; }

    /// <summary>To sign, or to download.</summary>
    public DocumentPurpose? Purpose { get; init; }

    /// <summary>Of this worker.</summary>
    public WorkerId? Worker { get; init; }

    /// <summary>Type code.</summary>
    public TextFilter? TypeCode { get; init; }

    /// <summary>File name.</summary>
    public TextFilter? FileName { get; init; }

    /// <summary>Language.</summary>
    public TextFilter? Language { get; init; }

    /// <summary>Offered in this time.</summary>
    public TimeFilter? OfferedAt { get; init; }

    /// <summary>Signed in this time.</summary>
    public TimeFilter? SignedAt { get; init; }

    /// <summary>Changed in this time.</summary>
    public TimeFilter? UpdatedAt { get; init; }

    /// <summary>With one of these reasons for attention.</summary>
    public AttentionFilter? Attention { get; init; }
}

/// <summary>Reasons for attention at one moment.</summary>
/// <param name="Reasons">One of these; none of them matches nothing.</param>
/// <param name="Now">The moment that spans of time end at.</param>
public sealed record AttentionFilter(IReadOnlyList<AttentionReason> Reasons, DateTimeOffset Now);

/// <summary>A tree of conditions on workers; all given ones must hold.</summary>
public sealed record WorkerFilter(TextFilter? Name = null, TextFilter? Email = null, IReadOnlyList<WorkerState>? States = null, TextFilter? Language = null, TimeFilter? UpdatedAt = null)
{
    /// <summary>Everything.</summary>
    public static readonly WorkerFilter All = new();

    /// <summary>All of these.</summary>
    public IReadOnlyList<WorkerFilter>? And { get; init; }

    /// <summary>One of these.</summary>
    public IReadOnlyList<WorkerFilter>? Or { get; init; }
}

/// <summary>Conditions on a text; contains and starts-with ignore case.</summary>
public sealed record TextFilter(string? Eq = null, IReadOnlyList<string>? In = null, string? Neq = null, string? Contains = null, string? StartsWith = null);

/// <summary>A span of time, lower end included, upper end not.</summary>
public sealed record TimeFilter(DateTimeOffset? From, DateTimeOffset? Before);

/// <summary>A fact with its place in the tenant's chain.</summary>
/// <param name="Sequence">Number of the row.</param>
/// <param name="Fact">The fact.</param>
/// <param name="PreviousHash">Chain hash before it, hex; null for the first or when not linked yet.</param>
/// <param name="Hash">Chain hash, hex; null when not linked yet.</param>
public sealed record ChainedFact(long Sequence, Fact Fact, string? PreviousHash, string? Hash);
