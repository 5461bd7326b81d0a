using Flexportal.Domain.Agencies;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;

namespace Flexportal.Grains.Mails;

/// <summary>The way out for mail. Implemented by the host.</summary>
public interface IMailTransport
{
    /// <summary>Name for facts and logs.</summary>
    string Name { get; }

    /// <summary>Whether deliveries and bounces will be reported later.</summary>
    bool ReportsDelivery { get; }

    /// <summary>Hands over one message. Never throws for an answer of the server.</summary>
    Task<HandOver> Send(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>A composed message.</summary>
/// <param name="MessageId">Whole Message-ID without angle brackets; the same at every retry.</param>
/// <param name="Stream"><c>codes</c> or <c>documents</c>: a storm in one must not slow the other.</param>
public sealed record OutgoingMail(
    string MessageId,
    string FromName,
    string FromAddress,
    string? ReplyTo,
    string To,
    string Subject,
    string Text,
    string Html,
    IReadOnlyList<MailAttachment> Attachments,
    string Stream);

/// <summary>A file in a mail.</summary>
public sealed record MailAttachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>The transport's answer.</summary>
public abstract record HandOver
{
    private HandOver()
    {
    }

    /// <summary>The provider has it; <paramref name="Delivered"/>: and it lies where it belongs (a pickup folder).</summary>
    public sealed record Accepted(DateTimeOffset At, string? ProviderId, string? Reply, bool Delivered = false) : HandOver;

    /// <summary>The provider will never take it.</summary>
    public sealed record Refused(string Reply) : HandOver;

    /// <summary>Not now; try again.</summary>
    public sealed record Deferred(string Reply) : HandOver;

    /// <summary>No answer after the message left: it may have been accepted. Tried again with the same Message-ID.</summary>
    public sealed record Unknown(string Reason) : HandOver;
}

/// <summary>Makes the words. Implemented by the host with Razor components.</summary>
public interface IMailComposer
{
    /// <summary>Composes a message from rows that were read for it.</summary>
    Task<OutgoingMail> Compose(MailMaterial material, CancellationToken cancellation);
}

/// <summary>All that a mail may need.</summary>
/// <param name="Mail">The row.</param>
/// <param name="Agency">The agency.</param>
/// <param name="Worker">The worker, where the mail is about one.</param>
/// <param name="Document">The document, where the mail is about one.</param>
/// <param name="Code">The digits, in a code mail; derived at this moment and never stored.</param>
/// <param name="CodeExpiresAt">Shown in a code mail: hand-over plus lifetime.</param>
/// <param name="LinkToken">The link's token, where the mail has one; derived at this moment and never stored.</param>
/// <param name="SignedPdf">The file that a copy mail attaches: the sealed one, or a personal one that was asked for by mail.</param>
/// <param name="Now">The moment of hand-over.</param>
public sealed record MailMaterial(
    Mail Mail,
    Agency Agency,
    Worker? Worker,
    Document? Document,
    string? Code,
    DateTimeOffset? CodeExpiresAt,
    string? LinkToken,
    ReadOnlyMemory<byte>? SignedPdf,
    DateTimeOffset Now)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"mail {Mail.Id}";
}
