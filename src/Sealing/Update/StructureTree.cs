using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>
/// The structure tree that proof and stamp join (ISO 32000-2 14.7). A file without one gets a new root for our elements only; it is then not said to
/// be marked, for its own pages are not.
/// </summary>
internal sealed class StructureTree
{
    private const int MaxDepth = 32;
    private readonly IncrementalUpdate _update;
    private readonly CosDictionary _root;

    private StructureTree(IncrementalUpdate update, CosReference reference, CosDictionary root, int nextKey)
    {
        _update = update;
        _root = root;
        Root = reference;
        NextKey = nextKey;
    }

    /// <summary>The StructTreeRoot's number.</summary>
    public CosReference Root { get; }

    /// <summary>First free key of the parent tree.</summary>
    public int NextKey { get; }

    public static StructureTree Open(IncrementalUpdate update)
    {
        var slot = DictionarySlot.Open(update.File, update.File.Catalog["StructTreeRoot"]);
        var root = slot.Value.Entries.Count > 0 ? slot.Value : CosDictionary.Of(("Type", new CosName("StructTreeRoot")));
        return new StructureTree(update, slot.Where ?? update.Reserve(), root, FreeKey(update.File, root));
    }

    /// <summary>Appends elements at the top and their entries to the parent tree.</summary>
    public void Append(IReadOnlyList<CosObject> elements, IReadOnlyList<KeyValuePair<int, CosObject>> parents)
    {
        var kids = _update.File.Resolve(_root["K"]) switch
        {
            CosArray array => [.. array.Items, .. elements],
            null => elements,
            _ => (IReadOnlyList<CosObject>)[_root["K"]!, .. elements],
        };
        _update.Put(Root, _root
            .With("K", new CosArray(kids))
            .With("ParentTree", WithParents(parents))
            .With("ParentTreeNextKey", CosNumber.From(parents[^1].Key + 1L)));
    }

    private CosObject WithParents(IReadOnlyList<KeyValuePair<int, CosObject>> parents)
    {
        var numbers = parents.SelectMany(parent => (IEnumerable<CosObject>)[CosNumber.From((long)parent.Key), parent.Value]);
        var slot = DictionarySlot.Open(_update.File, _root["ParentTree"]);
        if (_update.File.Array(slot.Value["Kids"]) is { } kids)
        {
            var leaf = _update.Add(CosDictionary.Of(
                ("Limits", CosArray.Of(CosNumber.From((long)parents[0].Key), CosNumber.From((long)parents[^1].Key))),
                ("Nums", new CosArray([.. numbers]))));
            return slot.Store(_update, slot.Value.With("Kids", new CosArray([.. kids.Items, leaf])));
        }

        var old = _update.File.Array(slot.Value["Nums"])?.Items ?? [];
        return slot.Store(_update, slot.Value.With("Nums", new CosArray([.. old, .. numbers])));
    }

    private static int FreeKey(CosFile file, CosDictionary root)
    {
        var next = root["ParentTreeNextKey"].AsInteger() ?? 0;
        var node = file.Dictionary(root["ParentTree"]);
        for (var depth = 0; node is not null && depth < MaxDepth; depth++)
        {
            if (file.Array(node["Nums"]) is { } numbers)
            {
                for (var index = 0; index < numbers.Items.Count; index += 2)
                {
                    next = Math.Max(next, (numbers.Items[index].AsInteger() ?? -1) + 1);
                }
            }

            next = Math.Max(next, (file.Array(node["Limits"]) is { Items.Count: 2 } limits ? limits.Items[1].AsInteger() ?? -1 : -1) + 1);
            node = file.Array(node["Kids"]) is { Items.Count: > 0 } kids ? file.Dictionary(kids.Items[^1]) : null;
        }

        return (int)Math.Clamp(next, 0, int.MaxValue / 2);
    }
}
