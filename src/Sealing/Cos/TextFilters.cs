namespace Flexportal.Sealing.Cos;

/// <summary>The small filters (ISO 32000-2 7.4.2 to 7.4.5); met on structural streams of hand-made files only.</summary>
internal static class TextFilters
{
    private const int LzwClear = 256;
    private const int LzwEnd = 257;
    private const int LzwCodes = 4096;

    public static byte[] Hex(ReadOnlySpan<byte> data)
    {
        var output = new byte[(data.Length + 1) / 2];
        var digits = 0;
        foreach (var value in data)
        {
            if (value == '>')
            {
                break;
            }

            if (CosChars.HexValue(value) is >= 0 and var digit)
            {
                output[digits / 2] |= (byte)(digits % 2 == 0 ? digit << 4 : digit);
                digits++;
            }
        }

        return output[..((digits + 1) / 2)];
    }

    public static byte[] Ascii85(ReadOnlySpan<byte> data)
    {
        var output = new List<byte>(data.Length);
        Span<byte> group = stackalloc byte[4];
        uint word = 0;
        var digits = 0;
        foreach (var value in data)
        {
            if (value == 'z' && digits == 0)
            {
                output.AddRange([0, 0, 0, 0]);
            }
            else if (value is >= (byte)'!' and <= (byte)'u')
            {
                word = unchecked(word * 85 + (uint)(value - '!'));
                if (++digits == 5)
                {
                    Emit(output, group, word, 4);
                    word = 0;
                    digits = 0;
                }
            }
            else if (value == '~')
            {
                break;
            }
        }

        if (digits > 1)
        {
            for (var missing = digits; missing < 5; missing++)
            {
                word = unchecked(word * 85 + 84);
            }

            Emit(output, group, word, digits - 1);
        }

        return [.. output];
    }

    public static byte[] RunLength(ReadOnlySpan<byte> data, WorkBudget budget)
    {
        var output = new List<byte>();
        var allowance = budget.InflateAllowance;
        for (var index = 0; index < data.Length && data[index] != 128;)
        {
            int length = data[index++];
            if (length < 128)
            {
                var count = Math.Min(length + 1, data.Length - index);
                output.AddRange(data.Slice(index, count));
                index += count;
            }
            else if (index < data.Length)
            {
                output.AddRange(Enumerable.Repeat(data[index++], 257 - length));
            }

            CheckSize(output.Count, allowance);
        }

        budget.Inflated(output.Count);
        return [.. output];
    }

    public static Memory<byte> Lzw(ReadOnlySpan<byte> data, bool early, WorkBudget budget)
    {
        var prefixes = new short[LzwCodes];
        var suffixes = new byte[LzwCodes];
        var stack = new byte[LzwCodes + 1];
        var output = new List<byte>(data.Length * 2);
        var allowance = budget.InflateAllowance;
        var (next, width, previous, bits, held) = (258, 9, -1, 0, 0);
        byte first = 0;
        foreach (var value in data)
        {
            held = (held << 8) | value;
            bits += 8;
            if (bits < width)
            {
                continue;
            }

            bits -= width;
            var code = (held >> bits) & ((1 << width) - 1);
            held &= (1 << bits) - 1;
            if (code == LzwEnd)
            {
                break;
            }

            if (code == LzwClear)
            {
                (next, width, previous) = (258, 9, -1);
                continue;
            }

            if (code > next || (code == next && previous < 0))
            {
                break;
            }

            var depth = 0;
            var walk = code;
            if (code == next)
            {
                stack[depth++] = first;
                walk = previous;
            }

            for (; walk > LzwEnd; walk = prefixes[walk])
            {
                stack[depth++] = suffixes[walk];
            }

            first = (byte)walk;
            output.Add(first);
            while (depth > 0)
            {
                output.Add(stack[--depth]);
            }

            if (previous >= 0 && next < LzwCodes)
            {
                prefixes[next] = (short)previous;
                suffixes[next++] = first;
            }

            previous = code;
            var reached = next + (early ? 1 : 0);
            width = reached >= 2048 ? 12 : reached >= 1024 ? 11 : reached >= 512 ? 10 : 9;
            CheckSize(output.Count, allowance);
        }

        budget.Inflated(output.Count);
        return output.ToArray();
    }

    private static void Emit(List<byte> output, Span<byte> group, uint word, int count)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(group, word);
        output.AddRange(group[..count]);
    }

    private static void CheckSize(int size, int allowance)
    {
        if (size > allowance)
        {
            throw new SealRefusedException(SealRefusalReason.TooComplex, null, "a stream inflates beyond the limit");
        }
    }
}
