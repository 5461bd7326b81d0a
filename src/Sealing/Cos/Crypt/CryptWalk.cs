namespace Flexportal.Sealing.Cos.Crypt;

/// <summary>Changes every string of an object, except the <c>/Contents</c> of a signature, which is never encrypted (ISO 32000-2 7.6.2).</summary>
internal sealed class CryptWalk(Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> change)
{
    public CosObject Apply(CosObject value) => value switch
    {
        CosString text => new CosString(change(text.Bytes)),
        CosArray array => new CosArray([.. array.Items.Select(Apply)]),
        CosDictionary dictionary => Apply(dictionary),
        CosStream stream => new CosStream(Apply(stream.Dictionary), stream.Raw),
        _ => value,
    };

    private CosDictionary Apply(CosDictionary dictionary)
    {
        var signature = dictionary["ByteRange"] is not null;
        return new CosDictionary(
            [.. dictionary.Entries.Select(entry => KeyValuePair.Create(entry.Key, signature && entry.Key == "Contents" ? entry.Value : Apply(entry.Value)))]);
    }
}
