namespace Flexportal.Sealing.Cos;

/// <summary>Finds the bytes of a stream (ISO 32000-2 7.3.8.1). The length in the dictionary is believed only when <c>endstream</c> follows.</summary>
internal static class StreamBounds
{
    /// <param name="data">The file.</param>
    /// <param name="position">Just behind the dictionary.</param>
    /// <param name="length">What <c>/Length</c> says, if anything.</param>
    /// <returns>The stored bytes, or null when no stream follows.</returns>
    public static ReadOnlyMemory<byte>? Find(ReadOnlyMemory<byte> data, int position, long? length)
    {
        var span = data.Span;
        if (StartOf(span, position) is not { } start)
        {
            return null;
        }

        if (length is >= 0 && length <= span.Length - start && EndsAt(span, start + (int)length))
        {
            return data.Slice(start, (int)length);
        }

        var end = span[start..].IndexOf("endstream"u8);
        if (end < 0)
        {
            end = span[start..].IndexOf("endobj"u8);
        }

        return data.Slice(start, end < 0 ? span.Length - start : WithoutEndOfLine(span.Slice(start, end)));
    }

    /// <summary>First byte of the data, or null when the keyword does not stand here.</summary>
    public static int? StartOf(ReadOnlySpan<byte> span, int position)
    {
        var parser = new CosParser(span, position, 0);
        parser.SkipSpace();
        if (!span[parser.Position..].StartsWith("stream"u8))
        {
            return null;
        }

        var start = parser.Position + 6;
        var line = start;
        while (line < span.Length && span[line] == ' ')
        {
            line++;
        }

        // Spaces between keyword and end of line are a known slip of writers; without an end of line they are data.
        if (line < span.Length && span[line] is (byte)'\r' or (byte)'\n')
        {
            start = line;
        }

        if (start < span.Length && span[start] == '\r')
        {
            start++;
        }

        return start < span.Length && span[start] == '\n' ? start + 1 : start;
    }

    /// <summary>Whether <c>endstream</c> stands here, after white space at most.</summary>
    public static bool EndsAt(ReadOnlySpan<byte> span, int position)
    {
        while (position < span.Length && CosChars.IsWhite(span[position]))
        {
            position++;
        }

        return span[position..].StartsWith("endstream"u8);
    }

    private static int WithoutEndOfLine(ReadOnlySpan<byte> span)
    {
        var length = span.Length;
        if (length > 0 && span[length - 1] == '\n')
        {
            length--;
        }

        return length > 0 && span[length - 1] == '\r' ? length - 1 : length;
    }
}
