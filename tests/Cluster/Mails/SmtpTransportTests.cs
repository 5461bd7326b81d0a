using System.Net;
using System.Net.Sockets;
using Flexportal.Grains.Mails;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;
using Microsoft.Extensions.Options;
using MimeKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

public sealed class SmtpTransportTests(SmtpServer server) : IClassFixture<SmtpServer>
{
    [Fact]
    public async Task a_mail_arrives_whole_and_the_answer_is_kept()
    {
        var pdf = new byte[300_000];
        Random.Shared.NextBytes(pdf);

        var answer = await Send("marta@werk.test", new MailAttachment("OVK N. van Dooren.pdf", "application/pdf", pdf));

        var accepted = Assert.IsType<HandOver.Accepted>(answer);
        Assert.Contains("Queued as", accepted.Reply, StringComparison.Ordinal);
        var mail = Received("marta@werk.test");
        Assert.Equal(SampleMail.Id, mail.MessageId);
        Assert.Equal("4821 is je code voor Overeenkomst “één”", mail.Subject);
        Assert.Equal("Tal Demo Uitzendbureau", mail.From.Mailboxes.Single().Name);
        Assert.Equal("hulp@taldemo.test", mail.ReplyTo.Mailboxes.Single().Address);
        Assert.Equal("Hallo Zoë,\n\nVul deze code in: 4821\n", mail.TextBody!.ReplaceLineEndings("\n"));
        Assert.Contains("<b>4821</b>", mail.HtmlBody, StringComparison.Ordinal);
        var file = Assert.IsType<MimePart>(Assert.Single(mail.Attachments));
        using var bytes = new MemoryStream();
        file.Content!.DecodeTo(bytes, TestContext.Current.CancellationToken);
        Assert.Equal(pdf, bytes.ToArray());
        Assert.Equal("OVK N. van Dooren.pdf", file.FileName);
    }

    [Theory]
    [InlineData("unknown@werk.test", "550")]
    [InlineData("spam@werk.test", "554")]
    public async Task a_5xx_about_receiver_or_message_is_final(string to, string code) =>
        Assert.StartsWith(code, Assert.IsType<HandOver.Refused>(await Send(to)).Reply, StringComparison.Ordinal);

    [Theory]
    [InlineData("later@werk.test", "451")]
    [InlineData("busy@werk.test", "452")]
    public async Task a_4xx_is_tried_again(string to, string code) =>
        Assert.StartsWith(code, Assert.IsType<HandOver.Deferred>(await Send(to)).Reply, StringComparison.Ordinal);

    [Fact]
    public async Task silence_after_the_message_left_is_unknown_and_the_server_has_it()
    {
        Assert.IsType<HandOver.Unknown>(await Send("silent@werk.test"));
        Assert.Equal(SampleMail.Id, Received("silent@werk.test").MessageId);
    }

    [Fact]
    public async Task no_server_is_tried_again()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        Assert.IsType<HandOver.Deferred>(await Transport(port).Send(SampleMail.To("marta@werk.test"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task a_server_without_encryption_is_refused_when_encryption_is_asked_for() =>
        Assert.IsType<HandOver.Deferred>(await Transport(server.Port, SmtpTls.StartTls).Send(SampleMail.To("marta@werk.test"), TestContext.Current.CancellationToken));

    private static SmtpTransport Transport(int port, SmtpTls tls = SmtpTls.None) => new(
        Options.Create(new MailOptions { Transport = MailTransportKind.Smtp, Smtp = new() { Host = "127.0.0.1", Port = port, Tls = tls, TimeoutSeconds = 5 } }),
        TimeProvider.System);

    private Task<HandOver> Send(string to, params MailAttachment[] files) =>
        Transport(server.Port).Send(SampleMail.To(to, files), TestContext.Current.CancellationToken);

    private MimeMessage Received(string to) => Assert.Single(server.Received, mail => mail.To.Mailboxes.Single().Address == to);
}
