using Flexportal.Sealing.Cos.Crypt;

namespace Flexportal.Sealing.Cos;

/// <summary>
/// A file opened for reading: objects by number, parsed when asked for. Later revisions can be laid over it (<see cref="Adopt"/>), so that a
/// second update can be written without the first one's bytes being read again.
/// </summary>
internal sealed class CosFile
{
    private const int MaxResolve = 32;
    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<int, CosObject> _objects = [];
    private readonly Dictionary<int, ObjectStream?> _objectStreams = [];
    private readonly Func<CosObject?, CosObject?> _resolve;
    private readonly SortedSet<int> _dangling = [];
    private int _loading;

    private CosFile(ReadOnlyMemory<byte> file, int header, WorkBudget budget, XrefChain chain, bool repaired)
    {
        _file = file;
        Header = header;
        Budget = budget;
        Table = chain.Table;
        Trailer = chain.Trailer;
        Form = chain.Form;
        StartXref = chain.StartXref;
        Base = chain.Base;
        IsRepaired = repaired;
        NeedsWholeXref = repaired;
        Length = file.Length;
        _resolve = value => Resolve(value);
    }

    /// <summary>Offset of <c>%PDF-</c>.</summary>
    public int Header { get; }

    public WorkBudget Budget { get; }

    public XrefTable Table { get; }

    /// <summary>The newest trailer.</summary>
    public CosDictionary Trailer { get; private set; }

    /// <summary>Form of the newest cross-reference section.</summary>
    public XrefForm Form { get; private set; }

    /// <summary>What the newest <c>startxref</c> says, counted from <see cref="Base"/>.</summary>
    public long StartXref { get; private set; }

    /// <summary>What offsets count from.</summary>
    public int Base { get; }

    /// <summary>The cross-reference was made by scanning.</summary>
    public bool IsRepaired { get; }

    /// <summary>The next update has to list every object, for no usable section precedes it.</summary>
    public bool NeedsWholeXref { get; private set; }

    /// <summary>Bytes of the file with what was laid over it.</summary>
    public long Length { get; private set; }

    /// <summary>Null for a file that is not encrypted.</summary>
    public CosCrypt? Crypt { get; private set; }

    public CosDictionary Catalog { get; private set; } = CosDictionary.Empty;

    public CosId CatalogId { get; private set; }

    /// <summary>Numbers above all known ones that objects read so far refer to. An update must not fill them: what pointed nowhere would point to its objects.</summary>
    public IReadOnlyCollection<int> Dangling => _dangling;

    /// <summary>The file's own bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _file;

    /// <summary>
    /// Runs work over the file as its cross-reference describes it, and when that proves damaged once more over the file as a scan finds it.
    /// </summary>
    /// <exception cref="SealRefusedException">The file cannot be read, or the work refuses.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> file, SealLimits limits, TimeProvider time, Func<CosFile, T> work)
    {
        var budget = new WorkBudget(limits, time);
        var header = FindHeader(file, limits);
        try
        {
            return ReadOrRepair(file, header, budget, work);
        }
        catch (Exception fault) when (fault is ArithmeticException or ArgumentException or InvalidOperationException or FormatException or InvalidCastException
            or IndexOutOfRangeException or System.Security.Cryptography.CryptographicException)
        {
            // Whatever the bytes, the answer is a refusal. The word lets the fuzz tests find what should have been foreseen.
            throw new SealRefusedException(SealRefusalReason.Damaged, null, $"unforeseen {fault.GetType().Name}");
        }
        catch (OutOfMemoryException)
        {
            throw new SealRefusedException(SealRefusalReason.TooComplex, null, "not enough memory for this file");
        }
    }

    private static T ReadOrRepair<T>(ReadOnlyMemory<byte> file, int header, WorkBudget budget, Func<CosFile, T> work)
    {
        try
        {
            return work(OpenChain(file, header, budget));
        }
        catch (CosDamageException)
        {
        }

        try
        {
            return work(OpenRepaired(file, header, budget));
        }
        catch (CosDamageException damage)
        {
            throw new SealRefusedException(SealRefusalReason.Damaged, null, damage.Message);
        }
    }

    /// <summary>The object with this number and generation; null object when there is none (7.3.10).</summary>
    public CosObject Get(CosId id)
    {
        var entry = Table[id.Number];
        var generation = entry.Kind == XrefKind.Compressed ? 0 : entry.Detail;
        return generation == id.Generation ? Get(id.Number) : CosNull.Instance;
    }

