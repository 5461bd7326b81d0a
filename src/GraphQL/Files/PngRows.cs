using System.Buffers.Binary;
using System.IO.Compression;

namespace Flexportal.Api.Files;

/// <summary>The rows of a PNG: inflated, unfiltered (PNG 9) and turned to RGBA.</summary>
internal sealed class PngRows
{
    private readonly int _width;
    private readonly int _height;
    private readonly int _depth;
    private readonly int _colour;

    private PngRows(int width, int height, int depth, int colour) => (_width, _height, _depth, _colour) = (width, height, depth, colour);

    public byte[] Palette { get; set; } = [];

    public byte[] Transparency { get; set; } = [];

    private int Channels => _colour switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    /// <summary>Reads the header; null for what is too large, interlaced or unknown.</summary>
    public static PngRows? Of(ReadOnlySpan<byte> header, int maxSide, int maxPixels)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var (depth, colour) = (header[8], header[9]);
        var known = (colour, depth) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        var plain = header[10] == 0 && header[11] == 0 && header[12] == 0;
        return known && plain && width >= 1 && height >= 1 && width <= maxSide && height <= maxSide && width * height <= maxPixels
            ? new PngRows(width, height, depth, colour) : null;
    }

    public Pixels Decode(Stream data)
    {
        var stride = (_width * Channels * _depth + 7) / 8;
        var step = Math.Max(1, Channels * _depth / 8);
        var (line, before) = (new byte[stride], new byte[stride]);
        var rgba = new byte[_width * _height * 4];
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        for (var y = 0; y < _height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(line);
            Unfilter(filter, line, before, step);
            for (var x = 0; x < _width; x++)
                Pixel(line, x, rgba.AsSpan((y * _width + x) * 4, 4));
            (line, before) = (before, line);
        }

        return new Pixels(_width, _height, rgba);
    }

    private static void Unfilter(int filter, byte[] line, byte[] before, int step)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var (left, up, corner) = (i >= step ? line[i - step] : 0, before[i], i >= step ? before[i - step] : 0);
            line[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, corner),
                _ => throw new InvalidDataException("Unknown filter."),
            };
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    private void Pixel(byte[] line, int x, Span<byte> target)
    {
        target[3] = 255;
        switch (_colour)
        {
            case 0:
                target[..3].Fill(Scaled(Sample(line, x, 0)));
                if (Transparency.Length == 2 && Sample(line, x, 0) == BinaryPrimitives.ReadUInt16BigEndian(Transparency))
                    target[3] = 0;
                break;
            case 3:
                var index = Sample(line, x, 0);
                Palette.AsSpan(index * 3, 3).CopyTo(target);
                if (index < Transparency.Length)
                    target[3] = Transparency[index];
                break;
            case 4:
                target[..3].Fill(Scaled(Sample(line, x, 0)));
                target[3] = Scaled(Sample(line, x, 1));
                break;
            default:
                for (var channel = 0; channel < Channels; channel++)
                    target[channel] = Scaled(Sample(line, x, channel));
                if (_colour == 2 && IsTransparent(line, x))
                    target[3] = 0;
                break;
        }
    }

    private bool IsTransparent(byte[] line, int x) =>
        Transparency.Length == 6 && Enumerable.Range(0, 3).All(channel => Sample(line, x, channel) == BinaryPrimitives.ReadUInt16BigEndian(Transparency.AsSpan(channel * 2)));

    private int Sample(byte[] line, int x, int channel)
    {
        var index = x * Channels + channel;
        return _depth switch
        {
            8 => line[index],
            16 => BinaryPrimitives.ReadUInt16BigEndian(line.AsSpan(index * 2)),
            _ => line[index * _depth / 8] >> 8 - _depth - index * _depth % 8 & (1 << _depth) - 1,
        };
    }

    private byte Scaled(int sample) => (byte)(_depth switch
    {
        16 => sample >> 8,
        8 => sample,
        _ => sample * 255 / ((1 << _depth) - 1),
    });
}
