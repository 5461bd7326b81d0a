using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>
/// One incremental update (ISO 32000-2 7.5.6): takes objects, then writes what is to be appended. Existing bytes are never touched.
/// </summary>
internal sealed class IncrementalUpdate(CosFile file) : IObjectSink
{
    private const int UsualSize = 42 * 1024;

    /// <summary>More numbers than one update takes.</summary>
    private const int MostNumbers = 8 * 1024;

    private readonly SortedDictionary<int, (int Generation, CosObject Value)> _objects = [];
    private int _next;
    private int _firstNew;
    private (CosReference Reference, int Reserve)? _signature;

    public CosFile File => file;

    public CosReference Reserve()
    {
        ChooseNumbers();
        if (_next > file.Budget.Limits.MaxObjectNumber)
        {
            throw new SealRefusedException(SealRefusalReason.TooLarge, null, "no object number is left");
        }

        return new CosReference(new CosId(_next++, 0));
    }

    public void Put(CosReference reference, CosObject value)
    {
        // Catalog, page, form and trees are rewritten each for itself. In a file where one object plays two of these parts one change would undo the other.
        if (_objects.ContainsKey(reference.Id.Number) && (_next == 0 || reference.Id.Number < _firstNew))
        {
            throw new SealRefusedException(SealRefusalReason.Damaged, reference.Id.Number, "one object plays two parts of the document's structure");
        }

        Replace(reference, value);
    }

    /// <summary>Changes what this update has put already.</summary>
    public void Replace(CosReference reference, CosObject value) => _objects[reference.Id.Number] = (reference.Id.Generation, value);

    /// <summary>The object as this update leaves it.</summary>
    public CosObject Current(CosReference reference) => _objects.TryGetValue(reference.Id.Number, out var put) ? put.Value : file.Get(reference.Id);

    /// <summary>Puts a new object and gives its number.</summary>
    public CosReference Add(CosObject value)
    {
        var reference = Reserve();
        Put(reference, value);
        return reference;
    }

    /// <summary>Puts the signature dictionary without <c>/ByteRange</c> and <c>/Contents</c>, which the writer leaves open.</summary>
    public void PutSignature(CosReference reference, CosDictionary dictionary, int reserve)
    {
        Put(reference, dictionary);
        _signature = (reference, reserve);
    }

    /// <summary>Writes the update and lays it over the file.</summary>
    /// <param name="idSeed">What the second half of <c>/ID</c> becomes, 16 bytes.</param>
    public WrittenUpdate Write(ReadOnlySpan<byte> idSeed)
    {
        ChooseNumbers();
        var sink = new ByteSink(UsualSize + 2 * (_signature?.Reserve ?? 0));
        if (!EndsLine())
        {
            sink.Add((byte)'\n');
        }

        var hole = default(SignatureHole);
        var offsets = new List<KeyValuePair<int, XrefEntry>>(_objects.Count + 1);
        foreach (var (number, (generation, value)) in _objects)
        {
            offsets.Add(KeyValuePair.Create(number, new XrefEntry(XrefKind.InFile, checked((int)(file.Length + sink.Length)), generation)));
            WriteObject(sink, new CosId(number, generation), value, ref hole);
        }

        var section = new XrefSection(file, offsets, TrailerEntries(idSeed), _next);
        var start = section.Write(sink);
        if (_signature is not null)
        {
            hole.FillRange(sink, file.Length);
        }

        var written = new WrittenUpdate(sink, hole, file.Length);
        file.Adopt(_objects, section.Trailer, section.Form, start, file.Length + sink.Length);
        return written;
    }

    /// <summary>Only when the first number is asked for: by then the parts of the file that matter have been read, and what dangles is known.</summary>
    private void ChooseNumbers()
    {
        if (_next == 0)
        {
            _next = NextNumber(file);
            _firstNew = _next;
        }
    }

    private static int NextNumber(CosFile file)
    {
        var size = file.Trailer["Size"].AsInteger() ?? 0;

        // A /Size far above the highest number would only waste numbers or be refused for nothing.
        var next = (int)Math.Max(1, size <= file.Budget.Limits.MaxObjectNumber ? Math.Max(size, file.Table.Count) : file.Table.Count);
        foreach (var dangling in file.Dangling)
        {
            if (dangling >= next && dangling - next < MostNumbers)
            {
                next = dangling + 1;
            }
        }

        return next;
    }

    private bool EndsLine() => file.Length != file.Bytes.Length || file.Bytes.Span[^1] is (byte)'\n' or (byte)'\r';

    private void WriteObject(ByteSink sink, CosId id, CosObject value, ref SignatureHole hole)
    {
        sink.Add(id.Number);
        sink.Add((byte)' ');
        sink.Add(id.Generation);
        sink.Add(" obj\n"u8);
        var written = file.Crypt?.Encrypt(id, value) ?? value;
        if (_signature is { } signature && signature.Reference.Id == id)
        {
            hole = SignatureHole.Write(sink, (CosDictionary)written, signature.Reserve);
        }
        else
        {
            CosWriter.Write(sink, written);
        }

        sink.Add("\nendobj\n"u8);
    }

    private List<KeyValuePair<string, CosObject>> TrailerEntries(ReadOnlySpan<byte> idSeed)
    {
        var entries = new List<KeyValuePair<string, CosObject>> { KeyValuePair.Create<string, CosObject>("Root", new CosReference(file.CatalogId)) };
        foreach (var key in (ReadOnlySpan<string>)["Info", "Encrypt"])
        {
            if (file.Trailer[key] is { } kept and not CosNull)
            {
                entries.Add(KeyValuePair.Create(key, kept));
            }
        }

        var second = new CosString(idSeed.ToArray());
        var first = file.Array(file.Trailer["ID"]) is { Items.Count: > 0 } ids && file.Resolve(ids.Items[0]) is CosString old ? old
            : file.Crypt is null ? second
            : new CosString(ReadOnlyMemory<byte>.Empty);
        entries.Add(KeyValuePair.Create<string, CosObject>("ID", CosArray.Of(first, second)));
        return entries;
    }
}

/// <summary>The bytes of an update, its signature still open.</summary>
/// <param name="Sink">The bytes.</param>
/// <param name="Hole">Where the signature goes.</param>
/// <param name="Before">Bytes in front of the update.</param>
internal sealed record WrittenUpdate(ByteSink Sink, SignatureHole Hole, long Before)
{
    public ReadOnlySpan<byte> BeforeHole => Sink[..Hole.Open];

    public ReadOnlySpan<byte> AfterHole => Sink[Hole.Close..];
}
