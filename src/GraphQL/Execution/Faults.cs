using Flexportal.Api.Common;
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
internal sealed class FaultError : ExecutionError, ISaid
{
    public FaultError(string code, Said said, string reference)
        : base(said.English)
    {
        Said = said;
        Code = code;
        Extensions = new Dictionary<string, object?> { ["reference"] = reference };
    }

    public Said Said { get; }
}

/// <summary>Tells outages, which pass, from errors in our code.</summary>
internal static class Faults
{
    public static bool IsOutage(Exception fault) =>
        fault is StorageException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException or Orleans.Runtime.OrleansException
        || fault.InnerException is { } inner && IsOutage(inner);
}
