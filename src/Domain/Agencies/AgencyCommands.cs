using System.Collections.Immutable;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;

namespace Flexportal.Domain.Agencies;

/// <summary>Settings to change; null leaves a value as it is, an empty text clears an optional one.</summary>
public sealed record UpdateAgency
{
    /// <summary>Name as workers see it, 1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>PNG of the logo, already re-encoded.</summary>
    public ReadOnlyMemory<byte>? LogoPng { get; init; }

    /// <summary><c>#RRGGBB</c>.</summary>
    public string? AccentColor { get; init; }

    /// <summary>Support phone.</summary>
    public string? SupportPhone { get; init; }

    /// <summary>Support address.</summary>
    public string? SupportEmail { get; init; }

    /// <summary>Opening hours in words, at most 200 characters.</summary>
    public string? SupportHours { get; init; }

    /// <summary>Website, absolute http or https.</summary>
    public string? WebsiteUrl { get; init; }

    /// <summary>Address that gets a copy of every signed PDF.</summary>
    public string? ArchiveEmail { get; init; }

    /// <summary>Sender name of mails.</summary>
    public string? MailFromName { get; init; }

    /// <summary>Reply address of mails.</summary>
    public string? MailReplyTo { get; init; }

    /// <summary>Language of workers without one.</summary>
    public string? DefaultLanguage { get; init; }

    /// <summary>Languages that the portal offers.</summary>
    public ImmutableArray<string>? Languages { get; init; }

    /// <summary>4 or 6.</summary>
    public int? CodeDigits { get; init; }

    /// <summary>60 to 900.</summary>
    public int? CodeLifetimeSeconds { get; init; }

    /// <summary>0 to 5.</summary>
    public int? MaxResends { get; init; }

    /// <summary>1 to 10.</summary>
    public int? MaxWrongTries { get; init; }

    /// <summary>Days after offering, each 1 to 60, at most 10.</summary>
    public ImmutableArray<int>? ReminderSchedule { get; init; }

    /// <summary>At least one.</summary>
    public ImmutableArray<SignatureKind>? SignatureKinds { get; init; }

    /// <summary>Whether a worker may say no.</summary>
    public bool? AllowRefusal { get; init; }

    /// <summary>Expected version, or null for any.</summary>
    public long? IfVersion { get; init; }
}

/// <summary>A document type to add or change, by its code.</summary>
public sealed record UpsertDocumentType(
    string Code, string Label, DocumentPurpose Purpose, VerificationMethod Verification, bool BatchAllowed = false, bool RequiresTranslation = false);
