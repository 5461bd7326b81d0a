using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Flexportal.Sealing.Cos;

/// <summary>
/// Undoes the filters of structural streams (ISO 32000-2 7.4). Never used on page content. What is damaged gives what could be read of it,
/// as readers do; what is too large is refused.
/// </summary>
internal static class StreamDecoder
{
    private const int MaxFilters = 8;

    /// <param name="dictionary">The stream's dictionary.</param>
    /// <param name="raw">Bytes as stored, decrypted.</param>
    /// <param name="resolve">Follows references in <c>/Filter</c> and <c>/DecodeParms</c>.</param>
    /// <param name="budget">Bounds.</param>
    /// <returns>The decoded bytes, or null when a filter is not one of the structural ones.</returns>
    public static ReadOnlyMemory<byte>? Decode(CosDictionary dictionary, ReadOnlyMemory<byte> raw, Func<CosObject?, CosObject?> resolve, WorkBudget budget)
    {
        var filters = List(resolve(dictionary["Filter"] ?? dictionary["F"]));
        var parameters = List(resolve(dictionary["DecodeParms"] ?? dictionary["DP"]));
        if (filters.Count > MaxFilters)
        {
            return null;
        }

        var data = raw;
        for (var index = 0; index < filters.Count; index++)
        {
            var parms = index < parameters.Count ? resolve(parameters[index]) as CosDictionary : null;
            if (Apply(resolve(filters[index]).AsName(), data, parms, resolve, budget) is not { } decoded)
            {
                return null;
            }

            data = decoded;
        }

        return data;
    }

    private static IReadOnlyList<CosObject> List(CosObject? value) => value switch
    {
        CosArray array => array.Items,
        null or CosNull => [],
        _ => [value],
    };

    private static ReadOnlyMemory<byte>? Apply(
        string? filter, ReadOnlyMemory<byte> data, CosDictionary? parms, Func<CosObject?, CosObject?> resolve, WorkBudget budget) => filter switch
        {
            "FlateDecode" or "Fl" => Predictor.Undo(Inflate(data, budget), parms, resolve),
            "LZWDecode" or "LZW" => Predictor.Undo(TextFilters.Lzw(data.Span, resolve(parms?["EarlyChange"]).AsInteger() != 0, budget), parms, resolve),
            "ASCIIHexDecode" or "AHx" => TextFilters.Hex(data.Span),
            "ASCII85Decode" or "A85" => TextFilters.Ascii85(data.Span),
            "RunLengthDecode" or "RL" => TextFilters.RunLength(data.Span, budget),
            "Crypt" => parms?["Name"] is null || parms["Name"].IsName("Identity") ? data : null,
            _ => null,
        };

    private static Memory<byte> Inflate(ReadOnlyMemory<byte> data, WorkBudget budget)
    {
        var allowance = budget.InflateAllowance;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(data.Length * 4L, 1024, Math.Max(1024, allowance)));
        try
        {
            var length = 0;
            using var source = Open(data);
            using var inflate = new ZLibStream(source, CompressionMode.Decompress);
            while (ReadSome(inflate, buffer, length) is > 0 and var read)
            {
                length += read;
                if (length > allowance)
                {
                    throw new SealRefusedException(SealRefusalReason.TooComplex, null, "a stream inflates beyond the limit");
                }

                budget.CheckTime();
                if (length == buffer.Length)
                {
                    buffer = Larger(buffer, length);
                }
            }

            budget.Inflated(length);
            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int ReadSome(ZLibStream inflate, byte[] buffer, int length)
    {
        try
        {
            return inflate.Read(buffer, length, buffer.Length - length);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return 0;
        }
    }

    private static byte[] Larger(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, false) : new MemoryStream(data.ToArray(), false);
}
