using Flexportal.Api.Common;
using Flexportal.Api.Files;
using Flexportal.Api.Workers.Signing;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Rendering;
using Flexportal.Storage.Reads;
using GraphQL;
using GraphQL.DataLoader;

namespace Flexportal.Api.Workers.Documents;

/// <summary>What a worker should know about a document at once.</summary>
internal enum WorkerAttention
{
    CodeRunning,
    CodeExpired,
    Locked,
    ExpiresSoon,
}

[Name("WorkerDocument")]
[Implements(typeof(INode))]
internal sealed class DocumentNode(WorkerCall call, Document document) : INode
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    [Id]
    public string Id => NodeId.Of(call.Tenant, document.Id).ToString();

    public string Title => document.Title;

    public string FileName => document.FileName;

    public async Task<string?> TypeLabel() => (await call.Agency()).TypeOf(document.TypeCode)?.Label;

    public LanguageText Language => new(document.Language);

    /// <summary>To be signed, or to read and keep.</summary>
    public DocumentPurpose Purpose => document.Purpose;

    public DocumentState State => document.State;

    public LocalizedTime OfferedAt => new(document.OfferedAt ?? document.CreatedAt, call.Language);

    public LocalizedTime? SignedAt => LocalizedTime.Of(document.SignedAt, call.Language);

    public LocalizedTime? ExpiresAt => LocalizedTime.Of(document.ExpiresAt, call.Language);

    /// <summary>When it was refused, withdrawn or expired.</summary>
    public LocalizedTime? ClosedAt => LocalizedTime.Of(document.ClosedAt, call.Language);

    public VerificationMethod Verification => document.Verification;

    public int PageCount => document.File.PageCount;

    /// <summary>Road of the signed copy; null before signing.</summary>
    public SignedCopyState? Copy => document.Copy;

    /// <summary>Why it is locked, while it is.</summary>
    public LockInfo? Lock => document.Lock is { } held ? new LockInfo(held, call.Language) : null;

    /// <summary>Empty when the file cannot be shown as images or its bytes are gone.</summary>
    public async Task<IReadOnlyList<PageImage>> Pages(CancellationToken cancellation)
    {
        try
        {
            var sizes = await call.Parts.Pages.Sizes(call.Tenant, document, cancellation) ?? [];
            return [.. sizes.Select((size, index) => new PageImage(call, document.Id, size, index + 1, sizes.Count))];
        }
        catch (RenderingException)
        {
            return [];
        }
    }

    /// <summary>The text of the document's first 100 pages, a form feed between two; null when it has none or cannot be read.</summary>
    public async Task<string?> TextAlternative(CancellationToken cancellation)
    {
        try
        {
            return await call.Parts.Pages.Text(call.Tenant, document, cancellation);
        }
        catch (RenderingException)
        {
            return null;
        }
    }

    /// <summary>The file as offered; null once its bytes are gone.</summary>
    public DownloadLink? Download => Links.Original(call, document);

    public IDataLoaderResult<ProofNode?> Proof() => call.Signatures.Load(document.Id, signature => signature is null ? null : new ProofNode(call, document, signature));

    // Most documents in the list were never started: then there is nothing to read.
    public IDataLoaderResult<Attempt?>? Attempt() => document is { Transaction: null, UnlockNumber: 0 }
        ? null
        : call.Challenges.Load(document.Id, flow => Signing.Attempt.Of(call, document, flow));

    public IDataLoaderResult<WorkerAttention?> Attention() => call.Challenges.Load(document.Id, flow => Reason(flow));

    private WorkerAttention? Reason(Domain.Challenges.CodeChallenge? flow) => document.State switch
    {
        DocumentState.Locked => WorkerAttention.Locked,
        DocumentState.AwaitingCode when flow?.Codes is [.., { ExpiresAt: { } end }] && end <= call.Now => WorkerAttention.CodeExpired,
        DocumentState.AwaitingCode => WorkerAttention.CodeRunning,
        DocumentState.Offered or DocumentState.Opened when document.ExpiresAt - Soon < call.Now => WorkerAttention.ExpiresSoon,
        _ => null,
    };
}

[Name("DocumentLock")]
internal sealed class LockInfo(DocumentLock held, string language)
{
    public LockReason Reason => held.Reason;

    public LocalizedTime Since => new(held.At, language);

    /// <summary>Codes that were sent in the flow.</summary>
    public int CodesSent => held.CodesSent;
}

[Name("PageImage")]
internal sealed class PageImage(WorkerCall call, DocumentId document, PageSize size, int number, int count)
{
    public int Number => number;

