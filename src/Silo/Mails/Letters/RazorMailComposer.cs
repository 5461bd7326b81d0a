using Flexportal.Domain.Mails;
using Flexportal.Grains.Mails;
using Flexportal.Silo.Options;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Mails.Letters;

/// <summary>Makes the message from the rows: the words once, then a text part and an HTML part of them.</summary>
internal sealed class RazorMailComposer(IServiceScopeFactory scopes, ILoggerFactory logs, PortalAddress portal, IOptions<MailOptions> options) : IMailComposer
{
    public async Task<OutgoingMail> Compose(MailMaterial material, CancellationToken cancellation)
    {
        var (mail, agency) = (material.Mail, material.Agency);
        var writer = new Writer(material, portal);
        var letter = Write(mail.Kind, writer);
        var footer = letter.ForAgency ? Footer.ForAgency(writer.Dutch) : Footer.Of(agency, writer.Dutch);
        var from = options.Value.FromAddress.Replace("{tenant}", agency.Id.Value, StringComparison.Ordinal);
        return new(
            $"{mail.Id}.{agency.Id}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}",
            agency.MailFromName ?? agency.Name,
            from,
            letter.ReplyTo ?? agency.MailReplyTo ?? agency.Contact.Email,
            mail.To,
            OneLine(letter.Subject),
            LetterText.Of(letter, agency, footer),
            await Html(letter, material, footer, writer.Dutch),
            Attachments(material),
            mail.Kind is MailKind.Code or MailKind.PasswordReset ? "codes" : "documents");
    }

    private static Letter Write(MailKind kind, Writer writer) => kind switch
    {
        MailKind.Invite => DocumentLetters.Invite(writer),
        MailKind.Reminder => DocumentLetters.Reminder(writer),
        MailKind.Code => SigningLetters.Code(writer),
        MailKind.SignedCopy => SigningLetters.SignedCopy(writer),
        MailKind.ArchiveCopy => AgencyLetters.ArchiveCopy(writer),
        MailKind.Locked => SigningLetters.Locked(writer),
        MailKind.Unlocked => DocumentLetters.Unlocked(writer),
        MailKind.PasswordReset => AccountLetters.PasswordReset(writer),
        MailKind.Withdrawn => DocumentLetters.Withdrawn(writer),
        MailKind.RefusedNotice => AgencyLetters.RefusedNotice(writer),
        MailKind.PersonalDocument => DocumentLetters.PersonalDocument(writer),
        MailKind.AddressChanged => AccountLetters.AddressChanged(writer),
        MailKind.NewDevice => AccountLetters.NewDevice(writer),
        MailKind.CopyByMail => DocumentLetters.CopyByMail(writer),
        MailKind.HelpRequest => AgencyLetters.HelpRequest(writer),
    };

    // Whatever a title holds, a subject is one line.
    private static string OneLine(string subject) => string.Concat(subject.Select(c => char.IsControl(c) ? ' ' : c));

    private static IReadOnlyList<MailAttachment> Attachments(MailMaterial material) =>
        material is { SignedPdf: { Length: > 0 } pdf, Document: { } document } ? [new(document.FileName, "application/pdf", pdf)] : [];

    private async Task<string> Html(Letter letter, MailMaterial material, Footer footer, bool dutch)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<LetterPage>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(LetterPage.Letter)] = letter,
                [nameof(LetterPage.Agency)] = material.Agency,
                [nameof(LetterPage.Footer)] = footer,
                [nameof(LetterPage.Dutch)] = dutch,
            }));
            return page.ToHtmlString();
        });
    }
}
