namespace Flexportal.Sealing.Cos;

/// <summary>The form of a cross-reference section; an update continues in the form that <c>startxref</c> points to.</summary>
internal enum XrefForm
{
    /// <summary>Classic table; hybrid files count as this.</summary>
    Table,

    /// <summary>Cross-reference stream.</summary>
    Stream,
}

/// <summary>What startxref -> /Prev -> /XRefStm says, and nothing else.</summary>
/// <param name="Table">All entries.</param>
/// <param name="Trailer">The newest trailer.</param>
/// <param name="Form">Form of the newest section.</param>
/// <param name="StartXref">Offset of the newest section as the file writes it.</param>
/// <param name="Base">What the file's offsets count from: 0, or the byte of <c>%PDF-</c>.</param>
internal sealed record XrefChain(XrefTable Table, CosDictionary Trailer, XrefForm Form, long StartXref, int Base);

/// <summary>Reads the cross-reference chain (ISO 32000-2 7.5.4, 7.5.8). Anything that does not fit is damage: the file is then scanned instead.</summary>
internal sealed class XrefReader(ReadOnlyMemory<byte> file, int header, WorkBudget budget)
{
    private const int TailWindow = 2048;
    private readonly XrefTable _table = new(budget.Limits.MaxObjectNumber);
    private readonly HashSet<long> _visited = [];
    private readonly List<int> _free = [];
    private int _base;

    public XrefChain Read()
    {
        var start = FindStart();
        _base = Hits(start) ? 0 : header;
        if (_base != 0 && !Hits(start))
        {
            throw new CosDamageException("startxref does not point to a section");
        }

        CosDictionary? newest = null;
        var form = XrefForm.Table;
        for (long? at = start; at is { } offset && (offset != 0 || newest is null);)
        {
            var trailer = ReadSection(offset, out var sectionForm);
            if (newest is null)
            {
                newest = trailer;
                form = sectionForm;
            }

            if (sectionForm == XrefForm.Table && trailer["XRefStm"].AsInteger() is { } hybrid)
            {
                ReadHybrid(hybrid);
            }

            HideFree();
            at = Previous(trailer);
        }

        return new XrefChain(_table, newest!, form, start, _base);
    }

    private static long? Previous(CosDictionary trailer) => trailer["Prev"] switch
    {
        null or CosNull => null,
        var value => value.AsInteger() ?? throw new CosDamageException("/Prev is not a number"),
    };

    private long FindStart()
    {
        var span = file.Span;
        var from = Math.Max(0, span.Length - TailWindow);
        var at = span[from..].LastIndexOf("startxref"u8);
        if (at < 0)
        {
            throw new CosDamageException("no startxref");
        }

        var parser = new CosParser(span, from + at + 9, 0);
        return parser.TryInteger(out var offset) ? offset : throw new CosDamageException("startxref without a number");
    }

    private bool Hits(long offset)
    {
        if (offset + _base >= file.Length)
        {
            return false;
        }

        var parser = new CosParser(file.Span, (int)offset + _base, 0);
        return parser.TryKeyword("xref"u8) || parser.TryHeader(out _);
    }

    private CosDictionary ReadSection(long offset, out XrefForm form)
    {
        if (!_visited.Add(offset))
        {
            throw new CosDamageException("sections in a circle");
        }

        if (_visited.Count > budget.Limits.MaxSections)
        {
            throw new SealRefusedException(SealRefusalReason.TooComplex, null, "too many cross-reference sections");
        }

        if (offset + _base >= file.Length)
        {
            throw new CosDamageException("section beyond the end");
        }

        var parser = new CosParser(file.Span, (int)offset + _base, budget.Limits.MaxDepth);
        if (parser.TryKeyword("xref"u8))
        {
            form = XrefForm.Table;
            return ReadTable(ref parser);
        }

        form = XrefForm.Stream;
        return ReadStream((int)offset + _base);
    }

    /// <summary>A hybrid's table calls free what only its stream knows (7.5.8.4), so free entries of a table count after the stream's.</summary>
    private void HideFree()
    {
        foreach (var number in _free)
        {
            _table.AddOlder(number, new XrefEntry(XrefKind.Free, 0, 0));
        }

        _free.Clear();
    }

    private void ReadHybrid(long offset)
    {
        // A hybrid's stream adds entries only; its own /Prev is not followed (7.5.8.4).
        if (_visited.Add(offset) && offset > 0 && offset + _base < file.Length)
        {
            ReadStream((int)offset + _base);
        }
    }

