namespace Flexportal.Sealing.Cos;

/// <summary>The members of one object stream (ISO 32000-2 7.5.7).</summary>
internal sealed class ObjectStream
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly int[] _numbers;
    private readonly int[] _offsets;

    private ObjectStream(ReadOnlyMemory<byte> data, int[] numbers, int[] offsets)
    {
        _data = data;
        _numbers = numbers;
        _offsets = offsets;
    }

    public IReadOnlyList<int> Numbers => _numbers;

    /// <returns>Null when the stream's head is broken.</returns>
    public static ObjectStream? Open(ReadOnlyMemory<byte> data, CosDictionary dictionary, Func<CosObject?, CosObject?> resolve)
    {
        var count = resolve(dictionary["N"]).AsInteger() ?? -1;
        var first = resolve(dictionary["First"]).AsInteger() ?? -1;

        // A pair takes four bytes at least ("1 0 "), so /N cannot promise more than the data holds.
        if (count < 0 || first < 0 || first > data.Length || count > data.Length / 2)
        {
            return null;
        }

        var numbers = new int[count];
        var offsets = new int[count];
        var parser = new CosParser(data.Span, 0, 0);
        for (var index = 0; index < count; index++)
        {
            if (!parser.TryInteger(out var number) || !parser.TryInteger(out var offset) || number > int.MaxValue)
            {
                Array.Resize(ref numbers, index);
                Array.Resize(ref offsets, index);
                break;
            }

            numbers[index] = (int)number;
            offsets[index] = (int)Math.Min(offset + first, int.MaxValue);
        }

        return new ObjectStream(data, numbers, offsets);
    }

    /// <summary>The member with this number; the index is where the cross-reference expects it.</summary>
    public CosObject? Find(int number, int index, int maxDepth, int knownNumbers, out List<int>? dangling)
    {
        dangling = null;
        var at = index < _numbers.Length && _numbers[index] == number ? index : Array.LastIndexOf(_numbers, number);
        if (at < 0 || _offsets[at] >= _data.Length)
        {
            return null;
        }

        var parser = new CosParser(_data.Span, _offsets[at], maxDepth) { KnownNumbers = knownNumbers };
        var value = parser.Read();
        dangling = parser.Dangling;
        return value;
    }
}
