using System.Net.Http.Headers;

namespace Flexportal.Sealing.Time;

/// <summary>A timestamp authority over HTTP (RFC 3161 3.4).</summary>
/// <param name="client">Its timeout and proxies are the host's choice; <see cref="HttpClient.MaxResponseContentBufferSize"/> is not relied on.</param>
/// <param name="address">Where requests are posted.</param>
/// <param name="credentials">User and password in the form <c>user:password</c> for authorities that want them, or null.</param>
public sealed class HttpTimestampAuthority(HttpClient client, Uri address, string? credentials = null) : ITimestampAuthority
{
    private const int LargestAnswer = 64 * 1024;

    /// <inheritdoc />
    public string Name => address.Host;

    /// <inheritdoc />
    public async Task<byte[]> Send(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(request) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/timestamp-reply"));
        if (credentials is not null)
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(credentials)));
        using var answer = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        return await BoundedContent.Read(answer.Content, LargestAnswer, cancellation);
    }
}

/// <summary>Reads an answer up to a limit: a peer cannot fill our memory.</summary>
internal static class BoundedContent
{
    /// <exception cref="HttpRequestException">The answer is larger.</exception>
    public static async Task<byte[]> Read(HttpContent content, int limit, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (await stream.ReadAsync(chunk, cancellation) is var read and > 0)
        {
            if (buffer.Length + read > limit) throw new HttpRequestException($"The answer is larger than {limit} bytes.");
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
