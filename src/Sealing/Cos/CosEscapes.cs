namespace Flexportal.Sealing.Cos;

/// <summary>The bytes that escaped names and strings stand for.</summary>
internal static class CosEscapes
{
    /// <summary>A name without its #xx (ISO 32000-2 7.3.5); a # that two hex digits do not follow stands for itself.</summary>
    public static string Name(ReadOnlySpan<byte> raw)
    {
        var bytes = new byte[raw.Length];
        var length = 0;
        for (var index = 0; index < raw.Length; index++)
        {
            if (raw[index] == '#' && index + 2 < raw.Length && CosChars.HexValue(raw[index + 1]) is >= 0 and var high && CosChars.HexValue(raw[index + 2]) is >= 0 and var low)
            {
                bytes[length++] = (byte)(high << 4 | low);
                index += 2;
            }
            else
            {
                bytes[length++] = raw[index];
            }
        }

        return CosText.From(bytes.AsSpan(0, length));
    }

    /// <summary>What stands between the angle brackets of a hexadecimal string (ISO 32000-2 7.3.4.3): other characters are skipped, an odd digit is followed by 0.</summary>
    public static ReadOnlyMemory<byte> Hex(ReadOnlySpan<byte> raw)
    {
        var bytes = new byte[(raw.Length + 1) / 2];
        var digits = 0;
        foreach (var value in raw)
        {
            if (CosChars.HexValue(value) is >= 0 and var digit)
            {
                bytes[digits / 2] |= (byte)(digits % 2 == 0 ? digit << 4 : digit);
                digits++;
            }
        }

        return bytes.AsMemory(0, (digits + 1) / 2);
    }

    /// <summary>What stands between the parentheses of a literal string (ISO 32000-2 7.3.4.2).</summary>
    public static ReadOnlyMemory<byte> Literal(ReadOnlySpan<byte> raw)
    {
        var bytes = new byte[raw.Length];
        var length = 0;
        for (var index = 0; index < raw.Length; index++)
        {
            var value = raw[index];
            if (value == '\r')
            {
                // An end of line inside a string reads as one line feed (7.3.4.2).
                bytes[length++] = (byte)'\n';
                index += index + 1 < raw.Length && raw[index + 1] == '\n' ? 1 : 0;
            }
            else if (value != '\\')
            {
                bytes[length++] = value;
            }
            else if (++index < raw.Length)
            {
                length = One(raw, ref index, bytes, length);
            }
        }

        return bytes.AsMemory(0, length);
    }

    private static int One(ReadOnlySpan<byte> raw, ref int index, byte[] bytes, int length)
    {
        var value = raw[index];
        switch (value)
        {
            case (byte)'\n':
                return length;
            case (byte)'\r':
                index += index + 1 < raw.Length && raw[index + 1] == '\n' ? 1 : 0;
                return length;
            case >= (byte)'0' and <= (byte)'7':
                var code = 0;
                var last = Math.Min(index + 3, raw.Length);
                for (; index < last && raw[index] is >= (byte)'0' and <= (byte)'7'; index++)
                {
                    code = (code << 3) + raw[index] - '0';
                }

                index--;
                bytes[length] = (byte)code;
                return length + 1;
            default:
                bytes[length] = value switch
                {
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    _ => value,
                };
                return length + 1;
        }
    }
}
