namespace Flexportal.Sealing.Cos;

/// <summary>Undoes the TIFF and PNG predictors (ISO 32000-2 7.4.4.4), in place.</summary>
internal static class Predictor
{
    private const int MaxColumns = 1 << 20;

    public static Memory<byte>? Undo(Memory<byte> data, CosDictionary? parms, Func<CosObject?, CosObject?> resolve)
    {
        var predictor = resolve(parms?["Predictor"]).AsInteger() ?? 1;
        if (parms is null || predictor <= 1)
        {
            return data;
        }

        var colors = resolve(parms["Colors"]).AsInteger() ?? 1;
        var depth = resolve(parms["BitsPerComponent"]).AsInteger() ?? 8;
        var columns = resolve(parms["Columns"]).AsInteger() ?? 1;
        if (colors is < 1 or > 32 || depth is not (1 or 2 or 4 or 8 or 16) || columns is < 1 or > MaxColumns)
        {
            return null;
        }

        var row = (int)((colors * depth * columns + 7) / 8);
        var pixel = (int)Math.Max(1, colors * depth / 8);
        return predictor == 2 ? Tiff(data, row, pixel, (int)depth) : Png(data, row, pixel);
    }

    private static Memory<byte>? Tiff(Memory<byte> data, int row, int pixel, int depth)
    {
        if (depth != 8)
        {
            return null;
        }

        var span = data.Span;
        for (var start = 0; start < span.Length; start += row)
        {
            var end = Math.Min(start + row, span.Length);
            for (var index = start + pixel; index < end; index++)
            {
                span[index] += span[index - pixel];
            }
        }

        return data;
    }

    private static Memory<byte> Png(Memory<byte> data, int row, int pixel)
    {
        var span = data.Span;
        var written = 0;
        var prior = -1;
        for (var read = 0; read < span.Length; read += row + 1)
        {
            var length = Math.Min(row, span.Length - read - 1);
            var kind = span[read];
            span.Slice(read + 1, length).CopyTo(span[written..]);
            UndoRow(span, kind, written, length, prior, pixel);
            prior = written;
            written += length;
        }

        return data[..written];
    }

    private static void UndoRow(Span<byte> span, byte kind, int start, int length, int prior, int pixel)
    {
        for (var index = 0; index < length; index++)
        {
            int left = index >= pixel ? span[start + index - pixel] : 0;
            int up = prior >= 0 ? span[prior + index] : 0;
            int corner = prior >= 0 && index >= pixel ? span[prior + index - pixel] : 0;
            span[start + index] += kind switch
            {
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => Paeth(left, up, corner),
                _ => 0,
            };
        }
    }

    private static byte Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return (byte)(toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
    }
}
