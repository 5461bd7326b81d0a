using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Flexportal.Bench.Api;

/// <summary>Asks for the portal's first page again and again over one connection, with blocking calls: all its work is on the calling thread.</summary>
internal sealed class PageClient : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _answer = new byte[256 << 10];

    public PageClient(string address, string host)
    {
        var uri = new Uri(address);
        _socket.Connect(new IPEndPoint(IPAddress.Loopback, uri.Port));
        _request = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n\r\n");
    }

    /// <summary>The page's HTML.</summary>
    public string Get()
    {
        _socket.Send(_request);
        var read = 0;
        while (true)
        {
            var more = _socket.Receive(_answer.AsSpan(read));
            if (more == 0)
                throw new InvalidOperationException("The host hung up.");
            read += more;
            if (Body(_answer.AsSpan(0, read)) is { } body)
                return body;
        }
    }

    public void Dispose() => _socket.Dispose();

    // Null until the answer is whole.
    private static string? Body(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf(EndOfHead);
        if (end < 0)
            return null;
        var head = Encoding.ASCII.GetString(answer[..end]);
        if (!head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException(head);
        var body = answer[(end + EndOfHead.Length)..];
        const string Length = "Content-Length: ";
        var at = head.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return body.EndsWith(LastChunk) ? Unchunked(body) : null;
        var size = int.Parse(head.AsSpan(at + Length.Length).ToString().Split('\r')[0], CultureInfo.InvariantCulture);
        return body.Length < size ? null : Encoding.UTF8.GetString(body[..size]);
    }

    private static string Unchunked(ReadOnlySpan<byte> body)
    {
        // Joined as bytes: a chunk may end inside a letter.
        using var bytes = new MemoryStream();
        while (true)
        {
            var line = body.IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.ASCII.GetString(body[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                return Encoding.UTF8.GetString(bytes.ToArray());
            bytes.Write(body.Slice(line + 2, size));
            body = body[(line + 2 + size + 2)..];
        }
    }
}
