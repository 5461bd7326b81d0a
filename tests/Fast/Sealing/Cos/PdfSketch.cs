using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Flexportal.Tests.Fast.Sealing.Cos;

/// <summary>Hand-made files: objects as text, laid out in each form that a cross-reference can have.</summary>
internal sealed class PdfSketch
{
    private readonly SortedDictionary<int, (int Generation, byte[] Body)> _objects = [];

    public string Header { get; init; } = "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n";

    /// <summary>Added to the trailer.</summary>
    public string Trailer { get; set; } = "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]";

    /// <summary>One page of A4 with a line of text: 1 catalog, 2 page tree, 3 page, 4 content.</summary>
    public static PdfSketch OnePage(string page = "", string catalog = "", string mediaBox = "/MediaBox[0 0 595 842]") => new PdfSketch()
        .Add(1, $"<</Type/Catalog/Pages 2 0 R{catalog}>>")
        .Add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
        .Add(3, $"<</Type/Page/Parent 2 0 R{mediaBox}/Contents 4 0 R/Resources<<>>{page}>>")
        .AddStream(4, "", "0 0 m 10 10 l S"u8.ToArray());

    /// <summary>Takes over the objects of another sketch.</summary>
    public PdfSketch Like(PdfSketch other)
    {
        foreach (var (number, value) in other._objects)
        {
            _objects[number] = value;
        }

        return this;
    }

