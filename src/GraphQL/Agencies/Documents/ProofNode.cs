using Flexportal.Api.Access;
using Flexportal.Api.Common;
using Flexportal.Api.Files;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>Who signed what, when and how, with the hashes. Stays after the bytes are gone.</summary>
[Name("TransactionProof")]
[Implements(typeof(INode))]
internal sealed class ProofNode(AgencyCall call, Document document, Signature signature) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.Proof, document.Id.Value);

    public string Reference => signature.Transaction.Value;

    public DateTimeOffset SignedAt => signature.SignedAt;

    public string SignerName => signature.Evidence.Signer.Name;

    public EmailText SignerEmail => new(signature.Evidence.Signer.Email);

    public VerificationMethod Verification => document.Verification;

    public SignatureKind Signature => Enum.Parse<SignatureKind>(signature.Evidence.Signer.Signature, ignoreCase: true);

    /// <summary>Hash of the original as uploaded.</summary>
    public Sha256Text DocumentSha256 => new(document.File.Sha256);

    public UrlText VerifyUrl => new($"{call.Origin}/controle");

    /// <summary>Hash of every copy of the sealed file; null before it is sealed.</summary>
    public Sha256Text? SignedSha256 => signature.Sealed is { } known ? new Sha256Text(known.Sha256) : null;

    /// <summary>The sealed file; null before it is sealed and once the bytes are purged.</summary>
    [Scope(ApiScope.FilesRead)]
    public DownloadLink? Download
    {
        get
        {
            if (signature is not { Sealed: { } known, PurgedAt: null })
                return null;
            var (path, expires) = call.Parts.Addresses.Download(call.Tenant, document.Id, FileKind.Signed);
            return new DownloadLink(call.Origin + path, expires, known.Size, "application/pdf", known.Sha256);
        }
    }

    internal static async Task<ProofNode?> Find(AgencyCall call, DocumentId? id, CancellationToken cancellation)
    {
        if (id is not { } known)
            return null;
        var documents = await call.Parts.Reads.DocumentsById(call.Tenant, [known], cancellation);
        var signatures = await call.Parts.Reads.Signatures(call.Tenant, [known], cancellation);
        return documents.GetValueOrDefault(known) is { } document && signatures.GetValueOrDefault(known) is { } signature ? new ProofNode(call, document, signature) : null;
    }
}
