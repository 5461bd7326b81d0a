using Flexportal.Api.Access;
using Flexportal.Api.Agencies.Account;
using Flexportal.Api.Agencies.Workers;
using Flexportal.Api.Common;
using Flexportal.Api.Files;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using GraphQL;
using GraphQL.DataLoader;

namespace Flexportal.Api.Agencies.Documents;

[Name("Document")]
[Implements(typeof(INode))]
internal sealed class DocumentNode(AgencyCall call, Document document) : INode
{
    [Id]
    public string Id => NodeId.Of(call.Tenant, document.Id).ToString();

    public IReadOnlyList<ExternalIdInfo> ExternalIds => document.ExternalId is { } id ? [new ExternalIdInfo(id)] : [];

    public string Title => document.Title;

    public string FileName => document.FileName;

    public DocumentPurpose Purpose => document.Purpose;

    /// <summary>A type that was set up when the document came cannot be taken away.</summary>
    public async Task<DocumentTypeNode> Type() =>
        new(call, (await call.Agency()).TypeOf(document.TypeCode) ?? new DocumentType(document.TypeCode, document.TypeCode, document.Purpose, document.Verification));

    [Scope(ApiScope.WorkersRead)]
    public IDataLoaderResult<WorkerNode> Worker() =>
        call.Workers.Load(document.Worker, worker => new WorkerNode(call, worker ?? throw new InvalidOperationException("A document has a worker.")));

    public LanguageText Language => new(document.Language);

    public DocumentState State => document.State;

    public IDataLoaderResult<IReadOnlyList<AttentionReason>> Attention() =>
        call.Attention.Load(document.Id, IReadOnlyList<AttentionReason> (reasons) => reasons ?? []);

    public IDataLoaderResult<Funnel> Funnel() => call.Challenges.Load(document.Id, flow => new Funnel(call, document, flow));

    public DateTimeOffset? OfferedAt => document.OfferedAt;

    public DateTimeOffset? ExpiresAt => document.ExpiresAt;

    public DateTimeOffset? SignedAt => document.SignedAt;

    public string? RefusedReason => document.State == DocumentState.Refused ? document.ClosedReason : null;

    public string? WithdrawnReason => document.State == DocumentState.Withdrawn ? document.ClosedReason : null;

    public VerificationMethod Verification => document.Verification;

    public LockInfo? Lock => document.Lock is { } known ? new LockInfo(known) : null;

    /// <summary>Road of the signed copy; null before signing.</summary>
    public SignedCopyState? Copy => document.Copy;

    [Scope(ApiScope.ProofsRead)]
    public IDataLoaderResult<ProofNode?> Proof() => call.Signatures.Load(document.Id, signature => signature is null ? null : new ProofNode(call, document, signature));

    /// <summary>The file as uploaded; null once its bytes are gone.</summary>
    [Scope(ApiScope.FilesRead)]
    public DownloadLink? Original =>
        document.Copy == SignedCopyState.Purged ? null : Link(FileKind.Original, document.File.Size, document.File.Sha256);

    /// <summary>The sealed file; null before it is sealed and once its bytes are gone.</summary>
    [Scope(ApiScope.FilesRead)]
    public IDataLoaderResult<DownloadLink?> Signed() => call.Signatures.Load(
        document.Id, signature => signature is { Sealed: { } sealedFile, PurgedAt: null } ? Link(FileKind.Signed, sealedFile.Size, sealedFile.Sha256) : null);

    public async Task<DeliveryConnection> Deliveries(int? first, string? after, CancellationToken cancellation) =>
        DeliveryConnection.Of(call, document.Id, await call.Parts.Reads.Mails(call.Tenant, document.Id, cancellation), first, after);

    [Scope(ApiScope.AuditRead)]
    public async Task<AuditEventConnection> Timeline(int? first, string? after, CancellationToken cancellation) =>
        AuditEventConnection.Of(call, document.Id, await call.Parts.Reads.Timeline(call.Tenant, document.Id, cancellation), first, after);

    public int Version => checked((int)document.Version);

    public DateTimeOffset CreatedAt => document.CreatedAt;

    public DateTimeOffset UpdatedAt => document.UpdatedAt;

    private DownloadLink Link(FileKind kind, long size, string sha256)
    {
        var (path, expires) = call.Parts.Addresses.Download(call.Tenant, document.Id, kind);
        return new DownloadLink(call.Origin + path, expires, size, "application/pdf", sha256);
    }
}

[Name("Lock")]
internal sealed class LockInfo(DocumentLock known)
{
    public DateTimeOffset LockedAt => known.At;

    public LockReason Reason => known.Reason;

    public int FailedCodes => known.WrongTries;

    public int ResendsUsed => Math.Max(0, known.CodesSent - 1);
}

[Name("Funnel")]
internal sealed class Funnel(AgencyCall call, Document document, Domain.Challenges.CodeChallenge? flow)
{
    /// <summary>When the mail provider accepted the invitation.</summary>
    public async Task<DateTimeOffset?> MailHandedOverAt(CancellationToken cancellation) =>
        (await call.Parts.Reads.Mails(call.Tenant, document.Id, cancellation)).LastOrDefault(mail => mail.Kind is MailKind.Invite or MailKind.PersonalDocument)?.AcceptedAt;

    public DateTimeOffset? DocumentOpenedAt => document.OpenedAt;

    public DateTimeOffset? CodeSentAt => flow?.Codes is [.., var last] ? last.SentAt : null;

    public DateTimeOffset? SignedAt => document.SignedAt;
}
