using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>A line to the database that can be cut: a socket in a folder of its own that passes everything on.</summary>
internal sealed class CutLine : IAsyncDisposable
{
    private const string Name = ".s.PGSQL.5432";
    private readonly string folder = Directory.CreateTempSubdirectory("fp-faults-line-").FullName;
    private readonly string server;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly Task accepting;
    private volatile bool cut;

    public CutLine(string superuser)
    {
        var address = new Npgsql.NpgsqlConnectionStringBuilder(superuser);
        server = Path.Combine(address.Host!, Name);
        Address = new Npgsql.NpgsqlConnectionStringBuilder(superuser) { Host = folder }.ConnectionString;
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, Name)));
        listener.Listen();
        accepting = Task.Run(Accept);
    }

    /// <summary>The connection string that goes through the line.</summary>
    public string Address { get; }

    /// <summary>Ends what is open; what comes is hung up on.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var socket in open.Keys)
        {
            socket.Dispose();
        }
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Dispose();
        await accepting;
        Directory.Delete(folder, recursive: true);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var caller = await listener.AcceptAsync();
                _ = Task.Run(() => Join(caller));
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private async Task Join(Socket caller)
    {
        using var near = caller;
        using var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            if (cut)
            {
                return;
            }

            await far.ConnectAsync(new UnixDomainSocketEndPoint(server));
            (open[near], open[far]) = (true, true);
            await using var here = new NetworkStream(near);
            await using var there = new NetworkStream(far);
            await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
        }
        catch (Exception fault) when (fault is SocketException or IOException or ObjectDisposedException)
        {
            // One side hung up.
        }
        finally
        {
            open.TryRemove(near, out _);
            open.TryRemove(far, out _);
        }
    }
}
