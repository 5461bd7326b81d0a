using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Storage.Files;

namespace Flexportal.Grains.Mails;

/// <summary>Gathers what a mail needs at the moment of hand-over. Codes and tokens are derived here and live no longer than the message.</summary>
internal sealed class MailWriting(IMailComposer composer, IFileStore files, SecretKey secret)
{
    /// <summary>The material, or null when the file that it must carry is gone.</summary>
    public async Task<MailMaterial?> Gather(TenantId tenant, MailCase found, Agency agency, DateTimeOffset now)
    {
        var mail = found.Mail;
        var plain = new MailMaterial(mail, agency, found.Worker, found.About?.Document, null, null, null, null, now);
        return mail.Kind switch
        {
            MailKind.Code => found.About?.Challenge is { } challenge && mail.CodeNumber is { } number
                ? plain with
                {
                    Code = CodeDerivation.Codes(secret, challenge, number)[number - 1],
                    CodeExpiresAt = now + TimeSpan.FromSeconds(challenge.LifetimeSeconds),
                }
                : null,
            MailKind.Invite or MailKind.Reminder or MailKind.PersonalDocument or MailKind.PasswordReset => plain with { LinkToken = LinkToken.For(secret, mail.Id) },
            MailKind.SignedCopy or MailKind.ArchiveCopy => found.Copy is { AsLink: true }
                ? plain with { LinkToken = LinkToken.For(secret, mail.Id) }
                : await SignedPdf(tenant, found) is { } pdf ? plain with { SignedPdf = pdf } : null,
            MailKind.CopyByMail => await AnyPdf(tenant, found) is { } pdf
                ? pdf.Length <= agency.Policy.MaxAttachmentBytes ? plain with { SignedPdf = pdf } : plain
                : null,
            MailKind.Locked or MailKind.Unlocked or MailKind.Withdrawn or MailKind.RefusedNotice or MailKind.HelpRequest or MailKind.AddressChanged
                or MailKind.NewDevice => plain,
        };
    }

    public Task<OutgoingMail> Compose(MailMaterial material, CancellationToken cancellation) => composer.Compose(material, cancellation);

    private async Task<byte[]?> AnyPdf(TenantId tenant, MailCase found) => found.About?.Document is not { } document ? null
        : document.Purpose == DocumentPurpose.Personal ? await files.Original(tenant, document.File.Upload, CancellationToken.None)
        : await SignedPdf(tenant, found);

    private async Task<byte[]?> SignedPdf(TenantId tenant, MailCase found) =>
        found.About is { Document: var document }
        && await files.Original(tenant, document.File.Upload, CancellationToken.None) is { } original
        && await files.Tail(tenant, document.Id, CancellationToken.None) is { } tail
            ? [.. original, .. tail]
            : null;
}
