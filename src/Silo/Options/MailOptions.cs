using System.ComponentModel.DataAnnotations;

namespace Flexportal.Silo.Options;

/// <summary>Section <c>Flexportal:Mail</c>.</summary>
internal sealed class MailOptions
{
    public const string Section = "Flexportal:Mail";

    /// <summary>Pickup writes files and is meant for local use only.</summary>
    public MailTransportKind Transport { get; init; } = MailTransportKind.Pickup;

    /// <summary>Sender address; <c>{tenant}</c> becomes the agency's slug. SPF, DKIM and DMARC must cover its domain.</summary>
    [Required, RegularExpression(@"^[^@\s]+@[^@\s]+$")]
    public string FromAddress { get; init; } = "portaal@{tenant}.localhost.test";

    /// <summary>Folder of the Pickup transport; empty: <c>mail</c> below the state folder.</summary>
    public string PickupFolder { get; init; } = "";

    public SmtpOptions Smtp { get; init; } = new();

    public PostmarkOptions Postmark { get; init; } = new();
}

internal enum MailTransportKind
{
    Pickup,
    Smtp,
    Postmark,
}

/// <summary>Section <c>Flexportal:Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    [Required]
    public string Host { get; init; } = "localhost";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>StartTls demands encryption on a plain port, Implicit is for port 465, None only for a server on the same machine.</summary>
    public SmtpTls Tls { get; init; } = SmtpTls.StartTls;

    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Of one command or answer. A code lives 90 s from acceptance, so a server that needs longer is no use.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; init; } = 15;
}

internal enum SmtpTls
{
    StartTls,
    Implicit,
    None,
}

/// <summary>Section <c>Flexportal:Mail:Postmark</c>.</summary>
internal sealed class PostmarkOptions
{
    [Required, Url]
    public string Address { get; init; } = "https://api.postmarkapp.com/";

    public string ServerToken { get; init; } = "";

    /// <summary>Stream for codes and links to sign in; apart from documents, so that a storm there does not slow a code.</summary>
    [Required]
    public string CodeStream { get; init; } = "outbound";

    [Required]
    public string DocumentStream { get; init; } = "documents";

    [Range(1, 60)]
    public int TimeoutSeconds { get; init; } = 15;

    /// <summary>Unguessable part of the webhook's address; without it the webhook does not exist.</summary>
    public string HookSecret { get; init; } = "";

    public string HookUser { get; init; } = "";

    public string HookPassword { get; init; } = "";
}
