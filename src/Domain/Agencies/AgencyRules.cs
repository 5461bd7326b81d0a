using System.Globalization;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;

namespace Flexportal.Domain.Agencies;

/// <summary>What may be changed about an agency.</summary>
public static class AgencyRules
{
    /// <summary>Most bytes of a logo.</summary>
    public const int MaxLogoBytes = 64 * 1024;

    /// <summary>A new agency with sensible defaults.</summary>
    public static Agency Create(TenantId id, string name, DateTimeOffset now) => new() { Id = id, Name = name, CreatedAt = now, UpdatedAt = now };

    /// <summary>Changes settings. Refusals name the field of the contract.</summary>
    public static Decision Update(Agency agency, UpdateAgency command, Actor actor, DateTimeOffset now)
    {
        if (Problem(agency, command) is { } refusal)
        {
            return Decision.No(refusal);
        }

        var next = agency with
        {
            Name = command.Name?.Trim() ?? agency.Name,
            LogoPng = command.LogoPng is { Length: > 0 } logo ? logo : agency.LogoPng,
            AccentRgb = command.AccentColor is { } colour ? Rgb(colour)!.Value : agency.AccentRgb,
            Contact = new AgencyContact(
                Changed(command.SupportPhone, agency.Contact.Phone),
                Changed(command.SupportEmail, agency.Contact.Email),
                Changed(command.WebsiteUrl, agency.Contact.Website),
                Changed(command.SupportHours, agency.Contact.Hours)),
            ArchiveEmail = Changed(command.ArchiveEmail, agency.ArchiveEmail),
            MailFromName = Changed(command.MailFromName, agency.MailFromName),
            MailReplyTo = Changed(command.MailReplyTo, agency.MailReplyTo),
            DefaultLanguage = command.DefaultLanguage ?? agency.DefaultLanguage,
            Languages = command.Languages ?? agency.Languages,
            Policy = agency.Policy with
            {
                CodeDigits = command.CodeDigits ?? agency.Policy.CodeDigits,
                CodeLifetimeSeconds = command.CodeLifetimeSeconds ?? agency.Policy.CodeLifetimeSeconds,
                MaxResends = command.MaxResends ?? agency.Policy.MaxResends,
                MaxWrongTries = command.MaxWrongTries ?? agency.Policy.MaxWrongTries,
                ReminderSchedule = command.ReminderSchedule ?? agency.Policy.ReminderSchedule,
                SignatureKinds = command.SignatureKinds ?? agency.Policy.SignatureKinds,
                AllowRefusal = command.AllowRefusal ?? agency.Policy.AllowRefusal,
            },
            UpdatedAt = now,
        };
        return Decision.Yes(new Changes { Agency = next }.Plus(Fact.Of("agency.updated", agency.Id, now, actor)));
    }

    /// <summary>Adds a document type, or changes the one with this code.</summary>
    public static Decision UpsertDocumentType(Agency agency, UpsertDocumentType command, Actor actor, DateTimeOffset now)
    {
        var refusal = Check.Text("code", command.Code, 40)
            ?? (command.Code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? null : new Refusal(RefusalCode.InvalidFormat, "code") { Detail = RefusalDetail.TypeCodeForm })
            ?? Check.Text("label", command.Label, 100)
            ?? (command is { Purpose: DocumentPurpose.Personal, Verification: not VerificationMethod.None } ? new Refusal(RefusalCode.InvalidFormat, "verification") { Detail = RefusalDetail.PersonalUnverified } : null);
        if (refusal is not null)
        {
            return Decision.No(refusal);
        }

        var type = new DocumentType(command.Code, command.Label.Trim(), command.Purpose, command.Verification, command.BatchAllowed, command.RequiresTranslation);
        var old = agency.TypeOf(command.Code);
        var types = old is null ? agency.DocumentTypes.Add(type) : agency.DocumentTypes.Replace(old, type);
        return Decision.Yes(new Changes { Agency = agency with { DocumentTypes = types, UpdatedAt = now } }
            .Plus(Fact.Of("agency.document-type-upserted", agency.Id, now, actor, ("code", command.Code))));
    }