    private CosDictionary ReadTable(ref CosParser parser)
    {
        while (!parser.TryKeyword("trailer"u8))
        {
            if (!parser.TryInteger(out var first) || !parser.TryInteger(out var count))
            {
                throw new CosDamageException("broken cross-reference table");
            }

            // An entry takes 18 bytes at least, so a count cannot promise more than the file holds.
            if (count > file.Length / 18 || first > int.MaxValue - count)
            {
                throw new CosDamageException("cross-reference table longer than the file");
            }

            ReadSubsection(ref parser, (int)first, (int)count);
        }

        return parser.Read() as CosDictionary ?? throw new CosDamageException("trailer without a dictionary");
    }

    private void ReadSubsection(ref CosParser parser, int first, int count)
    {
        if (count > 0 && first + count - 1 <= budget.Limits.MaxObjectNumber)
        {
            _table.EnsureCapacity(first + count);
        }

        for (var index = 0; index < count; index++)
        {
            budget.Step();
            if (!parser.TryInteger(out var offset) || !parser.TryInteger(out var generation))
            {
                throw new CosDamageException("broken cross-reference entry");
            }

            var used = parser.TryKeyword("n"u8);
            if (!used && !parser.TryKeyword("f"u8))
            {
                throw new CosDamageException("broken cross-reference entry");
            }

            if (used && offset != 0)
            {
                _table.AddOlder(first + index, Entry(true, offset, generation));
            }
            else
            {
                _free.Add(first + index);
            }
        }
    }

    private XrefEntry Entry(bool used, long offset, long generation) =>
        used ? new XrefEntry(XrefKind.InFile, (int)Math.Min(offset + _base, int.MaxValue), (int)Math.Min(generation, 65536)) : new XrefEntry(XrefKind.Free, 0, 0);

    private CosDictionary ReadStream(int offset)
    {
        var parser = new CosParser(file.Span, offset, budget.Limits.MaxDepth);
        if (!parser.TryHeader(out _) || parser.Read() is not CosDictionary dictionary || !dictionary["Type"].IsName("XRef")
            || StreamBounds.Find(file, parser.Position, dictionary["Length"].AsInteger()) is not { } raw)
        {
            throw new CosDamageException("no cross-reference stream where one should be");
        }

        var decoded = StreamDecoder.Decode(dictionary, raw, static value => value, budget) ?? throw new CosDamageException("cross-reference stream with an unknown filter");
        ReadEntries(dictionary, decoded);
        return dictionary;
    }

    private void ReadEntries(CosDictionary dictionary, ReadOnlyMemory<byte> decoded)
    {
        if (dictionary["W"] is not CosArray { Items.Count: >= 3 } w)
        {
            throw new CosDamageException("cross-reference stream without /W");
        }

        Span<int> widths = [Width(w, 0), Width(w, 1), Width(w, 2)];
        var index = dictionary["Index"] is CosArray { Items.Count: >= 2 } given ? given : CosArray.Of(CosNumber.From(0), dictionary["Size"] ?? CosNull.Instance);
        var data = decoded.Span;
        var size = widths[0] + widths[1] + widths[2];
        for (var pair = 0; pair + 1 < index.Items.Count; pair += 2)
        {
            if (index.Items[pair].AsInteger() is not (>= 0 and <= int.MaxValue and var first) || index.Items[pair + 1].AsInteger() is not (>= 0 and var count) || size == 0)
            {
                throw new CosDamageException("cross-reference stream with a broken /Index");
            }

            var number = first;
            for (; count > 0 && data.Length >= size; count--, number++)
            {
                budget.Step();
                Add(number, data, widths);
                data = data[size..];
            }
        }
    }

    private static int Width(CosArray w, int index) =>
        w.Items[index].AsInteger() is >= 0 and <= 8 and var width ? (int)width : throw new CosDamageException("cross-reference stream with a broken /W");

    private void Add(long number, ReadOnlySpan<byte> data, ReadOnlySpan<int> widths)
    {
        var type = widths[0] == 0 ? 1 : Field(data, widths[0]);
        var second = Field(data[widths[0]..], widths[1]);
        var third = Field(data[(widths[0] + widths[1])..], widths[2]);
        if (number > int.MaxValue)
        {
            throw new CosDamageException("object number out of range");
        }

        _table.AddOlder((int)number, type switch
        {
            1 => Entry(second != 0, second, third),
            2 => new XrefEntry(XrefKind.Compressed, (int)Math.Min(second, int.MaxValue), (int)Math.Min(third, int.MaxValue)),
            _ => new XrefEntry(XrefKind.Free, 0, 0),
        });
    }

    private static long Field(ReadOnlySpan<byte> data, int width)
    {
        long value = 0;
        for (var index = 0; index < width; index++)
        {
            value = (value << 8) | data[index];
        }

        return value < 0 ? long.MaxValue / 4 : Math.Min(value, long.MaxValue / 4);
    }
}
