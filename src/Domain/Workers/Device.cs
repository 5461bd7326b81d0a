using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Flexportal.Domain.Workers;

/// <summary>What a browser says of itself, as a person would name it.</summary>
/// <param name="Browser">For example <c>Chrome</c>; empty where it is not known.</param>
/// <param name="System">For example <c>Android</c>; empty where it is not known.</param>
public sealed record DeviceName(string Browser, string System)
{
    // In this order: later names also stand in the agents of earlier ones.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];

    /// <summary>Reads a user agent.</summary>
    public static DeviceName Of(string? userAgent) => new(Find(Browsers, userAgent), Find(Systems, userAgent));

    private static string Find((string Sign, string Name)[] names, string? agent) =>
        agent is null ? "" : names.FirstOrDefault(name => agent.Contains(name.Sign, StringComparison.Ordinal)).Name ?? "";
}

/// <summary>The devices that a worker has signed in with, as marks: a browser that was updated keeps its mark.</summary>
internal static class Devices
{
    private const int Most = 12;

    /// <summary>64 bits of the user agent's SHA-256 without its digits, as hex.</summary>
    public static string Mark(string? userAgent) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat((userAgent ?? "").Where(c => !char.IsAsciiDigit(c))))), 0, 8);

    /// <summary>With one more, newest last; the oldest goes.</summary>
    public static ImmutableArray<string> With(ImmutableArray<string> known, string mark) =>
        known.IsDefaultOrEmpty ? [mark] : known.Contains(mark) ? known : [.. known.TakeLast(Most - 1), mark];
}
