using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Documents;

/// <summary>A worker wants a file by mail, because a download does not work in the app that the portal was opened in.</summary>
public static class CopyRules
{
    /// <summary>
    /// Queues the mail, to the worker's own address only. It moves neither the signed copy's road nor its purge: a worker cannot keep the bytes alive by asking,
    /// and a mail that comes too late for them is not sent.
    /// </summary>
    /// <param name="document">A personal one, or a signed one whose first mail has left and whose bytes are still there.</param>
    /// <param name="signature">Its signature, where it is signed.</param>
    /// <param name="worker">Whose it is.</param>
    /// <param name="seed">For the mail.</param>
    /// <param name="actor">The worker.</param>
    /// <param name="now">When.</param>
    public static Decision ByMail(Document document, Signature? signature, Worker worker, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var refusal = IsThere(document, signature) ? null : new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.NoCopyToSend };
        refusal ??= worker.MailState is DeliveryState.Bounced or DeliveryState.Complained ? new Refusal(RefusalCode.MailRejected) : null;
        return refusal is not null
            ? Decision.No(refusal)
            : Decision.Yes(new Changes()
                .Plus(MailRules.About(MailKind.CopyByMail, seed, worker, document, now))
                .Plus(Fact.Of("document.copy-mailed", document.Id, now, actor, ("to", EmailAddress.Mask(worker.Email)))));
    }

    /// <summary>Whether there are bytes that a mail may carry.</summary>
    public static bool IsThere(Document document, Signature? signature) => document switch
    {
        { Purpose: DocumentPurpose.Personal, State: DocumentState.Offered or DocumentState.Opened } => true,
        { State: DocumentState.Signed } => signature is { Sealed: not null, PurgedAt: null, State: SignedCopyState.HandedOver or SignedCopyState.Delivered },
        _ => false,
    };
}