    public static int Width => PageWidths.Medium;

    public int Height => size.HeightAt(PageWidths.Medium);

    /// <summary>Addresses for the session's own browser, for an <c>img</c> element.</summary>
    public string SrcSet => string.Join(", ", PageWidths.All.Select(width => $"/d/{document}/pages/{number}/{width} {width}w"));

    public string Alt => call.Language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? $"Pagina {number} van {count}" : $"Page {number} of {count}";
}

/// <summary>Addresses of a worker's files.</summary>
internal static class Links
{
    public static DownloadLink? Original(WorkerCall call, Document document) =>
        document.Copy == SignedCopyState.Purged ? null : Of(call, document.Id, FileKind.Original, document.File.Size, document.File.Sha256);

    public static DownloadLink? Signed(WorkerCall call, Signature signature) =>
        signature is { Sealed: { } known, PurgedAt: null } ? Of(call, signature.Document, FileKind.Signed, known.Size, known.Sha256) : null;

    private static DownloadLink Of(WorkerCall call, DocumentId document, FileKind kind, long size, string sha256)
    {
        var (path, expires) = call.Parts.Addresses.Download(call.Tenant, document, kind);
        return new DownloadLink(call.Origin + path, expires, size, "application/pdf", sha256);
    }
}

[Name("TransactionProof")]
[Implements(typeof(INode))]
internal sealed class ProofNode(WorkerCall call, Document document, Signature signature) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.Proof, document.Id.Value);

    public string Reference => signature.Transaction.Value;

    public LocalizedTime SignedAt => new(signature.SignedAt, call.Language);

    public VerificationMethod Verification => document.Verification;

    public SignatureKind Signature => Enum.Parse<SignatureKind>(signature.Evidence.Signer.Signature, ignoreCase: true);

    public Sha256Text DocumentSha256 => new(document.File.Sha256);

    public UrlText VerifyUrl => new($"{call.Origin}/controle");

    /// <summary>Hash of every copy of the sealed file; null before it is sealed.</summary>
    public Sha256Text? SignedSha256 => signature.Sealed is { } known ? new Sha256Text(known.Sha256) : null;

    /// <summary>When the mail provider took the worker's copy; null before that.</summary>
    public LocalizedTime? MailedAt => LocalizedTime.Of(signature.WorkerCopy?.AcceptedAt, call.Language);

    /// <summary>The address it went to, masked; null before it was sealed.</summary>
    public string? MailedTo => signature.WorkerCopy is { } copy ? EmailAddress.Mask(copy.To) : null;

    /// <summary>The sealed file; null before it is sealed and once the bytes are purged.</summary>
    public DownloadLink? Download => Links.Signed(call, signature);
}

[Name("PersonalFile")]
[Implements(typeof(INode))]
internal sealed class PersonalFile(WorkerCall call, Document document) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.PersonalFile, document.Id.Value);

    /// <summary>The same as a document, for reading it and for commands.</summary>
    [Id]
    public string DocumentId => NodeId.Of(call.Tenant, document.Id).ToString();

    public string Title => document.Title;

    public string FileName => document.FileName;

    public LocalizedTime AddedAt => new(document.OfferedAt ?? document.CreatedAt, call.Language);

    public DownloadLink? Download => Links.Original(call, document);
}

[Name("WorkerDocumentConnection")]
internal sealed class DocumentConnection(IReadOnlyList<DocumentEdge> edges, WorkerList list)
    : Connection<DocumentEdge, DocumentNode>(edges, list.HasNext, list.HasPrevious, list.Count)
{
    internal static async Task<DocumentConnection> Of(
        WorkerCall call, int first, string? after, Func<WorkerHome, Page<Document>> pick, DocumentFilter filter, DocumentOrder order, CancellationToken cancellation)
    {
        var list = await WorkerList.Read(call, first, after, pick, filter, order, cancellation);
        return new DocumentConnection([.. list.Rows.Select(row => new DocumentEdge(row.Cursor, new DocumentNode(call, row.Document)))], list);
    }
}

[Name("WorkerDocumentEdge")]
internal sealed class DocumentEdge(string cursor, DocumentNode node) : Edge<DocumentNode>(cursor, node);

[Name("PersonalFileConnection")]
internal sealed class PersonalFileConnection(IReadOnlyList<PersonalFileEdge> edges, WorkerList list)
    : Connection<PersonalFileEdge, PersonalFile>(edges, list.HasNext, list.HasPrevious, list.Count);

[Name("PersonalFileEdge")]
internal sealed class PersonalFileEdge(string cursor, PersonalFile node) : Edge<PersonalFile>(cursor, node);
