namespace Flexportal.Domain.Documents;

/// <summary>Why an agency should look at a document.</summary>
public enum AttentionReason
{
    /// <summary>The last mail to the worker about it came back or was given up.</summary>
    MailBounced,

    /// <summary>The last mail to the worker about it has not been accepted by the provider yet, after at least one try.</summary>
    MailDelayed,

    /// <summary>Offered <see cref="AttentionSpans.Quiet"/> ago and not opened.</summary>
    NeverOpened,

    /// <summary>Offered <see cref="AttentionSpans.Quiet"/> ago, opened, and neither signed nor refused.</summary>
    OpenedNotSigned,

    /// <summary>The code flow ended without success.</summary>
    CodeLocked,

    /// <summary>The worker said no.</summary>
    Refused,

    /// <summary>The last day is at most <see cref="AttentionSpans.Soon"/> away.</summary>
    ExpiresSoon,

    /// <summary>The last day is over.</summary>
    Expired,

    /// <summary>The worker asked for help about it in the last <see cref="AttentionSpans.Question"/>, and it was not signed or closed since.</summary>
    HelpRequested,

    /// <summary>The seal is being tried again.</summary>
    SealingFailed,
}

/// <summary>The spans of time that attention goes by.</summary>
public static class AttentionSpans
{
    /// <summary>How long a worker may be silent.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(3);

    /// <summary>How near the last day is.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    /// <summary>How long a question stands.</summary>
    public static readonly TimeSpan Question = TimeSpan.FromDays(14);
}
