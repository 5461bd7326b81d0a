using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Fonts;
using Flexportal.Sealing.Ltv;

namespace Flexportal.Sealing.Update;

/// <summary>The document security store (ETSI EN 319 142-1 5.4.2): a stream per certificate, OCSP response and list. What an earlier revision stored stays.</summary>
internal static class SecurityStore
{
    /// <returns>The changed catalog.</returns>
    public static CosDictionary Extend(IncrementalUpdate update, CosDictionary catalog, ValidationData data)
    {
        var slot = DictionarySlot.Open(update.File, catalog["DSS"]);
        var store = slot.Value.Entries.Count > 0 ? slot.Value : CosDictionary.Of(("Type", new CosName("DSS")));
        store = Extend(update, store, "Certs", data.Certificates);
        store = Extend(update, store, "OCSPs", data.OcspResponses);
        store = Extend(update, store, "CRLs", data.Crls);
        var where = slot.Where ?? update.Reserve();
        update.Put(where, store);
        return catalog.With("DSS", where);
    }

    private static CosDictionary Extend(IncrementalUpdate update, CosDictionary store, string key, IReadOnlyList<ReadOnlyMemory<byte>> added)
    {
        var items = update.File.Array(store[key])?.Items.ToList() ?? [];
        var known = items.Select(item => Stored(update.File, item)).OfType<string>().ToHashSet();
        items.AddRange(added.Where(der => known.Add(Convert.ToHexString(der.Span)))
            .Select(der => update.Add(Deflate.Stream(der.Span, System.IO.Compression.CompressionLevel.Optimal))));
        return items.Count == 0 ? store : store.With(key, new CosArray(items));
    }

    private static string? Stored(CosFile file, CosObject item) =>
        item is CosReference reference && file.Get(reference.Id) is CosStream stream && file.Decode(reference.Id.Number, stream) is { } der
            ? Convert.ToHexString(der.Span)
            : null;
}
