namespace Flexportal.Sealing.Update;

/// <summary>Lower-case hexadecimal as bytes.</summary>
internal static class Hex
{
    /// <summary>Writes two digits per byte; the target has exactly that room.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        var digits = "0123456789abcdef"u8;
        for (var index = 0; index < bytes.Length; index++)
        {
            target[index * 2] = digits[bytes[index] >> 4];
            target[index * 2 + 1] = digits[bytes[index] & 15];
        }
    }
}
