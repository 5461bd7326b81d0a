using System.Buffers.Text;

namespace Flexportal.Sealing.Update;

/// <summary>A growing run of bytes whose memory is handed out without a copy.</summary>
internal sealed class ByteSink(int capacity)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public Span<byte> this[Range range] => _bytes.AsSpan(0, Length)[range];

    public void Add(byte value)
    {
        if (Length == _bytes.Length)
        {
            Grow(1);
        }

        _bytes[Length++] = value;
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Take(value.Length));
    }

    /// <summary>Adds text of which every char is one byte.</summary>
    public void AddLatin1(string text)
    {
        var target = Take(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            target[index] = (byte)text[index];
        }
    }

    public void Add(long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out var length);
        Add(digits[..length]);
    }

    /// <summary>Adds a number with leading zeros.</summary>
    public void Add(long value, int width)
    {
        var target = Take(width);
        for (var index = width - 1; index >= 0; index--)
        {
            target[index] = (byte)('0' + value % 10);
            value /= 10;
        }
    }

    /// <summary>Makes room for bytes that the caller fills.</summary>
    public Span<byte> Take(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Grow(length);
        }

        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }

    private void Grow(int needed) => Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max(_bytes.Length * 2L, (long)Length + needed)));
}