    /// <summary>Reads <c>#RRGGBB</c>; null for anything else.</summary>
    public static int? Rgb(string? text) =>
        text is { Length: 7 } && text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? rgb : null;

    private static Refusal? Problem(Agency agency, UpdateAgency c) =>
        Check.Version(c.IfVersion, agency.Version)
        ?? (c.Name is null ? null : Check.Text("name", c.Name, 100))
        ?? (c.LogoPng is { Length: > MaxLogoBytes } ? new Refusal(RefusalCode.FileTooLarge, "logoUploadId") { Limit = MaxLogoBytes } : null)
        ?? (c.AccentColor is null || Rgb(c.AccentColor) is not null ? null : new Refusal(RefusalCode.InvalidFormat, "accentColor") { Detail = RefusalDetail.Colour })
        ?? Check.OptionalPhone("supportPhone", c.SupportPhone)
        ?? Check.OptionalEmail("supportEmail", c.SupportEmail)
        ?? Check.Optional("supportHours", c.SupportHours, 200)
        ?? Website(c.WebsiteUrl)
        ?? Check.OptionalEmail("archiveEmail", c.ArchiveEmail)
        ?? Check.Optional("mailFromName", c.MailFromName, 100)
        ?? Check.OptionalEmail("mailReplyTo", c.MailReplyTo)
        ?? Check.Language("defaultLanguage", c.DefaultLanguage)
        ?? (c.Languages is { } languages ? LanguageList(languages) : null)
        ?? ((c.Languages ?? agency.Languages).Contains(c.DefaultLanguage ?? agency.DefaultLanguage, StringComparer.OrdinalIgnoreCase)
            ? null
            : new Refusal(RefusalCode.InvalidFormat, c.DefaultLanguage is null ? "languages" : "defaultLanguage") { Detail = RefusalDetail.DefaultAmongLanguages })
        ?? (c.CodeDigits is null or 4 or 6 ? null : new Refusal(RefusalCode.InvalidFormat, "codeDigits") { Detail = RefusalDetail.FourOrSix })
        ?? Check.Range("codeLifetimeSeconds", c.CodeLifetimeSeconds, 60, 900)
        ?? Check.Range("maxResends", c.MaxResends, 0, 5)
        ?? Check.Range("maxWrongTries", c.MaxWrongTries, 1, 10)
        ?? (c.ReminderSchedule is { } days && (days.Length > 10 || days.Any(day => day is < 1 or > 60)) ? new Refusal(RefusalCode.InvalidFormat, "reminderSchedule") { Detail = RefusalDetail.ReminderDays } : null)
        ?? (c.SignatureKinds is { } kinds ? Kinds(kinds) : null);

    /// <summary>The portal signs by click: without it no worker could sign.</summary>
    private static Refusal? Kinds(IReadOnlyList<SignatureKind> kinds) => kinds switch
    {
        [] => new Refusal(RefusalCode.Required, "allowedSignatureKinds"),
        _ when !kinds.Contains(SignatureKind.Click) => new Refusal(RefusalCode.InvalidFormat, "allowedSignatureKinds") { Detail = RefusalDetail.ClickNeeded },
        _ => null,
    };

    private static Refusal? LanguageList(IReadOnlyList<string> languages) =>
        languages.Count is 0 or > 20 ? new Refusal(RefusalCode.InvalidFormat, "languages") { Detail = RefusalDetail.LanguageCount } : languages.Select(tag => Check.Language("languages", tag)).FirstOrDefault(refusal => refusal is not null);

    private static Refusal? Website(string? url) =>
        string.IsNullOrEmpty(url) ? null
        : Check.Optional("websiteUrl", url, 300)
            ?? (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? null : new Refusal(RefusalCode.InvalidFormat, "websiteUrl") { Detail = RefusalDetail.WebForm });

    private static string? Changed(string? given, string? present) => given switch { null => present, "" => null, _ => given.Trim() };
}
