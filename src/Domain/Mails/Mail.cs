using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Mails;

/// <summary>One message, from the commit that wanted it until its fate is known. The words are made when it is handed over; nothing secret stands here.</summary>
public sealed record Mail
{
    /// <summary>Own id; also the Message-ID.</summary>
    public required MessageId Id { get; init; }

    /// <summary>Which mail.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>Receiver.</summary>
    public required string To { get; init; }

    /// <summary>Language of the words.</summary>
    public required string Language { get; init; }

    /// <summary>The worker it is about.</summary>
    public WorkerId? Worker { get; init; }

    /// <summary>The document it is about.</summary>
    public DocumentId? Document { get; init; }

    /// <summary>The transaction it is about.</summary>
    public TransactionId? Transaction { get; init; }

    /// <summary>Number of the code that it carries.</summary>
    public int? CodeNumber { get; init; }

    /// <summary>The question that it passes on.</summary>
    public HelpQuestion? Help { get; init; }

    /// <summary>The device that it tells of.</summary>
    public DeviceName? Device { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Past this moment it is useless and not sent.</summary>
    public DateTimeOffset? UselessAfter { get; init; }

    /// <summary>Tries so far.</summary>
    public int Tries { get; init; }

    /// <summary>Fate so far.</summary>
    public DeliveryState State { get; init; }

    /// <summary>When the transport was last asked.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When the provider accepted it.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the provider says that it was delivered; stays beside a bounce or complaint that came as well.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When delivery, bounce, complaint or failure was known.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The provider's id.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The server's last words, at most 300 characters.</summary>
    public string? Reply { get; init; }

    /// <summary>Version of the row it was read from; 0 for a new one.</summary>
    public long Version { get; init; }
}

/// <summary>Which mail: one class and one template each.</summary>
public enum MailKind
{
    /// <summary>A document is ready (and: set your password).</summary>
    Invite,

    /// <summary>A document still waits.</summary>
    Reminder,

    /// <summary>The code.</summary>
    Code,

    /// <summary>The signed PDF for the worker.</summary>
    SignedCopy,

    /// <summary>The signed PDF for the agency's archive.</summary>
    ArchiveCopy,

    /// <summary>The document is locked.</summary>
    Locked,

    /// <summary>The document can be signed again.</summary>
    Unlocked,

    /// <summary>A new password was asked for.</summary>
    PasswordReset,

    /// <summary>The document was withdrawn.</summary>
    Withdrawn,

    /// <summary>To the agency: the worker said no.</summary>
    RefusedNotice,

    /// <summary>A personal document is ready.</summary>
    PersonalDocument,

    /// <summary>To the agency: a worker asks for help.</summary>
    HelpRequest,

    /// <summary>To the worker's former address: the agency changed it.</summary>
    AddressChanged,

    /// <summary>Somebody signed in with a device not seen before.</summary>
    NewDevice,

    /// <summary>A file that the worker asked to have by mail: where a download does not work.</summary>
    CopyByMail,
}
