using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Flexportal.Domain.Common;

namespace Flexportal.Api.Common;

/// <summary>What makes a repeated command the same command: its key, its principal and a hash over its data.</summary>
internal static class Idempotency
{
    /// <summary>The context of one command.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="key">The caller's key.</param>
    /// <param name="operation">The mutation's name: the same data for another mutation are other data.</param>
    /// <param name="input">The input as it was understood, the key included; property order is the type's own, so equal inputs hash alike however they were written.</param>
    public static CommandContext Context(Actor actor, Guid key, string operation, object input) => new(actor, key.ToString("D"), Hash(operation, input));

    /// <summary>A context for one of several objects that one mutation names: each needs a key of its own.</summary>
    public static CommandContext Context(Actor actor, Guid key, string operation, object input, string part)
    {
        var own = SHA256.HashData(Encoding.UTF8.GetBytes($"{key:D}/{part}"));
        return Context(actor, new Guid(own.AsSpan(0, 16)), operation, input);
    }

    private static string Hash(string operation, object input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(operation));
        hash.AppendData([0]);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(input, input.GetType()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
