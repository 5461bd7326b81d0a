using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Flexportal.Api.Files;

/// <summary>Pixels of an image.</summary>
/// <param name="Width">Pixels, at least 1.</param>
/// <param name="Height">Pixels, at least 1.</param>
/// <param name="Rgba">Four bytes per pixel, rows from the top, alpha not multiplied in.</param>
internal sealed record Pixels(int Width, int Height, byte[] Rgba);

/// <summary>
/// Reads PNG (ISO/IEC 15948) to pixels and writes pixels as a new PNG: nothing else of an uploaded file survives, no text chunk, no profile, no trailing bytes.
/// All code is managed and bounds-checked, and the output's size is known before a byte is inflated.
/// </summary>
internal static class PngImage
{
    private const int MaxSide = 4_000;
    private const int MaxPixels = 8_000_000;
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The pixels; null when this is not a PNG that can be read (interlaced ones are not).</summary>
    public static Pixels? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return ReadChunks(file);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IndexOutOfRangeException or ArgumentOutOfRangeException or EndOfStreamException)
        {
            return null;
        }
    }

    /// <summary>Writes a PNG with 8 bits per channel and alpha.</summary>
    public static byte[] Write(Pixels pixels)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, pixels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Height);
        (header[8], header[9]) = (8, 6);
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Deflate(pixels));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Shrinks an image into a box by averaging areas; never enlarges.</summary>
    public static Pixels Fit(Pixels pixels, int maxWidth, int maxHeight)
    {
        var scale = Math.Min(1.0, Math.Min((double)maxWidth / pixels.Width, (double)maxHeight / pixels.Height));
        if (scale >= 1)
            return pixels;
        var (width, height) = (Math.Max(1, (int)(pixels.Width * scale)), Math.Max(1, (int)(pixels.Height * scale)));
        var small = new byte[width * height * 4];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                Average(pixels, Span(x, width, pixels.Width), Span(y, height, pixels.Height), small.AsSpan((y * width + x) * 4, 4));
        return new Pixels(width, height, small);
    }

    private static (int From, int To) Span(int index, int count, int size) =>
        ((int)((long)index * size / count), Math.Max((int)((long)index * size / count) + 1, (int)((long)(index + 1) * size / count)));

    private static void Average(Pixels pixels, (int From, int To) columns, (int From, int To) rows, Span<byte> target)
    {
        // Colours weigh by their alpha: a transparent pixel's colour is arbitrary.
        long red = 0, green = 0, blue = 0, alpha = 0, count = 0;
        for (var y = rows.From; y < rows.To; y++)
            for (var x = columns.From; x < columns.To; x++)
            {
                var pixel = pixels.Rgba.AsSpan((y * pixels.Width + x) * 4, 4);
                red += pixel[0] * pixel[3];
                green += pixel[1] * pixel[3];
                blue += pixel[2] * pixel[3];
                alpha += pixel[3];
                count++;
            }

        var weight = Math.Max(1, alpha);
        (target[0], target[1], target[2], target[3]) = ((byte)(red / weight), (byte)(green / weight), (byte)(blue / weight), (byte)(alpha / count));
    }

    private static Pixels? ReadChunks(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
            return null;
        PngRows? rows = null;
        using var data = new MemoryStream();
        for (var at = Signature.Length; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var body = file.Slice(at + 8, length);
            if (PngCrc.Of(file.Slice(at + 4, 4), body) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]))
                return null;
            at += 12 + length;
            switch (type)
            {
                case "IHDR" when rows is null && length == 13:
                    rows = PngRows.Of(body, MaxSide, MaxPixels);
                    if (rows is null)
                        return null;
                    break;
                case "PLTE" when rows is not null:
                    rows.Palette = body.ToArray();
                    break;
                case "tRNS" when rows is not null:
                    rows.Transparency = body.ToArray();
                    break;
                case "IDAT":
                    data.Write(body);
                    break;
                case "IEND":
                    data.Position = 0;
                    return rows?.Decode(data);
                case var _ when char.IsAsciiLetterUpper(type[0]):
                    return null; // An unknown critical chunk (PNG 5.4).
            }
        }
    }

    private static byte[] Deflate(Pixels pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var stride = pixels.Width * 4;
            var line = new byte[stride + 1];
            line[0] = 1; // Filter "Sub": what is left of a flat area is zeros.
            for (var y = 0; y < pixels.Height; y++)
            {
                var row = pixels.Rgba.AsSpan(y * stride, stride);
                for (var i = 0; i < stride; i++)
                    line[i + 1] = (byte)(row[i] - (i >= 4 ? row[i - 4] : 0));
                zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, string type, ReadOnlySpan<byte> body)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length);
        file.Write(number);
        var name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, PngCrc.Of(name, body));
        file.Write(number);
    }
}
