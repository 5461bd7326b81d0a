using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>Deep equality of values; the order of dictionary entries does not count.</summary>
internal static class SameObject
{
    public static bool Are(CosObject? first, CosObject? second) => (first, second) switch
    {
        (null, null) => true,
        (CosString a, CosString b) => a.Bytes.Span.SequenceEqual(b.Bytes.Span),
        (CosArray a, CosArray b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => Are(pair.First, pair.Second)),
        (CosDictionary a, CosDictionary b) => a.Entries.Count == b.Entries.Count && a.Entries.All(entry => Are(entry.Value, b[entry.Key])),
        (CosStream a, CosStream b) => Are(a.Dictionary, b.Dictionary) && a.Raw.Span.SequenceEqual(b.Raw.Span),
        (CosNumber or CosName or CosBoolean or CosReference or CosNull, not null) => first.Equals(second),
        _ => false,
    };

    /// <summary>Whether the two are the same save for the named keys.</summary>
    public static bool AreExcept(CosDictionary first, CosDictionary second, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            first = first.Without(key);
            second = second.Without(key);
        }

        return Are(first, second);
    }

    /// <summary>Whether the second array is the first with this one reference behind it.</summary>
    public static bool IsAppended(CosArray first, CosArray second, CosId added) =>
        second.Items.Count == first.Items.Count + 1
        && second.Items[^1] is CosReference last && last.Id == added
        && first.Items.Zip(second.Items).All(pair => Are(pair.First, pair.Second));
}
