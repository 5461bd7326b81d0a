using System.Net.Sockets;
using Flexportal.Grains.Mails;
using Flexportal.Silo.Options;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using IMailTransport = Flexportal.Grains.Mails.IMailTransport;

namespace Flexportal.Silo.Mails.Transports;

/// <summary>
/// Hands over by SMTP, one connection per mail. A 5xx about the receiver or the message is final; 4xx, sign-in and connection faults are tried again;
/// silence after the message has left is unknown (RFC 5321, 4.2.1 and 6.1).
/// </summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options, TimeProvider time) : IMailTransport
{
    private readonly SmtpOptions _options = options.Value.Smtp;

    public string Name => "smtp";

    // A bounce comes to the sender's mailbox hours later, if at all.
    public bool ReportsDelivery => false;

    public async Task<HandOver> Send(OutgoingMail mail, CancellationToken cancellation)
    {
        using var client = new SmtpClient { Timeout = _options.TimeoutSeconds * 1000 };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds * 3));
        var body = new BodyProgress();
        try
        {
            await client.ConnectAsync(_options.Host, _options.Port, Security(), limit.Token);
            if (_options.UserName.Length > 0)
            {
                await client.AuthenticateAsync(_options.UserName, _options.Password, limit.Token);
            }

            var reply = await client.SendAsync(MimeLetters.Of(mail, time.GetUtcNow()), limit.Token, body);
            var accepted = new HandOver.Accepted(time.GetUtcNow(), null, Cut(reply));
            await Leave(client, limit.Token);
            return accepted;
        }
        catch (SmtpCommandException e)
        {
            return Answer(e);
        }
        catch (AuthenticationException e)
        {
            return new HandOver.Deferred(Cut($"sign-in at the mail server failed: {e.Message}"));
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or SslHandshakeException or TimeoutException
            or NotSupportedException or ServiceNotConnectedException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return body.Started
                ? new HandOver.Unknown(Cut($"no answer after the message was sent: {e.Message}"))
                : new HandOver.Deferred(Cut(e.Message));
        }
    }

    private static HandOver Answer(SmtpCommandException e)
    {
        var reply = Cut($"{(int)e.StatusCode} {e.Message}");
        var aboutThisMail = e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted;
        return aboutThisMail && (int)e.StatusCode >= 500 ? new HandOver.Refused(reply) : new HandOver.Deferred(reply);
    }

    private static async Task Leave(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or OperationCanceledException)
        {
            // The server has the message; how it says goodbye changes nothing.
        }
    }

    private SecureSocketOptions Security() => _options.Tls switch
    {
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.None => SecureSocketOptions.None,
    };

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300];

    /// <summary>Knows whether any byte of the message itself has been written.</summary>
    private sealed class BodyProgress : ITransferProgress
    {
        public bool Started { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => Started = true;

        public void Report(long bytesTransferred) => Started = true;
    }
}
