using System.Diagnostics;
using System.Text.RegularExpressions;
using MimeKit;
using Xunit;

namespace Flexportal.Tests.Browser;

/// <summary>A worker's mailbox: the pickup folder, read as a mail program would.</summary>
public sealed partial class MailReader(PortalProcess portal)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The newest mail to the address that fits, as soon as it is there.</summary>
    public async Task<MimeMessage> Newest(string address, Func<MimeMessage, bool> fits, int nth = 1)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var found = All(address).Where(fits).OrderByDescending(m => m.Date).ToList();
            if (found.Count >= nth)
                return found[0];
            if (waited.Elapsed > Patience)
                throw new InvalidOperationException($"No such mail to {address} came. There are: {string.Join("; ", All(address).Select(m => m.Subject))}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public async Task<string> Code(string address, int nth = 1) => CodeSubject().Match((await Newest(address, m => CodeSubject().IsMatch(m.Subject ?? ""), nth)).Subject!).Groups[1].Value;

    public Task<MimeMessage> Invitation(string address) => Newest(address, m => m.Subject!.StartsWith("Onderteken je document bij", StringComparison.Ordinal));

    /// <summary>The one address of the portal in the mail's text.</summary>
    public static string Link(MimeMessage mail) => LinkInText().Match(mail.TextBody!).Value;

    public static byte[] Attachment(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        ((MimePart)mail.Attachments.Single()).Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    /// <summary>All that came so far.</summary>
    public List<MimeMessage> All(string address) =>
        !Directory.Exists(portal.MailFolder) ? [] : [.. Directory.EnumerateFiles(portal.MailFolder, "*.eml").Select(Load).OfType<MimeMessage>().Where(m => m.To.Mailboxes.Any(t => t.Address == address))];

    // A file may be seen while it is being written.
    private static MimeMessage? Load(string file)
    {
        try
        {
            return MimeMessage.Load(file, TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(\d{4,6}) is ", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CodeSubject();

    [GeneratedRegex(@"http://\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LinkInText();
}
