namespace Flexportal.Sealing.Cos;

/// <summary>What the cross-reference says of one object number.</summary>
internal enum XrefKind : byte
{
    /// <summary>Nothing: the number is unknown.</summary>
    None,

    /// <summary>Free: hides what older sections say.</summary>
    Free,

    /// <summary>At an offset of the file, with a generation.</summary>
    InFile,

    /// <summary>In an object stream, at an index.</summary>
    Compressed,
}

/// <summary>One entry.</summary>
/// <param name="Kind">Where the object is.</param>
/// <param name="Position">Offset from byte 0 of the file, or number of the object stream.</param>
/// <param name="Detail">Generation, or index in the object stream.</param>
internal readonly record struct XrefEntry(XrefKind Kind, int Position, int Detail);

/// <summary>Entries by object number, in arrays: a file of 10^6 objects costs 9 MB here.</summary>
internal sealed class XrefTable(int maxNumber)
{
    private byte[] _kinds = [];
    private int[] _positions = [];
    private int[] _details = [];

    /// <summary>Highest known number + 1.</summary>
    public int Count { get; private set; }

    public XrefEntry this[int number] =>
        (uint)number < (uint)Count ? new XrefEntry((XrefKind)_kinds[number], _positions[number], _details[number]) : default;

    /// <summary>Adds an entry unless a newer section has already spoken of the number.</summary>
    public void AddOlder(int number, XrefEntry entry)
    {
        if (this[number].Kind == XrefKind.None)
        {
            Set(number, entry);
        }
    }

    public void Set(int number, XrefEntry entry)
    {
        if (number > maxNumber)
        {
            throw new SealRefusedException(SealRefusalReason.TooLarge, null, "an object number is above the limit");
        }

        if (number >= Count)
        {
            Grow(number + 1);
        }

        _kinds[number] = (byte)entry.Kind;
        _positions[number] = entry.Position;
        _details[number] = entry.Detail;
    }

    /// <summary>Makes room at once where the size is known to be backed by the bytes of the file.</summary>
    public void EnsureCapacity(int count)
    {
        if (count > _kinds.Length)
        {
            Array.Resize(ref _kinds, count);
            Array.Resize(ref _positions, count);
            Array.Resize(ref _details, count);
        }
    }

    private void Grow(int count)
    {
        if (count > _kinds.Length)
        {
            EnsureCapacity((int)Math.Min(Math.Max(count, 2L * _kinds.Length), Math.Max(count, maxNumber + 1L)));
        }

        Count = count;
    }
}
