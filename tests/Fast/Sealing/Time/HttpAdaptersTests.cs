using System.Net;
using System.Text;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Time;

public sealed class HttpAdaptersTests : IDisposable
{
    private readonly List<(string Method, string Address, string? Type, string? Authorization, byte[] Body)> seen = [];
    private readonly HttpClient client;
    private HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) };

    public HttpAdaptersTests() => client = new HttpClient(new Recorder(this));

    public void Dispose()
    {
        client.Dispose();
        answer.Dispose();
    }

    [Fact]
    public async Task A_timestamp_request_is_posted_as_the_standard_says()
    {
        var authority = new HttpTimestampAuthority(client, new Uri("https://tsa.test/stamp"));
        Assert.Equal("tsa.test", authority.Name);
        Assert.Equal([1, 2, 3], await authority.Send(new byte[] { 9 }, TestContext.Current.CancellationToken));
        var request = Assert.Single(seen);
        Assert.Equal(("POST", "https://tsa.test/stamp", "application/timestamp-query"), (request.Method, request.Address, request.Type));
        Assert.Null(request.Authorization);
        Assert.Equal([9], request.Body);
    }

    [Fact]
    public async Task Credentials_in_an_address_go_into_a_header_only()
    {
        var trust = TrustedTime.Over([new Uri("https://user:p%40ss@tsa.test/")], TestPki.World.Anchors, client, TimeProvider.System)!;
        var failure = await Assert.ThrowsAsync<TimestampUnavailableException>(() => trust.Timestamps.Stamp(new byte[32], TestContext.Current.CancellationToken));
        var request = Assert.Single(seen);
        Assert.Equal("https://tsa.test/", request.Address);
        Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:p@ss")), request.Authorization);
        Assert.DoesNotContain("p@ss", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_and_endless_answers_are_failures_of_the_authority()
    {
        var authority = new HttpTimestampAuthority(client, new Uri("https://tsa.test/"));
        answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        await Assert.ThrowsAsync<HttpRequestException>(() => authority.Send(new byte[] { 9 }, TestContext.Current.CancellationToken));
        answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) };
        await Assert.ThrowsAsync<HttpRequestException>(() => authority.Send(new byte[] { 9 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Revocation_is_asked_by_post_and_lists_by_get()
    {
        var source = new HttpRevocationSource(client);
        await source.Ocsp(new Uri("http://ocsp.test/"), new byte[] { 7 }, TestContext.Current.CancellationToken);
        answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([4]) };
        await source.Crl(new Uri("http://crl.test/a.crl"), TestContext.Current.CancellationToken);
        Assert.Equal(("POST", "application/ocsp-request"), (seen[0].Method, seen[0].Type));
        Assert.Equal(("GET", "http://crl.test/a.crl"), (seen[1].Method, seen[1].Address));
        answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) };
        await Assert.ThrowsAsync<HttpRequestException>(() => source.Crl(new Uri("http://crl.test/a.crl"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Without_authorities_there_is_no_trusted_time_and_without_roots_a_clear_error()
    {
        Assert.Null(TrustedTime.Over([], TestPki.World.Anchors, client, TimeProvider.System));
        Assert.Throws<ArgumentException>(() => TrustedTime.Over([new Uri("https://tsa.test/")], new TrustAnchors([], []), client, TimeProvider.System));
    }

    private sealed class Recorder(HttpAdaptersTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            test.seen.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, request.Content?.Headers.ContentType?.MediaType, request.Headers.Authorization?.ToString(), body));
            return test.answer;
        }
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
