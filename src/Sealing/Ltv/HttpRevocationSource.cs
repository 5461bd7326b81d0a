using System.Net.Http.Headers;
using Flexportal.Sealing.Time;

namespace Flexportal.Sealing.Ltv;

/// <summary>OCSP (RFC 6960 appendix A) and revocation lists over HTTP.</summary>
/// <param name="client">Its timeout and proxies are the host's choice.</param>
public sealed class HttpRevocationSource(HttpClient client) : IRevocationSource
{
    private const int LargestAnswer = 64 * 1024;
    private const int LargestList = 10 * 1024 * 1024;

    /// <inheritdoc />
    public async Task<byte[]> Ocsp(Uri responder, ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, responder) { Content = new ReadOnlyMemoryContent(request) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
        return await Send(message, LargestAnswer, cancellation);
    }

    /// <inheritdoc />
    public async Task<byte[]> Crl(Uri distributionPoint, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, distributionPoint);
        return await Send(message, LargestList, cancellation);
    }

    private async Task<byte[]> Send(HttpRequestMessage message, int limit, CancellationToken cancellation)
    {
        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        return await BoundedContent.Read(answer.Content, limit, cancellation);
    }
}
