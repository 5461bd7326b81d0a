using System.Globalization;

namespace Flexportal.Sealing.Cos;

/// <summary>One object of the carousel object system (ISO 32000-2 7.3). Values are kept as written so that a round trip changes nothing.</summary>
internal abstract record CosObject;

/// <summary>The null object (7.3.9).</summary>
internal sealed record CosNull : CosObject
{
    public static readonly CosNull Instance = new();
}

/// <summary>A boolean (7.3.2).</summary>
internal sealed record CosBoolean(bool Value) : CosObject;

/// <summary>A number (7.3.3), kept as its text: reals keep the digits of the file.</summary>
internal sealed record CosNumber(string Text) : CosObject
{
    public static CosNumber From(long value) => new(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>At most four decimals, which is a 7,200,000th of an inch at user space scale.</summary>
    public static CosNumber From(double value) => new(value.ToString("0.####", CultureInfo.InvariantCulture));
}

/// <summary>A name (7.3.5), decoded: <c>/A#20B</c> is <c>A B</c>. One char is one byte (Latin-1).</summary>
internal sealed record CosName(string Value) : CosObject;

/// <summary>A string (7.3.4) as bytes; written as hexadecimal.</summary>
internal sealed record CosString(ReadOnlyMemory<byte> Bytes) : CosObject;

/// <summary>An array (7.3.6).</summary>
internal sealed record CosArray(IReadOnlyList<CosObject> Items) : CosObject
{
    public static CosArray Of(params CosObject[] items) => new(items);
}

/// <summary>A reference to an indirect object (7.3.10).</summary>
internal readonly record struct CosId(int Number, int Generation);

/// <summary>A reference as a value.</summary>
internal sealed record CosReference(CosId Id) : CosObject;

/// <summary>A dictionary (7.3.7) with the order of the file. Immutable: <see cref="With"/> gives a changed copy.</summary>
internal sealed record CosDictionary(IReadOnlyList<KeyValuePair<string, CosObject>> Entries) : CosObject
{
    public static readonly CosDictionary Empty = new([]);

    public static CosDictionary Of(params (string Key, CosObject Value)[] entries) =>
        new([.. entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value))]);

    /// <summary>The value, or null when the key is absent. The last one wins where a file has a key twice.</summary>
    public CosObject? this[string key]
    {
        get
        {
            for (var index = Entries.Count - 1; index >= 0; index--)
            {
                if (Entries[index].Key == key)
                {
                    return Entries[index].Value;
                }
            }

            return null;
        }
    }

    public CosDictionary With(string key, CosObject value) =>
        new([.. Entries.Where(entry => entry.Key != key), KeyValuePair.Create(key, value)]);

    public CosDictionary Without(string key) => new([.. Entries.Where(entry => entry.Key != key)]);
}

/// <summary>A stream (7.3.8): dictionary and the bytes as stored, that is after its filters.</summary>
internal sealed record CosStream(CosDictionary Dictionary, ReadOnlyMemory<byte> Raw) : CosObject;

/// <summary>Where drawing code puts the new indirect objects of one update; the writer numbers, encrypts and serialises them.</summary>
internal interface IObjectSink
{
    /// <summary>Takes a new object number.</summary>
    CosReference Reserve();

    /// <summary>Sets the object for a reserved (or existing, rewritten) number; the last one wins.</summary>
    void Put(CosReference reference, CosObject value);
}