    /// <summary>The object with this number, kept for the next time.</summary>
    public CosObject Get(int number)
    {
        if (_objects.TryGetValue(number, out var known))
        {
            return known;
        }

        return _objects[number] = Load(number);
    }

    /// <summary>The object with this number, not kept.</summary>
    public CosObject Load(int number)
    {
        if (_objects.TryGetValue(number, out var known))
        {
            return known;
        }

        Budget.Step();
        if (_loading >= MaxResolve)
        {
            return CosNull.Instance;
        }

        _loading++;
        try
        {
            var entry = Table[number];
            return entry.Kind switch
            {
                // Number 0 heads the list of free objects and is never one itself (7.5.4).
                _ when number == 0 => CosNull.Instance,
                XrefKind.InFile => Parse(number, entry),
                XrefKind.Compressed => FromObjectStream(number, entry),
                _ => CosNull.Instance,
            };
        }
        finally
        {
            _loading--;
        }
    }

    /// <summary>Follows references; null for absent, null and endless ones.</summary>
    public CosObject? Resolve(CosObject? value)
    {
        for (var step = 0; value is CosReference reference; step++)
        {
            value = step < MaxResolve ? Get(reference.Id) : null;
        }

        return value is CosNull ? null : value;
    }

    public CosDictionary? Dictionary(CosObject? value) => Resolve(value) switch
    {
        CosDictionary dictionary => dictionary,
        CosStream stream => stream.Dictionary,
        _ => null,
    };

    public CosArray? Array(CosObject? value) => Resolve(value) as CosArray;

    /// <summary>Decrypts and decodes a structural stream; null when that cannot be done.</summary>
    public ReadOnlyMemory<byte>? Decode(int number, CosStream stream)
    {
        var id = new CosId(number, Table[number].Kind == XrefKind.InFile ? Table[number].Detail : 0);
        return StreamDecoder.Decode(stream.Dictionary, Crypt?.DecryptStream(id, stream) ?? stream.Raw, _resolve, Budget);
    }

    /// <summary>Lays an update over the file: what follows sees its objects, its trailer and its length.</summary>
    public void Adopt(IReadOnlyCollection<KeyValuePair<int, (int Generation, CosObject Value)>> objects, CosDictionary trailer, XrefForm form, long startXref, long length)
    {
        _objects.EnsureCapacity(_objects.Count + objects.Count);
        foreach (var (number, (generation, value)) in objects)
        {
            _objects[number] = value;
            Table.Set(number, new XrefEntry(XrefKind.InFile, int.MaxValue, generation));
        }

        Trailer = trailer;
        Form = form;
        StartXref = startXref;
        Length = length;
        NeedsWholeXref = false;
        Catalog = Dictionary(new CosReference(CatalogId)) ?? Catalog;
    }

    private static int FindHeader(ReadOnlyMemory<byte> file, SealLimits limits)
    {
        if (file.IsEmpty)
        {
            throw new SealRefusedException(SealRefusalReason.Empty, null, "the file has no bytes");
        }

        if (file.Length > limits.MaxFileBytes)
        {
            throw new SealRefusedException(SealRefusalReason.TooLarge, null, "the file is larger than the limit");
        }

        var header = file.Span[..Math.Min(1024, file.Length)].IndexOf("%PDF-"u8);
        return header >= 0 ? header : throw new SealRefusedException(SealRefusalReason.NotAPdf, null, "no %PDF- in the first 1,024 bytes");
    }

    private static CosFile OpenChain(ReadOnlyMemory<byte> file, int header, WorkBudget budget)
    {
        var opened = new CosFile(file, header, budget, new XrefReader(file, header, budget).Read(), repaired: false);
        opened.OpenCrypt();
        return opened.FindCatalog(opened.Trailer) ? opened : throw new CosDamageException("the trailer leads to no catalog");
    }

    private static CosFile OpenRepaired(ReadOnlyMemory<byte> file, int header, WorkBudget budget)
    {
        var scan = new RepairScan(file, budget);
        scan.Run();
        var table = new XrefTable(budget.Limits.MaxObjectNumber);
        foreach (var found in scan.Objects)
        {
            table.Set(found.Id.Number, new XrefEntry(XrefKind.InFile, found.Offset, found.Id.Generation));
        }

        var opened = new CosFile(file, header, budget, new XrefChain(table, RepairTrailer.From(scan.Trailers), XrefForm.Table, 0, header), repaired: true);
        opened.OpenCrypt();
        opened.AddMembers(scan);
        opened._objects.Clear();
        if (!scan.Trailers.AsEnumerable().Reverse().Any(opened.FindCatalog) && !opened.SearchCatalog())
        {
            throw new SealRefusedException(SealRefusalReason.NotAPdf, null, "no catalog can be found");
        }

        return opened;
    }

