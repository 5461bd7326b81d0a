using System.Security.Cryptography;
using System.Text;
using Flexportal.Grains.Mails;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>Writes each mail as a file in a folder, for local use. The file's name follows from the Message-ID, so a retry replaces its own file.</summary>
internal sealed class PickupTransport(PickupFolder folder, TimeProvider time) : IMailTransport
{
    public string Name => "pickup";

    public bool ReportsDelivery => false;

    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var path = folder.PathOf(FileName(mail.MessageId));
        var unfinished = path + ".part";
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                await MimeLetters.Of(mail, now).WriteToAsync(stream, cancellation);
                await stream.FlushAsync(cancellation);
            }

            // A reader of the folder never sees half a mail.
            File.Move(unfinished, path, overwrite: true);
            return new HandOver.Accepted(now, null, "written to the mail folder", Delivered: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new HandOver.Deferred("The mail folder cannot be written.");
        }
    }

    private static string FileName(string messageId)
    {
        var id = messageId.Split('@', '.')[0];
        return id.Length >= 16 && id.All(char.IsAsciiLetterOrDigit)
            ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))[..32];
    }
}
