using System.Net;
using System.Net.Sockets;
using Flexportal.Grains.Mails;
using Flexportal.Silo.Mails.Transports;
using Flexportal.Silo.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Flexportal.Tests.Cluster.Mails;

public sealed class PostmarkTransportTests : IAsyncLifetime
{
    private FakePostmark _postmark = null!;

    public async ValueTask InitializeAsync() => _postmark = await FakePostmark.Start();

    public ValueTask DisposeAsync() => _postmark.DisposeAsync();

    [Fact]
    public async Task an_accepted_mail_carries_all_that_the_documented_call_takes()
    {
        var answer = await Send(_postmark.Options(), SampleMail.To("marta@werk.test", new MailAttachment("a.pdf", "application/pdf", new byte[] { 1, 2, 3 })));

        var accepted = Assert.IsType<HandOver.Accepted>(answer);
        Assert.True(Guid.TryParse(accepted.ProviderId, out _));
        Assert.Equal(FakePostmark.Token, Assert.Single(_postmark.Tokens));
        var mail = Assert.Single(_postmark.Taken);
        Assert.Equal("\"Tal Demo Uitzendbureau\" <portaal@flexportal.test>", mail.GetProperty("From").GetString());
        Assert.Equal("marta@werk.test", mail.GetProperty("To").GetString());
        Assert.Equal("hulp@taldemo.test", mail.GetProperty("ReplyTo").GetString());
        Assert.Equal("codes-stream", mail.GetProperty("MessageStream").GetString());
        Assert.Contains("4821", mail.GetProperty("TextBody").GetString()!, StringComparison.Ordinal);
        Assert.Contains("4821", mail.GetProperty("HtmlBody").GetString()!, StringComparison.Ordinal);
        Assert.False(mail.GetProperty("TrackOpens").GetBoolean());
        Assert.Equal("None", mail.GetProperty("TrackLinks").GetString());
        var headers = mail.GetProperty("Headers").EnumerateArray().ToDictionary(h => h.GetProperty("Name").GetString()!, h => h.GetProperty("Value").GetString());
        Assert.Equal($"<{SampleMail.Id}>", headers["Message-ID"]);
        Assert.Equal("true", headers["X-PM-KeepID"]);
        var file = Assert.Single(mail.GetProperty("Attachments").EnumerateArray());
        Assert.Equal("a.pdf", file.GetProperty("Name").GetString());
        Assert.Equal("application/pdf", file.GetProperty("ContentType").GetString());
        Assert.Equal([1, 2, 3], file.GetProperty("Content").GetBytesFromBase64());
        Assert.Equal("0123456789abcdef0123456789abcdef.taldemo", mail.GetProperty("Metadata").GetProperty(PostmarkEvents.MessageKey).GetString());
    }

    [Theory]
    [InlineData(422, """{"ErrorCode":406,"Message":"Inactive recipient"}""")]
    [InlineData(422, """{"ErrorCode":300,"Message":"Invalid email request"}""")]
    [InlineData(200, """{"ErrorCode":406,"Message":"Inactive recipient"}""")]
    [InlineData(413, "")]
    public async Task what_will_never_go_is_refused_for_good(int status, string body)
    {
        _postmark.Script.Enqueue((status, body));

        Assert.StartsWith(status.ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.IsType<HandOver.Refused>(await Send(_postmark.Options())).Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"ErrorCode":10,"Message":"Bad or missing Server API token."}""")]
    [InlineData(422, """{"ErrorCode":405,"Message":"Not allowed to send"}""")]
    [InlineData(422, """{"ErrorCode":400,"Message":"Sender signature not found"}""")]
    [InlineData(429, """{"ErrorCode":429,"Message":"Rate limit"}""")]
    [InlineData(500, "<html>oops</html>")]
    [InlineData(503, "")]
    public async Task what_can_go_later_is_tried_again_by_the_grain_and_not_here(int status, string body)
    {
        _postmark.Script.Enqueue((status, body));

        Assert.IsType<HandOver.Deferred>(await Send(_postmark.Options()));
        Assert.Single(_postmark.Tokens);
    }

    [Fact]
    public async Task no_answer_after_acceptance_is_unknown_and_sent_once()
    {
        _postmark.Silent = true;

        Assert.IsType<HandOver.Unknown>(await Send(_postmark.Options(timeoutSeconds: 1)));
        Assert.Single(_postmark.Taken);
    }

    [Fact]
    public async Task no_connection_is_tried_again()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        var options = new MailOptions { Transport = MailTransportKind.Postmark, Postmark = new() { Address = $"http://127.0.0.1:{port}/", TimeoutSeconds = 5 } };

        Assert.IsType<HandOver.Deferred>(await Send(options));
    }

    [Fact]
    public async Task the_stream_of_documents_is_another_one()
    {
        await Send(_postmark.Options(), SampleMail.To("marta@werk.test") with { Stream = "documents" });

        Assert.Equal("documents-stream", Assert.Single(_postmark.Taken).GetProperty("MessageStream").GetString());
    }

    internal static async Task<HandOver> Send(MailOptions options, OutgoingMail? mail = null)
    {
        // The same registration as the host's, so that its retry rules are under test as well.
        await using var services = new ServiceCollection()
            .AddSingleton(Options.Create(options))
            .AddSingleton(TimeProvider.System)
            .Also(collection => collection.AddPostmark())
            .BuildServiceProvider();
        return await services.GetRequiredService<IMailTransport>().Send(mail ?? SampleMail.To("marta@werk.test"), TestContext.Current.CancellationToken);
    }
}

internal static class Fluent
{
    public static T Also<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }
}
