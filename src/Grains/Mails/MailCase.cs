using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Shared;
using Flexportal.Storage.Reads;

namespace Flexportal.Grains.Mails;

/// <summary>A mail with the rows that its fate moves.</summary>
internal sealed record MailCase(Mail Mail, Worker? Worker, SigningCase? About)
{
    private Signature? Signature => About?.Signature is { } signature && signature.Transaction == Mail.Transaction ? signature : null;

    /// <summary>The copy that this mail carries, where it is one.</summary>
    public CopyDelivery? Copy => Signature is not { } signature ? null
        : signature.WorkerCopy?.Mail == Mail.Id ? signature.WorkerCopy
        : signature.ArchiveCopy?.Mail == Mail.Id ? signature.ArchiveCopy
        : null;

    /// <summary>Whether it is still to be handed over: not useless, its code not replaced, its copy not overtaken by another or by the purge.</summary>
    public bool IsWanted(DateTimeOffset now) => MailRules.MustSend(Mail, now) && Mail.Kind switch
    {
        MailKind.Code => ChallengeRules.IsWanted(About?.Challenge, Mail),
        MailKind.SignedCopy or MailKind.ArchiveCopy => Copy is not null && About?.Signature is { PurgedAt: null },
        _ => true,
    };

    /// <summary>What the mail's new state moves beside its own row: the code's clock, the copy's road and the purge, what is known of the worker's address. One commit.</summary>
    public Changes Settle(Changes changes, bool reportsDelivery, DateTimeOffset now)
    {
        var next = changes.Mails[0];
        var code = About?.Challenge is { } challenge ? ChallengeRules.MailFate(challenge, next) : null;
        var copy = About is { } about && Signature is { } signature ? DeliveryRules.MailChanged(about.Document, signature, next, reportsDelivery, now).Changes : null;
        var address = Worker is { } worker && WorkerRules.MailFate(worker, next, now) is { } moved ? new Changes { Worker = moved } : null;
        return changes.And(code).And(copy).And(address);
    }
}
