using System.Net.Sockets;
using Flexportal.Storage.Writes;

namespace Flexportal.Api;

/// <summary>Tells what passes, because something that we need does not answer now, from errors in our code.</summary>
public static class Outage
{
    /// <summary>Whether a fault, or what caused it, is an outage: the database or a silo away, or too slow.</summary>
    /// <param name="fault">What was caught.</param>
    public static bool Is(Exception fault) =>
        fault is StorageException or TimeoutException or OperationCanceledException or SocketException or Orleans.Runtime.OrleansException
        || fault.InnerException is { } inner && Is(inner);
}
