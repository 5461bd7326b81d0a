using System.Globalization;
using System.IO.Compression;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>Reads the cross-reference section that ends at an offset, table or stream, in the one form that our writer gives it (ISO 32000-2 7.5.4, 7.5.8).</summary>
/// <param name="file">The file.</param>
/// <param name="origin">What its offsets count from: 0, or the place of <c>%PDF-</c> in files with junk before it.</param>
internal sealed class StrictXref(ReadOnlyMemory<byte> file, int origin)
{
    private const int LargestObjectNumber = 8_388_607;
    private const int TailLength = 40;
    private const int LargestInflated = 64 * 1024 * 1024;

    /// <summary>The section of the revision that ends exactly at <paramref name="end"/>.</summary>
    /// <exception cref="Rejection">The end or the section is not as we write it.</exception>
    public StrictSection ReadEndingAt(int end)
    {
        var offset = StartXref(file.Span[..end]) + origin;
        if (offset >= end) throw new Rejection(VerificationReason.FileEnd, "startxref points out of the file.");
        var section = ReadAt(offset, out var after);
        var parser = new StrictParser(file, after);
        try
        {
            parser.Expect("startxref\n"u8, "startxref");
            if (parser.Number("offset", int.MaxValue) != offset - origin) throw new Rejection(VerificationReason.Xref, "startxref names another offset.");
            parser.Expect("\n%%EOF\n"u8, "the end of the file");
        }
        catch (Rejection e) when (e.Reason == VerificationReason.ObjectSyntax)
        {
            throw new Rejection(VerificationReason.Xref, e.Message, null, e);
        }

        return parser.Position == end ? section with { End = end } : throw new Rejection(VerificationReason.FileEnd, "There are bytes after the last %%EOF.");
    }

    /// <summary>Where the revision ends whose section begins here, or null when none of our form does.</summary>
    public int? EndOfSectionAt(int offset)
    {
        try
        {
            ReadAt(offset, out var after);
            var parser = new StrictParser(file, after);
            parser.Expect("startxref\n"u8, "startxref");
            if (parser.Number("offset", int.MaxValue) != offset - origin) return null;
            parser.Expect("\n%%EOF\n"u8, "end");
            return parser.Position;
        }
        catch (Rejection)
        {
            return null;
        }
    }

