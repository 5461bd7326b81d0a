using System.Security.Cryptography;
using Flexportal.Api.Common;
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
        Reference = reference;
        Extensions = new Dictionary<string, object?> { ["reference"] = reference };
    }

    public string Reference { get; }

    public Said Said { get; }
}

/// <summary>Faults as errors.</summary>
internal static class Faults
{
    /// <summary>What a caller is told of a fault: whether it passes, and a number.</summary>
    public static FaultError Told(Exception fault)
    {
        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        return Outage.Is(fault)
            ? new FaultError(FaultCodes.Unavailable, new Said(
                $"This cannot be answered now. If it was a change, send it again with the same idempotency key. Reference {reference}.",
                $"Dit kan nu niet worden beantwoord. Was het een wijziging, stuur die dan opnieuw met dezelfde idempotency key. Kenmerk {reference}."), reference)
            : new FaultError(FaultCodes.Internal, new Said($"Something went wrong on our side. Reference {reference}.", $"Er ging bij ons iets mis. Kenmerk {reference}."), reference);
    }
}
