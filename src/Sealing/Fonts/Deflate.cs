using System.IO.Compression;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Fonts;

/// <summary>Flate streams of new objects (ISO 32000-2 7.4.4: with the zlib header).</summary>
internal static class Deflate
{
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
