using System.Collections.Immutable;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;

namespace Flexportal.Domain.Agencies;

/// <summary>An agency (a tenant's business side).</summary>
public sealed record Agency
{
    /// <summary>The tenant.</summary>
    public required TenantId Id { get; init; }

    /// <summary>Name as workers see it.</summary>
    public required string Name { get; init; }

    /// <summary>The accent colour, 0xRRGGBB; all other colours are computed from it.</summary>
    public int AccentRgb { get; init; } = 0x0B5563;

    /// <summary>PNG of the logo, at most 64 KiB, re-encoded at upload; null shows the name only.</summary>
    public ReadOnlyMemory<byte>? LogoPng { get; init; }

    /// <summary>How workers reach the agency.</summary>
    public AgencyContact Contact { get; init; } = new();

    /// <summary>How mails of the agency are signed.</summary>
    public string? MailFromName { get; init; }

    /// <summary>Where answers to mails go; null: the contact's address.</summary>
    public string? MailReplyTo { get; init; }

    /// <summary>Gets a copy of every signed PDF; null: the agency fetches it by API.</summary>
    public string? ArchiveEmail { get; init; }

    /// <summary>Language of workers without one.</summary>
    public string DefaultLanguage { get; init; } = "nl";

    /// <summary>Languages that the portal offers.</summary>
    public ImmutableArray<string> Languages { get; init; } = ["nl", "en"];

    /// <summary>How signing works here.</summary>
    public SigningPolicy Policy { get; init; } = new();

    /// <summary>The kinds of documents.</summary>
    public ImmutableArray<DocumentType> DocumentTypes { get; init; } = [];

    /// <summary>Which seal key signs; null: the platform's.</summary>
    public string? SealKeyId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Version of the row it was read from; 0 for a new one.</summary>
    public long Version { get; init; }

    /// <summary>The type with this code, or null. Codes are compared without case.</summary>
    public DocumentType? TypeOf(string code) => DocumentTypes.FirstOrDefault(type => string.Equals(type.Code, code, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The agency's contact data.</summary>
/// <param name="Phone">As people read it, for example <c>040 000 01 23</c>.</param>
/// <param name="Email">Support address.</param>
/// <param name="Website">Absolute https address.</param>
/// <param name="Hours">Opening hours in words.</param>
public sealed record AgencyContact(string? Phone = null, string? Email = null, string? Website = null, string? Hours = null);

/// <summary>A kind of document.</summary>
/// <param name="Code">Stable code, at most 40 letters, digits, <c>_</c> or <c>-</c>.</param>
/// <param name="Label">Name that workers see.</param>
/// <param name="Purpose">To sign, or for <i>Jouw documenten</i>.</param>
/// <param name="Verification">The default way to verify the signer.</param>
/// <param name="BatchAllowed">Whether it may be signed together with others (later stage).</param>
/// <param name="RequiresTranslation">Whether a translation must be offered with it (later stage).</param>
public sealed record DocumentType(
    string Code, string Label, DocumentPurpose Purpose, VerificationMethod Verification, bool BatchAllowed = false, bool RequiresTranslation = false);

/// <summary>Numbers of the code check and the signing, with bounds (checked by AgencyRules).</summary>
public sealed record SigningPolicy
{
    /// <summary>Digits of a code: 4 or 6.</summary>
    public int CodeDigits { get; init; } = 4;

    /// <summary>Seconds that a code lives from the provider's acceptance of its mail, 60 to 900.</summary>
    public int CodeLifetimeSeconds { get; init; } = 90;

    /// <summary>Seconds for a worker who asked for more time.</summary>
    public int CodeLifetimeMoreTimeSeconds { get; init; } = 900;

    /// <summary>New codes after the first, 0 to 5.</summary>
    public int MaxResends { get; init; } = 2;

    /// <summary>Seconds between two codes.</summary>
    public int ResendPauseSeconds { get; init; } = 15;

    /// <summary>Wrong tries over all codes of a flow, 1 to 10.</summary>
    public int MaxWrongTries { get; init; } = 5;

    /// <summary>Wrong tries of one account in 30 days without a success.</summary>
    public int MaxAccountTries { get; init; } = 15;

    /// <summary>Seconds after which a mail that was not accepted is called late.</summary>
    public int MailWaitSeconds { get; init; } = 20;

    /// <summary>Days after offering on which a reminder goes out.</summary>
    public ImmutableArray<int> ReminderSchedule { get; init; } = [];

    /// <summary>How a signature may be given.</summary>
    public ImmutableArray<SignatureKind> SignatureKinds { get; init; } = [SignatureKind.Click];

    /// <summary>Whether a worker may say no in the portal.</summary>
    public bool AllowRefusal { get; init; } = true;

    /// <summary>Largest upload in bytes.</summary>
    public long MaxUploadBytes { get; init; } = 25L * 1024 * 1024;

    /// <summary>Most pages of an upload.</summary>
    public int MaxUploadPages { get; init; } = 2_000;

    /// <summary>Bytes up to which the signed PDF is attached; above it a link is mailed.</summary>
    public long MaxAttachmentBytes { get; init; } = 7L * 1024 * 1024;
}
