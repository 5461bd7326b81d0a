using Flexportal.Api.Common;
using Flexportal.Api.Files;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using GraphQL;

namespace Flexportal.Api.Agencies.Account;

[Name("Agency")]
[Implements(typeof(INode))]
internal sealed class AgencyNode(AgencyCall call, Agency agency) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.Agency, agency.Id.Value);

    public string Name => agency.Name;

    public string Slug => agency.Id.Value;

    public static string TimeZone => DutchTime.ZoneName;

    public LanguageText DefaultLanguage => new(agency.DefaultLanguage);

    public IReadOnlyList<LanguageText> Languages => [.. agency.Languages.Select(tag => new LanguageText(tag))];

    public Branding Branding => new(call, agency);

    public AgencyContactInfo Contact => new(agency.Contact);

    public EmailText? ArchiveEmail => agency.ArchiveEmail is { } address ? new EmailText(address) : null;

    public PolicyInfo Policy => new(agency.Policy);

    public int Version => checked((int)agency.Version);
}

[Name("AgencyContact")]
internal sealed class AgencyContactInfo(AgencyContact contact)
{
    public string? Phone => contact.Phone;

    public EmailText? Email => contact.Email is { } address ? new EmailText(address) : null;

    public UrlText? Website => contact.Website is { } address ? new UrlText(address) : null;

    public string? Hours => contact.Hours;
}

[Name("Branding")]
internal sealed class Branding(AgencyCall call, Agency agency)
{
    private const int White = 0xFFFFFF;

    public UrlText? LogoUrl => LogoEndpoint.Path(agency.LogoPng) is { } path ? new UrlText(call.Origin + path) : null;

    public string AccentColor => Palette.Css(agency.AccentRgb);

    /// <summary>The step of the accent that is readable as text on white.</summary>
    public string AccentColorOnPaper => Palette.Css(Palette.Of(agency.AccentRgb).Text);

    public double ContrastRatio => Math.Round(Palette.Contrast(Palette.Of(agency.AccentRgb).Text, White), 2);

    public string PortalHost => new Uri(call.Origin).Authority;

    /// <summary>The sender's name in mails.</summary>
    public string MailFrom => agency.MailFromName ?? agency.Name;
}

[Name("SigningPolicy")]
internal sealed class PolicyInfo(SigningPolicy policy)
{
    public int CodeDigits => policy.CodeDigits;

    public int CodeLifetimeSeconds => policy.CodeLifetimeSeconds;

    public int CodeLifetimeMoreTimeSeconds => policy.CodeLifetimeMoreTimeSeconds;

    public int MaxResends => policy.MaxResends;

    public int MaxWrongTries => policy.MaxWrongTries;

    public IReadOnlyList<int> ReminderSchedule => [.. policy.ReminderSchedule];

    public IReadOnlyList<SignatureKind> AllowedSignatureKinds => [.. policy.SignatureKinds];

    public bool AllowRefusal => policy.AllowRefusal;
}

[Name("DocumentType")]
[Implements(typeof(INode))]
internal sealed class DocumentTypeNode(AgencyCall call, DocumentType type) : INode
{
    [Id]
    public string Id => call.Id(NodeKind.DocumentType, type.Code);

    public string Code => type.Code;

    public string Label => type.Label;

    public DocumentPurpose Purpose => type.Purpose;

    public VerificationMethod Verification => type.Verification;

    public static SignatureLevel MinimumSignatureLevel => SignatureLevel.Simple;

    public bool BatchAllowed => type.BatchAllowed;

    public bool RequiresTranslation => type.RequiresTranslation;
}

/// <summary>Levels of electronic signatures (eIDAS, article 3). The portal gives simple ones.</summary>
internal enum SignatureLevel
{
    Simple,
}
