using Flexportal.Grains.Mails;
using MimeKit;
using MimeKit.Text;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>The MIME form of a mail: text first, HTML as its better alternative, files after both.</summary>
internal static class MimeLetters
{
    public static MimeMessage Of(OutgoingMail mail, DateTimeOffset at)
    {
        var message = new MimeMessage { MessageId = mail.MessageId, Subject = mail.Subject, Date = at };
        message.From.Add(new MailboxAddress(mail.FromName, mail.FromAddress));
        message.To.Add(MailboxAddress.Parse(mail.To));
        if (mail.ReplyTo is { } replyTo)
        {
            message.ReplyTo.Add(new MailboxAddress(mail.FromName, replyTo));
        }

        // Answering machines must stay silent (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Flexportal-Stream", mail.Stream);
        message.Body = Body(mail);
        return message;
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        var words = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart(TextFormat.Html) { Text = mail.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        if (mail.Attachments.Count == 0)
        {
            return words;
        }

        var mixed = new Multipart("mixed") { words };
        foreach (var file in mail.Attachments)
        {
            mixed.Add(Part(file));
        }

        return mixed;
    }

    private static MimePart Part(MailAttachment file)
    {
        var part = new MimePart(file.MediaType)
        {
            Content = new MimeContent(new MemoryStream(file.Content.ToArray(), writable: false)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
            ContentTransferEncoding = ContentEncoding.Base64,
            FileName = file.FileName,
        };
        return part;
    }
}
