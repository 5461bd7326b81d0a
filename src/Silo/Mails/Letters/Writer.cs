using System.Globalization;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>What every letter writes with: the rows, the reader's language, and the addresses of the portal.</summary>
internal sealed class Writer(MailMaterial material, PortalAddress portal)
{
    public Agency Agency => material.Agency;

    public Worker Worker => material.Worker ?? throw new InvalidOperationException($"Mail {material.Mail.Id} needs a worker.");

    public Document Document => material.Document ?? throw new InvalidOperationException($"Mail {material.Mail.Id} needs a document.");

    public HelpQuestion Help => material.Mail.Help ?? throw new InvalidOperationException($"Mail {material.Mail.Id} needs a question.");

    /// <summary>The device that the mail tells of, for people.</summary>
    public string Device => material.Mail.Device switch
    {
        { Browser.Length: > 0, System.Length: > 0 } known => Say("{0} op {1}", "{0} on {1}", known.Browser, known.System),
        { Browser: var browser, System: var system } when browser.Length + system.Length > 0 => browser + system,
        _ => Say("een onbekend apparaat", "an unknown device"),
    };

    public DateTimeOffset AskedAt => material.Mail.CreatedAt;

    public bool HasDocument => material.Document is not null;

    public bool HasLink => material.LinkToken is not null;

    public DateTimeOffset Now => material.Now;

    /// <summary>Until when the link of an invitation sets a first password.</summary>
    public DateTimeOffset InviteEnds => material.Mail.CreatedAt + MailRules.InviteLifetime;

    public string? Code => material.Code;

    public DateTimeOffset? CodeExpiresAt => material.CodeExpiresAt;

    // Beware: null converts to an empty memory by way of a null array.
    public ReadOnlyMemory<byte>? SignedPdf => material.SignedPdf is { Length: > 0 } pdf ? pdf : default(ReadOnlyMemory<byte>?);

    /// <summary>Words exist in Dutch and English; every other reader gets English.</summary>
    public bool Dutch { get; } = material.Mail.Language.StartsWith("nl", StringComparison.OrdinalIgnoreCase);

    public string Language => Dutch ? "nl" : "en";

    public Line IsItReal => Line("Controleren of dit bestand echt is? Dat kan op {0}", "Check that this file is genuine? You can do that at {0}", CheckPage);

    public string Home => portal.Home(Agency.Id);

    /// <summary>The address of the mail's link. It signs nobody in.</summary>
    public string Link => material.LinkToken is { } token ? portal.Link(Agency.Id, token) : Home;

    public string CodePage => portal.CodePage(Agency.Id, Document.Id);

    public string DocumentPage => portal.Document(Agency.Id, Document.Id);

    public string ForgotPage => portal.Forgot(Agency.Id);

    public string CheckPage => portal.Check(Agency.Id);

    public string Say(string nl, string en) => Dutch ? nl : en;

    public string Say(string nl, string en, params object?[] values) => string.Format(CultureInfo.InvariantCulture, Say(nl, en), values);

    public Line Line(string nl, string en, params object?[] values) => Letters.Line.Of(Say(nl, en), values);

    public Block Text(string nl, string en, params object?[] values) => new Block.Paragraph(Line(nl, en, values));

    /// <summary>A subject in the reader's language first, then in Dutch: the agency's own people recognise it too.</summary>
    public string Subject(string nl, string en, params object?[] values)
    {
        var dutch = string.Format(CultureInfo.InvariantCulture, nl, values);
        return Dutch ? dutch : $"{string.Format(CultureInfo.InvariantCulture, en, values)} · {dutch}";
    }

    public Block Greeting => Text("Hallo {0},", "Hello {0},", Worker.Name.Display);

    public string Date(DateTimeOffset at) => DutchTime.Date(at, Language);

    public string Sentence(DateTimeOffset at) => DutchTime.Sentence(at, Language);

    /// <summary>Bytes for people: <c>268 kB</c>, <c>1,4 MB</c>.</summary>
    public string Size(long bytes) => bytes < 1_000_000
        ? $"{Math.Max(1, (bytes + 500) / 1000)} kB"
        : (bytes / 1_000_000m).ToString("0.0", CultureInfo.InvariantCulture).Replace(".", Say(",", "."), StringComparison.Ordinal) + " MB";
}
