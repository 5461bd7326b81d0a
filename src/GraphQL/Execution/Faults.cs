using Flexportal.Storage.Writes;
using GraphQL;

namespace Flexportal.Api.Execution;

/// <summary>Codes of faults that the caller cannot mend.</summary>
internal static class FaultCodes
{
    public const string Unavailable = "UNAVAILABLE";
    public const string Internal = "INTERNAL";
}

/// <summary>A fault of ours, with the number under which the log tells more.</summary>
internal sealed class FaultError : ExecutionError
{
    public FaultError(string code, string message, string reference)
        : base(message)
    {
        Code = code;
        Extensions = new Dictionary<string, object?> { ["reference"] = reference };
    }
}

/// <summary>Tells outages, which pass, from errors in our code.</summary>
internal static class Faults
{
    public static bool IsOutage(Exception fault) =>
        fault is StorageException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException or Orleans.Runtime.OrleansException
        || fault.InnerException is { } inner && IsOutage(inner);
}