    private void OpenCrypt()
    {
        if (Trailer["Encrypt"] is null or CosNull)
        {
            return;
        }

        var encrypt = Dictionary(Trailer["Encrypt"]) ?? throw new CosDamageException("/Encrypt leads nowhere");
        var fileId = Array(Trailer["ID"]) is { Items.Count: > 0 } ids && Resolve(ids.Items[0]) is CosString first ? first.Bytes : ReadOnlyMemory<byte>.Empty;
        Crypt = CosCrypt.Open(encrypt, fileId, _resolve);
        _objects.Clear();
        if (Trailer["Encrypt"] is CosReference reference)
        {
            // The encryption dictionary's own strings are not encrypted.
            _objects[reference.Id.Number] = encrypt;
        }
    }

    private bool FindCatalog(CosDictionary trailer)
    {
        if (trailer["Root"] is not CosReference root || Get(root.Id) is not CosDictionary catalog || Dictionary(catalog["Pages"]) is null)
        {
            return false;
        }

        (CatalogId, Catalog) = (root.Id, catalog);
        return true;
    }

    private bool SearchCatalog()
    {
        for (var number = Table.Count - 1; number >= 0; number--)
        {
            if (Load(number) is CosDictionary found && found["Type"].IsName("Catalog") && Dictionary(found["Pages"]) is not null)
            {
                var entry = Table[number];
                (CatalogId, Catalog) = (new CosId(number, entry.Kind == XrefKind.Compressed ? 0 : entry.Detail), found);
                return true;
            }
        }

        return false;
    }

    private void AddMembers(RepairScan scan)
    {
        foreach (var found in scan.Objects.Where(found => found.IsObjectStream))
        {
            var entry = Table[found.Id.Number];
            if (entry.Kind != XrefKind.InFile || entry.Position != found.Offset || Members(found.Id.Number) is not { } members)
            {
                continue;
            }

            for (var index = 0; index < members.Numbers.Count; index++)
            {
                var number = members.Numbers[index];
                var known = Table[number];
                if (number <= Budget.Limits.MaxObjectNumber && (known.Kind != XrefKind.InFile || known.Position < found.Offset))
                {
                    Table.Set(number, new XrefEntry(XrefKind.Compressed, found.Id.Number, index));
                }
            }
        }
    }

    private CosObject Parse(int number, XrefEntry entry)
    {
        if (entry.Position >= _file.Length)
        {
            return Damaged("an object beyond the end");
        }

        var parser = new CosParser(_file.Span, entry.Position, Budget.Limits.MaxDepth) { KnownNumbers = Table.Count };
        if (!parser.TryHeader(out var id) || id.Number != number || id.Generation != entry.Detail)
        {
            return Damaged("an object is not where the cross-reference says");
        }

        var value = parser.Read() ?? CosNull.Instance;
        Note(parser.Dangling);
        if (Crypt is not null)
        {
            value = Crypt.Decrypt(id, value);
        }

        if (value is CosDictionary dictionary && StreamBounds.StartOf(_file.Span, parser.Position) is not null
            && StreamBounds.Find(_file, parser.Position, Resolve(dictionary["Length"]).AsInteger()) is { } raw)
        {
            return new CosStream(dictionary, raw);
        }

        return value;
    }

    private CosNull Damaged(string detail) => IsRepaired ? CosNull.Instance : throw new CosDamageException(detail);

    private CosObject FromObjectStream(int number, XrefEntry entry)
    {
        List<int>? dangling = null;
        var value = Members(entry.Position)?.Find(number, entry.Detail, Budget.Limits.MaxDepth, Table.Count, out dangling);
        Note(dangling);
        return value ?? CosNull.Instance;
    }

    private void Note(List<int>? dangling)
    {
        if (dangling is not null)
        {
            _dangling.UnionWith(dangling);
        }
    }

    private ObjectStream? Members(int number)
    {
        if (_objectStreams.TryGetValue(number, out var known))
        {
            return known;
        }

        // An object stream is never itself in an object stream (7.5.7).
        ObjectStream? members = null;
        if (Table[number].Kind == XrefKind.InFile && Load(number) is CosStream stream && Decode(number, stream) is { } data)
        {
            members = ObjectStream.Open(data, stream.Dictionary, _resolve);
        }

        return _objectStreams[number] = members;
    }
}
