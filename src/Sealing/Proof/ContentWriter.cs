using System.Buffers;
using System.Globalization;
using System.Text;

namespace Flexportal.Sealing.Proof;

/// <summary>Operators of a content stream (ISO 32000-2 annex A), as few bytes as possible.</summary>
internal sealed class ContentWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    public ReadOnlySpan<byte> Bytes => buffer.WrittenSpan;

    public bool IsEmpty => buffer.WrittenCount == 0;

    /// <summary>ASCII as it is.</summary>
    public ContentWriter Raw(string text)
    {
        buffer.Advance(Encoding.ASCII.GetBytes(text, buffer.GetSpan(text.Length)));
        return this;
    }

    /// <summary>A number with at most two decimals and a space after it.</summary>
    public ContentWriter Number(double value) => Number(value, 2, "0.##");

    /// <summary>The same with four decimals, for scales.</summary>
    public ContentWriter Number4(double value) => Number(value, 4, "0.####");

    private ContentWriter Number(double value, int decimals, string format)
    {
        var span = buffer.GetSpan(24);
        Math.Round(value, decimals).TryFormat(span, out var written, format, CultureInfo.InvariantCulture);
        span[written] = (byte)' ';
        buffer.Advance(written + 1);
        return this;
    }

    public ContentWriter Integer(int value) => Raw(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Two-byte codes as a literal string (7.3.4.2) with its escapes.</summary>
    public void Codes(ReadOnlySpan<ushort> codes)
    {
        var span = buffer.GetSpan((codes.Length * 4) + 2);
        var at = 0;
        span[at++] = (byte)'(';
        foreach (var code in codes)
        {
            at = Escaped(span, at, (byte)(code >> 8));
            at = Escaped(span, at, (byte)code);
        }

        span[at++] = (byte)')';
        buffer.Advance(at);
    }

    public void Append(ContentWriter other) => buffer.Write(other.Bytes);

    private static int Escaped(Span<byte> span, int at, byte value)
    {
        if (value is (byte)'(' or (byte)')' or (byte)'\\' or (byte)'\r')
        {
            span[at++] = (byte)'\\';
            value = value == '\r' ? (byte)'r' : value;
        }

        span[at++] = value;
        return at;
    }
}
