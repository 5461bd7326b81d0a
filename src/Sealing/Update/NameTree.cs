using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>Adds a name to a name tree (ISO 32000-2 7.9.6) and keeps order and limits.</summary>
internal sealed class NameTree(IncrementalUpdate update)
{
    private const int MaxDepth = 32;

    /// <summary>Whether the tree has the name.</summary>
    public bool Contains(CosObject? root, ReadOnlySpan<byte> name)
    {
        var node = update.File.Dictionary(root);
        for (var depth = 0; node is not null && depth < MaxDepth; depth++)
        {
            if (update.File.Array(node["Kids"]) is not { } kids)
            {
                return update.File.Array(node["Names"]) is { } names && Find(names, name, out _);
            }

            node = kids.Items.Count == 0 ? null : update.File.Dictionary(kids.Items[KidFor(kids, name)]);
        }

        return false;
    }

    /// <returns>What the holder of the tree has to hold.</returns>
    public CosObject Insert(CosObject? root, CosString name, CosObject value) => Insert(root, name, value, 0);

    private CosObject Insert(CosObject? root, CosString name, CosObject value, int depth)
    {
        var slot = DictionarySlot.Open(update.File, root);
        var limited = depth > 0;
        if (depth < MaxDepth && update.File.Array(slot.Value["Kids"]) is { Items.Count: > 0 } kids)
        {
            var index = KidFor(kids, name.Bytes.Span);
            var changed = new List<CosObject>(kids.Items);
            changed[index] = Insert(changed[index], name, value, depth + 1);
            return slot.Store(update, WithLimits(slot.Value.With("Kids", new CosArray(changed)), name, limited));
        }

        var names = update.File.Array(slot.Value["Names"]) ?? CosArray.Of();
        Find(names, name.Bytes.Span, out var position);
        var items = new List<CosObject>(names.Items);
        items.InsertRange(Math.Min(position, items.Count), [name, value]);
        return slot.Store(update, WithLimits(slot.Value.Without("Kids").With("Names", new CosArray(items)), name, limited));
    }

    private CosDictionary WithLimits(CosDictionary node, CosString name, bool limited)
    {
        if (!limited)
        {
            return node;
        }

        var (low, high) = update.File.Array(node["Limits"]) is { Items.Count: 2 } limits && limits.Items[0] is CosString first && limits.Items[1] is CosString last
            ? (first, last)
            : (name, name);
        return node.With("Limits", CosArray.Of(
            low.Bytes.Span.SequenceCompareTo(name.Bytes.Span) < 0 ? low : name,
            high.Bytes.Span.SequenceCompareTo(name.Bytes.Span) > 0 ? high : name));
    }

    private int KidFor(CosArray kids, ReadOnlySpan<byte> name)
    {
        for (var index = 0; index < kids.Items.Count; index++)
        {
            if (update.File.Dictionary(kids.Items[index]) is { } kid && update.File.Array(kid["Limits"]) is { Items.Count: 2 } limits
                && limits.Items[1] is CosString high && high.Bytes.Span.SequenceCompareTo(name) >= 0)
            {
                return index;
            }
        }

        return kids.Items.Count - 1;
    }

    private bool Find(CosArray names, ReadOnlySpan<byte> name, out int position)
    {
        for (position = 0; position + 1 < names.Items.Count; position += 2)
        {
            if (update.File.Resolve(names.Items[position]) is CosString found && found.Bytes.Span.SequenceCompareTo(name) is >= 0 and var order)
            {
                return order == 0;
            }
        }

        position = names.Items.Count;
        return false;
    }
}
