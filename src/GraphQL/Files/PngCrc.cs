namespace Flexportal.Api.Files;

/// <summary>The checksum of PNG's chunks (PNG, annex D).</summary>
internal static class PngCrc
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Of(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body) => ~Append(Append(uint.MaxValue, type), body);

    private static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            crc = Table[(crc ^ one) & 255] ^ crc >> 8;
        return crc;
    }

    private static uint Entry(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 1 ? 0xEDB88320 ^ value >> 1 : value >> 1;
        return value;
    }
}