    private static int StartXref(ReadOnlySpan<byte> upToEnd)
    {
        if (!upToEnd.EndsWith("\n%%EOF\n"u8)) throw new Rejection(VerificationReason.FileEnd, "The file does not end in %%EOF and one end of line.");
        var tail = upToEnd[Math.Max(0, upToEnd.Length - TailLength)..^7];
        var keyword = tail.LastIndexOf("startxref\n"u8);
        if (keyword < 0) throw new Rejection(VerificationReason.FileEnd, "There is no startxref before the last %%EOF.");
        var digits = tail[(keyword + 10)..];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) || offset >= upToEnd.Length || (digits.Length > 1 && digits[0] == '0'))
            throw new Rejection(VerificationReason.FileEnd, "startxref is not followed by an offset within the file.");
        return offset;
    }

    private StrictSection ReadAt(int offset, out int after)
    {
        try
        {
            var isTable = file.Span[offset..].StartsWith("xref\n"u8);
            return isTable ? ReadTable(offset, out after) : ReadStream(offset, out after);
        }
        catch (Rejection e)
        {
            throw new Rejection(VerificationReason.Xref, $"The cross-reference section: {e.Message}", e.ObjectNumber, e);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new Rejection(VerificationReason.Xref, "The cross-reference section runs out of the file.", null, e);
        }
    }

    private StrictSection ReadTable(int offset, out int after)
    {
        var parser = new StrictParser(file, offset);
        parser.Expect("xref\n"u8, "xref");
        var entries = new Collected();
        while (!parser.TryTake("trailer\n"u8))
        {
            var first = parser.Number("first object", LargestObjectNumber);
            parser.Expect(" "u8, "a space");
            var count = parser.Number("count", LargestObjectNumber);
            parser.Expect("\n"u8, "an end of line");
            for (var index = 0; index < count; index++) ReadRow(parser, first + index, entries);
        }

        if (parser.ReadValue(0) is not CosDictionary trailer) throw new Rejection(VerificationReason.Xref, "A trailer dictionary expected.");
        parser.Expect("\n"u8, "an end of line");
        after = parser.Position;
        return new StrictSection(offset, 0, entries.Found, trailer, null, entries.Elsewhere);
    }

    /// <summary>Twenty bytes exactly: ten digits, five digits, n or f, space and line feed.</summary>
    private void ReadRow(StrictParser parser, int number, Collected entries)
    {
        var row = file.Span.Slice(parser.Position, 20);
        var sound = row[10] == ' ' && row[16] == ' ' && row[17] is (byte)'n' or (byte)'f' && row[18] is (byte)' ' && row[19] is (byte)'\n';
        if (!sound || !long.TryParse(row[..10], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || !int.TryParse(row[11..16], NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
            throw new Rejection(VerificationReason.Xref, "A table row of twenty bytes expected.", number);
        parser.Expect(row, "a row");
        if (row[17] == 'n') entries.Add(number, generation, offset + origin, file.Length);
        else entries.AddElsewhere(number);
    }

    private StrictSection ReadStream(int offset, out int after)
    {
        var parser = new StrictParser(file, offset);
        var holder = parser.ReadObject();
        after = parser.Position;
        if (holder.Value is not CosStream stream || stream.Dictionary["Type"] is not CosName { Value: "XRef" })
            throw new Rejection(VerificationReason.Xref, "A cross-reference stream expected.", holder.Id.Number);
        if (stream.Dictionary["W"] is not CosArray { Items: [CosNumber type, CosNumber second, CosNumber third] })
            throw new Rejection(VerificationReason.Xref, "Three field widths expected.", holder.Id.Number);
        int[] widths = [Small(type), Small(second), Small(third)];
        // Without a kind every entry would be in use to a reader (ISO 32000-2 table 17).
        if (widths[0] != 1) throw new Rejection(VerificationReason.Xref, "A kind of one byte expected.", holder.Id.Number);
        var data = Inflate(stream);
        var entries = new Collected();
        var position = 0;
        foreach (var (first, count) in Sections(stream.Dictionary))
        {
            for (var index = 0; index < count; index++)
            {
                var kind = Field(data, ref position, widths[0]);
                var offsetField = Field(data, ref position, widths[1]);
                var generation = Field(data, ref position, widths[2]);
                if (kind == 1) entries.Add(first + index, (int)generation, offsetField + origin, file.Length);
                else if (kind is 0 or 2) entries.AddElsewhere(first + index);
                else throw new Rejection(VerificationReason.Xref, "An entry of unknown kind.", first + index);
            }
        }

        if (position != data.Length) throw new Rejection(VerificationReason.Xref, "More bytes than entries.", holder.Id.Number);
        return new StrictSection(offset, 0, entries.Found, stream.Dictionary, holder, entries.Elsewhere);
    }

    private static byte[] Inflate(CosStream stream)
    {
        if (stream.Dictionary["DecodeParms"] is not null) throw new Rejection(VerificationReason.Xref, "A cross-reference stream without predictor expected.");
        return stream.Dictionary["Filter"] is null ? stream.Raw.ToArray() : Inflated.Read(stream, LargestInflated);
    }

    private static IEnumerable<(int First, int Count)> Sections(CosDictionary dictionary)
    {
        if (dictionary["Index"] is not CosArray { Items: var items } || items.Count % 2 != 0) throw new Rejection(VerificationReason.Xref, "An /Index of pairs expected.");
        for (var index = 0; index < items.Count; index += 2) yield return (Small(items[index]), Small(items[index + 1]));
    }

    private static int Small(CosObject value) =>
        value is CosNumber { Text: var text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= LargestObjectNumber
            ? number
            : throw new Rejection(VerificationReason.Xref, "A small number expected.");

    private static long Field(byte[] data, ref int position, int width)
    {
        if (width > 8 || position + width > data.Length) throw new Rejection(VerificationReason.Xref, "Fewer bytes than entries.");
        long value = 0;
        for (var index = 0; index < width; index++) value = (value << 8) | data[position++];
        return value;
    }

    private sealed class Collected
    {
        private readonly HashSet<int> numbers = [];

        public List<StrictEntry> Found { get; } = [];

        public int? Elsewhere { get; private set; }

        public void AddElsewhere(int number) => Elsewhere ??= number;

        public void Add(int number, int generation, long offset, int fileLength)
        {
            if (offset <= 0 || offset >= fileLength) throw new Rejection(VerificationReason.ObjectOffset, "An entry points out of the file.", number);
            if (!numbers.Add(number)) throw new Rejection(VerificationReason.Xref, "An object is entered twice.", number);
            Found.Add(new StrictEntry(new CosId(number, generation), (int)offset));
        }
    }
}

/// <summary>Bounded and exact Flate: one zlib stream, checksum right, nothing behind it.</summary>
internal static class Inflated
{
    /// <exception cref="Rejection">Other filters, broken data, or more than the limit.</exception>
    public static byte[] Read(CosStream stream, int limit)
    {
        if (stream.Dictionary["Filter"] is null) return stream.Raw.ToArray();
        if (stream.Dictionary["Filter"] is not CosName { Value: "FlateDecode" }) throw new Rejection(VerificationReason.ObjectSyntax, "Only the filter FlateDecode is known.");
        try
        {
            using var input = new MemoryStream(stream.Raw.ToArray(), writable: false);
            using var inflater = new ZLibStream(input, CompressionMode.Decompress);
            var output = new MemoryStream();
            var chunk = new byte[16 * 1024];
            while (inflater.Read(chunk) is var read and > 0)
            {
                if (output.Length + read > limit) throw new Rejection(VerificationReason.TooLarge, "A stream inflates to more than the limit.");
                output.Write(chunk, 0, read);
            }

            return output.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new Rejection(VerificationReason.ObjectSyntax, "A stream cannot be inflated.", null, e);
        }
    }
}
