using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Flexportal.Sealing.Proof;

/// <summary>Operators of a content stream (ISO 32000-2 annex A), as few bytes as possible.</summary>
/// <param name="capacity">Bytes expected.</param>
internal sealed class ContentWriter(int capacity = 1024)
{
    private readonly ArrayBufferWriter<byte> buffer = new(capacity);

    public ReadOnlySpan<byte> Bytes => buffer.WrittenSpan;

    public bool IsEmpty => buffer.WrittenCount == 0;

    /// <summary>ASCII as it is.</summary>
    public ContentWriter Raw(string text)
    {
        buffer.Advance(Encoding.ASCII.GetBytes(text, buffer.GetSpan(text.Length)));
        return this;
    }

    /// <summary>A number with at most two decimals and a space after it.</summary>
    public ContentWriter Number(double value) => Number(value, 2);

    /// <summary>The same with four decimals, for scales.</summary>
    public ContentWriter Number4(double value) => Number(value, 4);

    /// <summary>By whole numbers: a proof has a thousand of these, and the platform's custom formats would take a fifth of a seal's time.</summary>
    private ContentWriter Number(double value, int decimals)
    {
        var scale = decimals == 2 ? 100 : 10_000;
        var scaled = (long)Math.Round(value * scale);
        var span = buffer.GetSpan(32);
        var at = 0;
        if (scaled < 0)
        {
            span[at++] = (byte)'-';
            scaled = -scaled;
        }

        var (whole, rest) = Math.DivRem(scaled, scale);
        Utf8Formatter.TryFormat(whole, span[at..], out var written);
        at += written;
        if (rest > 0)
        {
            span[at++] = (byte)'.';
            for (var unit = scale / 10; rest > 0; unit /= 10)
            {
                span[at++] = (byte)('0' + (rest / unit));
                rest %= unit;
            }
        }

        span[at++] = (byte)' ';
        buffer.Advance(at);
        return this;
    }

    public ContentWriter Integer(int value)
    {
        Utf8Formatter.TryFormat(value, buffer.GetSpan(12), out var written);
        buffer.Advance(written);
        return this;
    }

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
