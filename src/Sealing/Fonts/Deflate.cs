using System.IO.Compression;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Fonts;

/// <summary>Flate streams of new objects (ISO 32000-2 7.4.4: with the zlib header).</summary>
internal static class Deflate
{
    /// <summary>Half the time of the default level for less than a tenth more bytes: right for what is drawn anew for every document.</summary>
    private static readonly ZLibCompressionOptions Quick = new() { CompressionLevel = 3 };

    /// <summary>The drawing of a page, in two parts.</summary>
    public static CosStream Drawing(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var packed = new MemoryStream(((first.Length + second.Length) / 3) + 64);
        using (var zlib = new ZLibStream(packed, Quick, leaveOpen: true))
        {
            zlib.Write(first);
            zlib.Write(second);
        }

        return new CosStream(CosDictionary.Of(("Filter", new CosName("FlateDecode"))), packed.GetBuffer().AsMemory(0, (int)packed.Length));
    }

    public static byte[] Compress(ReadOnlySpan<byte> raw, CompressionLevel level)
    {
        var packed = new MemoryStream((raw.Length / 2) + 64);
        using (var zlib = new ZLibStream(packed, level, leaveOpen: true))
        {
            zlib.Write(raw);
        }

        return packed.ToArray();
    }

    public static CosStream Stream(ReadOnlySpan<byte> raw, CompressionLevel level) =>
        new(CosDictionary.Of(("Filter", new CosName("FlateDecode"))), Compress(raw, level));
}
