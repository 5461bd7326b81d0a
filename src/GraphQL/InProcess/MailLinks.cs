using Flexportal.Api.Files;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Reads;

namespace Flexportal.Api.InProcess;

/// <summary>What a link in a mail leads to. Looking it up changes nothing and signs nobody in.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Worker">For whom.</param>
/// <param name="Document">About which document, where there is one.</param>
/// <param name="MaySetPassword">Whether a password can be set with it now.</param>
/// <param name="Download">For a link to a signed copy: the file's address, which works for five minutes; null once the bytes are gone.</param>
public sealed record OpenLink(LinkKind Kind, WorkerId Worker, DocumentId? Document, bool MaySetPassword, string? Download = null);

/// <summary>Reads mail links for the portal's landing pages.</summary>
public interface IMailLinks
{
    /// <summary>The link of a token, or null where it is unknown, foreign or too old.</summary>
    /// <param name="tenant">The host's tenant.</param>
    /// <param name="token">As it stands in the address.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<OpenLink?> Find(TenantId tenant, string token, CancellationToken cancellation);
}

/// <inheritdoc cref="IMailLinks"/>
internal sealed class MailLinks(IRowReader rows, FileAddresses addresses, TimeProvider time) : IMailLinks
{
    private const int TokenLength = 43;

    public async Task<OpenLink?> Find(TenantId tenant, string token, CancellationToken cancellation)
    {
        if (token.Length != TokenLength || await rows.Link(tenant, LinkToken.Hash(token), cancellation) is not { } link)
            return null;
        var now = time.GetUtcNow();
        if (await rows.Worker(tenant, link.Worker, cancellation) is not { } worker || (link.ExpiresAt <= now && !LeadsOn(link, worker)))
            return null;
        return new OpenLink(link.Kind, link.Worker, link.Document, WorkerRules.MaySetPassword(worker, link, now), await Copy(tenant, link, cancellation));
    }

    // An old invitation no longer sets a password, but still leads one who has a password to the document.
    private static bool LeadsOn(MailLink link, Worker worker) => link.Kind == LinkKind.Invite && worker.PasswordHash is not null;

    private async Task<string?> Copy(TenantId tenant, MailLink link, CancellationToken cancellation) =>
        link is { Kind: LinkKind.SignedCopy, Document: { } document }
        && await rows.Document(tenant, document, cancellation) is { State: DocumentState.Signed, Copy: not (SignedCopyState.Purged or SignedCopyState.Sealing) }
            ? addresses.Download(tenant, document, FileKind.Signed).Path
            : null;
}
