using System.Text;

namespace Flexportal.Sealing.Cos;

/// <summary>Latin-1 text of names and numbers. Files repeat a few hundred short words endlessly, so these come from a small lossy table.</summary>
internal static class CosText
{
    private const int Slots = 2048;
    private const int LongestShared = 24;
    private static readonly string?[] Shared = new string?[Slots];

    public static string From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestShared)
        {
            return Encoding.Latin1.GetString(bytes);
        }

        var hash = 2166136261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16777619u;
        }

        ref var slot = ref Shared[(hash ^ (hash >> 15)) % Slots];
        var known = slot;
        if (known is not null && Matches(known, bytes))
        {
            return known;
        }

        return slot = Encoding.Latin1.GetString(bytes);
    }

    private static bool Matches(string text, ReadOnlySpan<byte> bytes)
    {
        if (text.Length != bytes.Length)
        {
            return false;
        }

        for (var index = 0; index < bytes.Length; index++)
        {
            if (text[index] != bytes[index])
            {
                return false;
            }
        }

        return true;
    }
}
