using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>The two gaps of a signature dictionary in a written update (ISO 32000-2 12.8.1). Offsets count within the update.</summary>
/// <param name="ByteRange">Where the three open numbers of <c>/ByteRange</c> begin.</param>
/// <param name="Open">Offset of <c>&lt;</c>.</param>
/// <param name="Close">Offset just behind <c>&gt;</c>.</param>
internal readonly record struct SignatureHole(int ByteRange, int Open, int Close)
{
    /// <summary>Three numbers of at most ten digits with two spaces between them.</summary>
    private const int RangeRoom = 3 * 10 + 2;

    /// <summary>Bytes of signature that fit.</summary>
    public int Capacity => (Close - Open - 2) / 2;

    /// <summary>Writes a signature dictionary with its gaps behind its own entries.</summary>
    public static SignatureHole Write(ByteSink sink, CosDictionary dictionary, int reserve)
    {
        sink.Add("<<"u8);
        foreach (var (key, value) in dictionary.Entries)
        {
            CosWriter.WriteName(sink, key);
            sink.Add((byte)' ');
            CosWriter.Write(sink, value);
        }

        sink.Add("/ByteRange[0 "u8);
        var range = sink.Length;
        sink.Take(RangeRoom).Fill((byte)'*');
        sink.Add("]/Contents"u8);
        var open = sink.Length;
        sink.Add((byte)'<');
        sink.Take(reserve * 2).Fill((byte)'0');
        sink.Add((byte)'>');
        var close = sink.Length;
        sink.Add(">>"u8);
        return new SignatureHole(range, open, close);
    }

    /// <summary>Fills in the byte range once the length of everything is known.</summary>
    /// <param name="sink">The update.</param>
    /// <param name="before">Bytes in front of the update.</param>
    public void FillRange(ByteSink sink, long before)
    {
        var numbers = new ByteSink(RangeRoom);
        numbers.Add(before + Open);
        numbers.Add((byte)' ');
        numbers.Add(before + Close);
        numbers.Add((byte)' ');
        numbers.Add(sink.Length - (long)Close);
        var target = sink[ByteRange..(ByteRange + RangeRoom)];
        target.Fill((byte)' ');
        numbers.Written.Span.CopyTo(target);
    }

    /// <summary>Writes the signature; what is left of the room stays zeros.</summary>
    public void FillContents(ByteSink sink, ReadOnlySpan<byte> signature) => Hex.Write(signature, sink[(Open + 1)..(Open + 1 + signature.Length * 2)]);
}
