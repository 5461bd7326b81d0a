using System.Buffers.Binary;
using System.IO.Compression;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>
/// The cross-reference section and trailer of an update, in the form of the section before it. A file that was repaired gets all its objects listed
/// and no <c>/Prev</c>.
/// </summary>
internal sealed class XrefSection
{
    private const int DeflateFrom = 1024;
    private readonly CosFile _file;
    private readonly List<KeyValuePair<int, XrefEntry>> _entries;
    private readonly List<KeyValuePair<string, CosObject>> _trailer;
    private int _size;

    public XrefSection(CosFile file, List<KeyValuePair<int, XrefEntry>> updated, List<KeyValuePair<string, CosObject>> trailer, int size)
    {
        _file = file;
        _trailer = trailer;
        _size = size;
        _entries = file.NeedsWholeXref ? Whole(file, updated) : updated;
        Form = !file.NeedsWholeXref ? file.Form : _entries.Exists(entry => entry.Value.Kind == XrefKind.Compressed) ? XrefForm.Stream : XrefForm.Table;
        Trailer = CosDictionary.Empty;
    }

    public XrefForm Form { get; }

    /// <summary>The trailer as written.</summary>
    public CosDictionary Trailer { get; private set; }

    /// <returns>What startxref says.</returns>
    public long Write(ByteSink sink)
    {
        var start = _file.Length + sink.Length - _file.Base;
        if (Form == XrefForm.Stream)
        {
            WriteStream(sink);
        }
        else
        {
            WriteTable(sink);
        }

        sink.Add("\nstartxref\n"u8);
        sink.Add(start);
        sink.Add("\n%%EOF\n"u8);
        return start;
    }

    private static List<KeyValuePair<int, XrefEntry>> Whole(CosFile file, List<KeyValuePair<int, XrefEntry>> updated)
    {
        var all = new List<KeyValuePair<int, XrefEntry>>(file.Table.Count + updated.Count);
        var next = 0;
        for (var number = 1; number < file.Table.Count; number++)
        {
            while (next < updated.Count && updated[next].Key < number)
            {
                next++;
            }

            var replaced = next < updated.Count && updated[next].Key == number;
            if (!replaced && file.Table[number] is { Kind: XrefKind.InFile or XrefKind.Compressed } entry)
            {
                all.Add(KeyValuePair.Create(number, entry));
            }
        }

        all.AddRange(updated);
        all.Sort((one, other) => one.Key.CompareTo(other.Key));
        return all;
    }

    private CosDictionary MakeTrailer(params ReadOnlySpan<KeyValuePair<string, CosObject>> more)
    {
        var entries = new List<KeyValuePair<string, CosObject>> { KeyValuePair.Create<string, CosObject>("Size", CosNumber.From((long)_size)) };
        entries.AddRange(_trailer);
        if (!_file.NeedsWholeXref)
        {
            entries.Add(KeyValuePair.Create<string, CosObject>("Prev", CosNumber.From(_file.StartXref)));
        }

        entries.AddRange(more);
        return new CosDictionary(entries);
    }

    private void WriteTable(ByteSink sink)
    {
        sink.Add("xref\n"u8);
        if (_file.NeedsWholeXref)
        {
            sink.Add("0 1\n0000000000 65535 f \n"u8);
        }

        foreach (var (first, count) in Subsections())
        {
            sink.Add(_entries[first].Key);
            sink.Add((byte)' ');
            sink.Add(count);
            sink.Add((byte)'\n');
            for (var index = first; index < first + count; index++)
            {
                var entry = _entries[index].Value;
                sink.Add(entry.Position - _file.Base, 10);
                sink.Add((byte)' ');
                sink.Add(entry.Detail, 5);
                sink.Add(" n \n"u8);
            }
        }

        Trailer = MakeTrailer();
        sink.Add("trailer\n"u8);
        CosWriter.Write(sink, Trailer);
    }

    private void WriteStream(ByteSink sink)
    {
        var self = _size++;
        _entries.Add(KeyValuePair.Create(self, new XrefEntry(XrefKind.InFile, checked((int)(_file.Length + sink.Length)), 0)));
        var width = _entries.Exists(entry => entry.Value.Detail > ushort.MaxValue) ? 4 : 2;
        var rows = new byte[_entries.Count * (5 + width)];
        var index = new List<CosObject>();
        foreach (var (first, count) in Subsections())
        {
            index.Add(CosNumber.From((long)_entries[first].Key));
            index.Add(CosNumber.From((long)count));
        }

        for (var row = 0; row < _entries.Count; row++)
        {
            WriteRow(rows.AsSpan(row * (5 + width), 5 + width), _entries[row].Value);
        }

        var deflate = rows.Length >= DeflateFrom;
        Trailer = MakeTrailer(
            KeyValuePair.Create<string, CosObject>("Type", new CosName("XRef")),
            KeyValuePair.Create<string, CosObject>("W", CosArray.Of(CosNumber.From(1L), CosNumber.From(4L), CosNumber.From((long)width))),
            KeyValuePair.Create<string, CosObject>("Index", new CosArray(index)));
        sink.Add(self);
        sink.Add(" 0 obj\n"u8);
        CosWriter.Write(sink, new CosStream(deflate ? Trailer.With("Filter", new CosName("FlateDecode")) : Trailer, deflate ? Deflate(rows) : rows));
        sink.Add("\nendobj"u8);
    }

    private void WriteRow(Span<byte> row, XrefEntry entry)
    {
        var compressed = entry.Kind == XrefKind.Compressed;
        row[0] = compressed ? (byte)2 : (byte)1;
        BinaryPrimitives.WriteInt32BigEndian(row[1..], compressed ? entry.Position : entry.Position - _file.Base);
        if (row.Length == 7)
        {
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], (ushort)entry.Detail);
        }
        else
        {
            BinaryPrimitives.WriteInt32BigEndian(row[5..], entry.Detail);
        }
    }

    private static byte[] Deflate(byte[] rows)
    {
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, true))
        {
            deflate.Write(rows);
        }

        return target.ToArray();
    }

    private IEnumerable<(int First, int Count)> Subsections()
    {
        for (var first = 0; first < _entries.Count;)
        {
            var count = 1;
            while (first + count < _entries.Count && _entries[first + count].Key == _entries[first].Key + count)
            {
                count++;
            }

            yield return (first, count);
            first += count;
        }
    }
}
