using System.Buffers;

namespace Flexportal.Sealing.Cos;

/// <summary>Character classes (ISO 32000-2 7.2.3).</summary>
internal static class CosChars
{
    private const byte White = 1;
    private const byte Delimiter = 2;
    private static readonly byte[] Classes = Make();

    /// <summary>Bytes that end a line.</summary>
    public static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    public static bool IsWhite(byte value) => Classes[value] == White;

    public static bool IsRegular(byte value) => Classes[value] == 0;

    public static bool IsDigit(byte value) => (uint)(value - '0') <= 9;

    public static int HexValue(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };

    private static byte[] Make()
    {
        var classes = new byte[256];
        foreach (var value in "\0\t\n\f\r "u8)
        {
            classes[value] = White;
        }

        foreach (var value in "()<>[]{}/%"u8)
        {
            classes[value] = Delimiter;
        }

        return classes;
    }
}
