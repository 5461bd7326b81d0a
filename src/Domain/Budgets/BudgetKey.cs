using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Common;

namespace Flexportal.Domain.Budgets;

/// <summary>What is rationed.</summary>
public enum BudgetUse
{
    /// <summary>A look at a password, given back when it was the right one; by network address.</summary>
    Password,

    /// <summary>Asking for a reset mail; by network address.</summary>
    ForgottenPassword,

    /// <summary>A question to the agency; by network address.</summary>
    Help,

    /// <summary>A question to the agency; by worker.</summary>
    OwnHelp,

    /// <summary>The public check of a file or number; by network address.</summary>
    Check,

    /// <summary>A copy of a document by mail; by worker.</summary>
    CopyByMail,
}

/// <summary>Whose budget, for what. The one it is for stands in it as a hash, so that no key names a person or an address.</summary>
/// <param name="Use">For what.</param>
/// <param name="Who">SHA-256 (hex) of whose.</param>
public readonly record struct BudgetKey(BudgetUse Use, string Who)
{
    /// <summary>The budget of a network address: of one IPv4 address, or of the /64 of an IPv6 address, which is what one connection gets (RFC 6177).</summary>
    /// <param name="use">For what.</param>
    /// <param name="ip">The address as text; what cannot be read has one budget together.</param>
    public static BudgetKey OfAddress(BudgetUse use, string? ip) => new(use, Hash("ip|" + Network(ip)));

    /// <summary>The budget of a worker.</summary>
    public static BudgetKey OfWorker(BudgetUse use, WorkerId worker) => new(use, Hash("worker|" + worker));

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static BudgetKey Parse(string text) =>
        text.Split('-') is [var use, { Length: 64 } who] && Enum.TryParse<BudgetUse>(use, out var known) ? new BudgetKey(known, who) : throw new FormatException("Not the key of a budget.");

    /// <inheritdoc/>
    public override string ToString() => $"{Use}-{Who}";

    private static string Network(string? ip)
    {
        if (!IPAddress.TryParse(ip, out var address))
        {
            return "";
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(plain.GetAddressBytes(), 0, 8) : plain.ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
