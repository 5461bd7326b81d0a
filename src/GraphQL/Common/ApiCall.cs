using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Uploads;
using Flexportal.Api.Files;
using Flexportal.Contracts;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;

namespace Flexportal.Api.Common;

/// <summary>What the API works with. One per process.</summary>
internal sealed record ApiParts(
    IGrainFactory GrainFactory, IDocumentReads Reads, IRowReader Rows, IFileStore Files, FileAddresses Addresses, DerivedIds Ids, DerivedPages Pages, UploadAnnouncement Uploads,
    TimeProvider Time);

/// <summary>One request: who asks, for which tenant, and what has been read for it. Every resolver gets it; nothing is ambient.</summary>
internal abstract class ApiCall : Dictionary<string, object?>
{
    private Task<Agency>? _agency;

    protected ApiCall(ApiParts parts, TenantId tenant, Actor actor, string origin, bool readOnly)
    {
        Parts = parts;
        Tenant = tenant;
        Actor = actor;
        Origin = origin;
        ReadOnly = readOnly;
        Grains = new TenantGrains(parts.GrainFactory, tenant);
        Workers = new((ids, cancellation) => parts.Reads.WorkersById(tenant, ids, cancellation));
        Documents = new((ids, cancellation) => parts.Reads.DocumentsById(tenant, ids, cancellation));
        Challenges = new((ids, cancellation) => parts.Reads.Challenges(tenant, ids, cancellation));
        Signatures = new((ids, cancellation) => parts.Reads.Signatures(tenant, ids, cancellation));
        Attention = new((ids, cancellation) => parts.Reads.Attention(tenant, ids, Now, cancellation));
    }

    public ApiParts Parts { get; }

    public TenantId Tenant { get; }

    public Actor Actor { get; }

    /// <summary>Scheme and host before addresses; empty in-process.</summary>
    public string Origin { get; }

    public bool ReadOnly { get; }

    public TenantGrains Grains { get; }

    public BatchLoader<WorkerId, Worker> Workers { get; }

    public BatchLoader<DocumentId, Document> Documents { get; }

    public BatchLoader<DocumentId, CodeChallenge> Challenges { get; }

    public BatchLoader<DocumentId, Signature> Signatures { get; }

    public BatchLoader<DocumentId, IReadOnlyList<AttentionReason>> Attention { get; }

    public DateTimeOffset Now => Parts.Time.GetUtcNow();

    /// <summary>Who reads the messages and dates.</summary>
    public abstract Reader Reader { get; }

    /// <summary>Language of messages and dates.</summary>
    public string Language => Reader.Language;

    public abstract bool Has(ApiScope scope);

    /// <summary>The agency, from its grain: it is in memory there.</summary>
    public Task<Agency> Agency() => _agency ??= Load();

    public string Id(NodeKind kind, string id) => new NodeId(kind, Tenant, id).ToString();

    private async Task<Agency> Load() => await Grains.Agency().Get() ?? throw new InvalidOperationException("A tenant has an agency row.");
}
