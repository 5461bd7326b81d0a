using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using GraphQL;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>Kinds of mails about a document.</summary>
internal enum DeliveryKind
{
    Invite,
    Reminder,
    Code,
    SignedCopy,
    ArchiveCopy,
    LockNotice,
    UnlockNotice,
    WithdrawnNotice,
    RefusedNotice,
    PersonalDocument,
    PasswordReset,
    HelpRequest,
    AddressChangedNotice,
    NewDeviceNotice,
    CopyByMail,
}

/// <summary>One mail about a document and its fate.</summary>
[Name("Delivery")]
[Implements(typeof(INode))]
internal sealed class DeliveryNode(AgencyCall call, DocumentId document, Mail mail) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.Delivery, $"{document}.{mail.Id}");

    public DeliveryKind Kind => mail.Kind switch
    {
        MailKind.Invite => DeliveryKind.Invite,
        MailKind.Reminder => DeliveryKind.Reminder,
        MailKind.Code => DeliveryKind.Code,
        MailKind.SignedCopy => DeliveryKind.SignedCopy,
        MailKind.ArchiveCopy => DeliveryKind.ArchiveCopy,
        MailKind.Locked => DeliveryKind.LockNotice,
        MailKind.Unlocked => DeliveryKind.UnlockNotice,
        MailKind.Withdrawn => DeliveryKind.WithdrawnNotice,
        MailKind.RefusedNotice => DeliveryKind.RefusedNotice,
        MailKind.PersonalDocument => DeliveryKind.PersonalDocument,
        MailKind.PasswordReset => DeliveryKind.PasswordReset,
        MailKind.HelpRequest => DeliveryKind.HelpRequest,
        MailKind.AddressChanged => DeliveryKind.AddressChangedNotice,
        MailKind.NewDevice => DeliveryKind.NewDeviceNotice,
        MailKind.CopyByMail => DeliveryKind.CopyByMail,
    };

    public string To => mail.To;

    public DeliveryState State => mail.State;

    /// <summary>When its state was last known to change.</summary>
    public DateTimeOffset At => mail.SettledAt ?? mail.AcceptedAt ?? mail.SentAt ?? mail.CreatedAt;

    public string? SmtpReply => mail.Reply;

    internal static async Task<DeliveryNode?> Find(AgencyCall call, string id, CancellationToken cancellation)
    {
        if (NodeQueries.Split(id) is not var (document, message))
            return null;
        var mails = await call.Parts.Reads.Mails(call.Tenant, document, cancellation);
        return mails.FirstOrDefault(mail => mail.Id.Value == message) is { } found ? new DeliveryNode(call, document, found) : null;
    }
}

[Name("DeliveryConnection")]
internal sealed class DeliveryConnection(IReadOnlyList<DeliveryEdge> edges, bool hasNext, bool hasPrevious, int total)
    : Connection<DeliveryEdge, DeliveryNode>(edges, hasNext, hasPrevious, _ => Task.FromResult(total))
{
    internal static DeliveryConnection Of(AgencyCall call, DocumentId document, IReadOnlyList<Mail> mails, int? first, string? after)
    {
        var (edges, next, previous) = Slice(mails, first, after, mail => mail.Id.Value, (cursor, mail) => new DeliveryEdge(cursor, new DeliveryNode(call, document, mail)));
        return new DeliveryConnection(edges, next, previous, mails.Count);
    }
}

[Name("DeliveryEdge")]
internal sealed class DeliveryEdge(string cursor, DeliveryNode node) : Edge<DeliveryNode>(cursor, node);