    public static PdfSketch Pages(int count)
    {
        var sketch = new PdfSketch().Add(1, "<</Type/Catalog/Pages 2 0 R>>");
        var kids = string.Join(' ', Enumerable.Range(3, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R")));
        sketch.Add(2, $"<</Type/Pages/Kids[{kids}]/Count {count}>>");
        foreach (var number in Enumerable.Range(3, count))
        {
            sketch.Add(number, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>");
        }

        return sketch;
    }

    public PdfSketch Add(int number, string body, int generation = 0)
    {
        _objects[number] = (generation, Latin1(body));
        return this;
    }

    public PdfSketch AddStream(int number, string entries, byte[] data, string? length = null)
    {
        _objects[number] = (0, [.. Latin1($"<<{entries}/Length {length ?? data.Length.ToString(CultureInfo.InvariantCulture)}>>stream\n"), .. data, .. "\nendstream"u8]);
        return this;
    }

    /// <summary>Classic table.</summary>
    public byte[] Table(Func<int, long, long>? offsetAs = null, Func<long, long>? startAs = null)
    {
        var file = new MemoryStream();
        Write(file, Header);
        var offsets = WriteObjects(file, _ => true);
        var start = file.Length;
        WriteTable(file, offsets, offsetAs ?? ((_, offset) => offset), $"/Root 1 0 R{Trailer}");
        return End(file, startAs?.Invoke(start) ?? start);
    }

    /// <summary>Cross-reference stream; the numbers given go into an object stream.</summary>
    public byte[] Stream(int[]? inObjectStream = null, bool predictor = false, string objectStreamFilter = "/Filter/FlateDecode", Func<byte[], byte[]>? pack = null)
    {
        var file = new MemoryStream();
        Write(file, Header);
        var members = inObjectStream ?? [];
        var offsets = WriteObjects(file, number => !members.Contains(number));
        var rows = offsets.ToDictionary(pair => pair.Key, pair => (Type: 1, Second: pair.Value.Offset, Third: pair.Value.Generation));
        var next = _objects.Keys.Max() + 1;
        if (members.Length > 0)
        {
            rows[next] = (1, file.Length, 0);
            foreach (var (number, index) in members.Select((number, index) => (number, index)))
            {
                rows[number] = (2, next, index);
            }

            WriteObjectStream(file, next++, members, objectStreamFilter, pack ?? Zlib);
        }

        var start = file.Length;
        rows[next] = (1, start, 0);
        WriteXrefStream(file, next, rows, $"/Root 1 0 R{Trailer}", predictor);
        return End(file, start);
    }

    /// <summary>Table with /XRefStm: the numbers given are hidden in an object stream that only the stream knows.</summary>
    public byte[] Hybrid(int[] hidden)
    {
        var file = new MemoryStream();
        Write(file, Header);
        var offsets = WriteObjects(file, number => !hidden.Contains(number));
        var next = _objects.Keys.Max() + 1;
        var container = file.Length;
        WriteObjectStream(file, next, hidden, "/Filter/FlateDecode", Zlib);
        var rows = hidden.Select((number, index) => (number, index)).ToDictionary(item => item.number, item => (Type: 2, Second: (long)next, Third: item.index));
        rows[next] = (1, container, 0);
        var stream = file.Length;
        WriteXrefStream(file, next + 1, rows, "", false);
        var start = file.Length;
        WriteTable(file, offsets, (_, offset) => offset, string.Create(CultureInfo.InvariantCulture, $"/XRefStm {stream}/Root 1 0 R{Trailer}"));
        return End(file, start);
    }

    /// <summary>Appends an update in table form to a file that ends in one.</summary>
    public static byte[] Update(byte[] file, string trailer, params (int Number, string? Body)[] objects)
    {
        var text = Encoding.Latin1.GetString(file);
        var at = text.LastIndexOf("startxref", StringComparison.Ordinal);
        var previous = text[(at + 9)..].Trim().Split('\n')[0];
        var target = new MemoryStream();
        target.Write(file);
        var entries = new StringBuilder();
        foreach (var (number, body) in objects)
        {
            entries.Append(CultureInfo.InvariantCulture, $"{number} 1\n{(body is null ? 0 : target.Length):0000000000} {(body is null ? 65535 : 0):00000} {(body is null ? 'f' : 'n')} \n");
            if (body is not null)
            {
                Write(target, $"{number} 0 obj\n{body}\nendobj\n");
            }
        }

        var start = target.Length;
        Write(target, $"xref\n{entries}trailer\n<</Size 100/Root 1 0 R/Prev {previous}{trailer}>>");
        return End(target, start);
    }

    public static byte[] Zlib(byte[] data)
    {
        var target = new MemoryStream();
        using (var zlib = new ZLibStream(target, CompressionLevel.Optimal, true))
        {
            zlib.Write(data);
        }

        return target.ToArray();
    }

    private SortedDictionary<int, (long Offset, int Generation)> WriteObjects(MemoryStream file, Func<int, bool> wanted)
    {
        var offsets = new SortedDictionary<int, (long, int)>();
        foreach (var (number, (generation, body)) in _objects.Where(pair => wanted(pair.Key)))
        {
            offsets[number] = (file.Length, generation);
            Write(file, $"{number} {generation} obj\n");
            file.Write(body);
            Write(file, "\nendobj\n");
        }

        return offsets;
    }

    private static void WriteTable(MemoryStream file, SortedDictionary<int, (long Offset, int Generation)> offsets, Func<int, long, long> offsetAs, string trailer)
    {
        var size = offsets.Keys.Max() + 1;
        Write(file, $"xref\n0 {size}\n0000000000 65535 f \n");
        for (var number = 1; number < size; number++)
        {
            Write(file, offsets.TryGetValue(number, out var entry)
                ? string.Create(CultureInfo.InvariantCulture, $"{offsetAs(number, entry.Offset):0000000000} {entry.Generation:00000} n \n")
                : "0000000000 00000 f \n");
        }

        Write(file, $"trailer\n<</Size {size}{trailer}>>");
    }

    private void WriteObjectStream(MemoryStream file, int self, int[] members, string filter, Func<byte[], byte[]> pack)
    {
        var head = new StringBuilder();
        var bodies = new MemoryStream();
        foreach (var number in members)
        {
            head.Append(CultureInfo.InvariantCulture, $"{number} {bodies.Length} ");
            bodies.Write(_objects[number].Body);
            bodies.WriteByte((byte)'\n');
        }

        byte[] data = pack([.. Latin1(head.ToString()), .. bodies.ToArray()]);
        Write(file, string.Create(CultureInfo.InvariantCulture, $"{self} 0 obj\n<</Type/ObjStm/N {members.Length}/First {head.Length}{filter}/Length {data.Length}>>stream\n"));
        file.Write(data);
        Write(file, "\nendstream\nendobj\n");
    }

    private static void WriteXrefStream(MemoryStream file, int self, Dictionary<int, (int Type, long Second, int Third)> rows, string trailer, bool predictor)
    {
        var size = Math.Max(self, rows.Keys.Max()) + 1;
        var data = new byte[size * 7];
        for (var number = 0; number < size; number++)
        {
            var (type, second, third) = rows.GetValueOrDefault(number);
            var row = data.AsSpan(number * 7);
            row[0] = (byte)type;
            BinaryPrimitives.WriteInt32BigEndian(row[1..], (int)second);
            BinaryPrimitives.WriteInt16BigEndian(row[5..], (short)third);
        }

        var packed = Zlib(predictor ? PngUp(data, 7) : data);
        var parms = predictor ? "/DecodeParms<</Predictor 12/Columns 7>>" : "";
        Write(file, string.Create(CultureInfo.InvariantCulture, $"{self} 0 obj\n<</Type/XRef/Size {size}/W[1 4 2]/Filter/FlateDecode{parms}{trailer}/Length {packed.Length}>>stream\n"));
        file.Write(packed);
        Write(file, "\nendstream\nendobj\n");
    }

    private static byte[] PngUp(byte[] data, int columns)
    {
        var output = new MemoryStream();
        for (var start = 0; start < data.Length; start += columns)
        {
            output.WriteByte(2);
            for (var index = start; index < start + columns; index++)
            {
                output.WriteByte((byte)(data[index] - (start == 0 ? 0 : data[index - columns])));
            }
        }

        return output.ToArray();
    }

    private static byte[] End(MemoryStream file, long start)
    {
        Write(file, string.Create(CultureInfo.InvariantCulture, $"\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static void Write(MemoryStream file, string text) => file.Write(Latin1(text));
}
