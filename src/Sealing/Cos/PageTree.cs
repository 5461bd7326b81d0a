namespace Flexportal.Sealing.Cos;

/// <summary>A page with what it inherits (ISO 32000-2 7.7.3.4).</summary>
/// <param name="Id">Its number, or null for a page written directly into <c>/Kids</c>.</param>
/// <param name="Dictionary">Its own dictionary.</param>
/// <param name="Above">Nodes above it.</param>
internal sealed record PageNode(CosId? Id, CosDictionary Dictionary, PageAncestor? Above)
{
    public CosObject? Value(string key)
    {
        if (Dictionary[key] is { } own and not CosNull)
        {
            return own;
        }

        for (var above = Above; above is not null; above = above.Above)
        {
            if (above.Node[key] is { } value and not CosNull)
            {
                return value;
            }
        }

        return null;
    }
}

/// <summary>A node of the page tree and the way up from it.</summary>
internal sealed record PageAncestor(CosDictionary Node, PageAncestor? Above);

/// <summary>The page tree, walked once without recursion; each node counts once, so a circle ends.</summary>
/// <param name="RootId">Number of the root node.</param>
/// <param name="Root">Its dictionary.</param>
/// <param name="RootIsPage">The catalog leads straight to a page.</param>
/// <param name="PageCount">Pages found.</param>
/// <param name="First">The first page.</param>
internal sealed record PageTree(CosId RootId, CosDictionary Root, bool RootIsPage, int PageCount, PageNode First)
{
    /// <param name="file">The file.</param>
    /// <param name="visit">Called for each page in order, if given.</param>
    /// <exception cref="SealRefusedException">No page, or more than the limit.</exception>
    public static PageTree Walk(CosFile file, Action<PageNode>? visit = null)
    {
        if (file.Catalog["Pages"] is not CosReference { Id: var rootId } || file.Get(rootId) is not CosDictionary root)
        {
            throw new SealRefusedException(SealRefusalReason.NoPages, file.CatalogId.Number, "the catalog has no page tree");
        }

        if (IsPage(file, root))
        {
            var only = new PageNode(rootId, root, null);
            visit?.Invoke(only);
            return new PageTree(rootId, root, true, 1, only);
        }

        var (count, first) = new PageWalk(file, visit).Run(rootId, root);
        return first is null
            ? throw new SealRefusedException(SealRefusalReason.NoPages, rootId.Number, "the document has no page")
            : new PageTree(rootId, root, false, count, first);
    }

    internal static bool IsPage(CosFile file, CosDictionary node) =>
        file.Resolve(node["Type"]) switch
        {
            CosName { Value: "Page" } => true,
            CosName { Value: "Pages" } => false,
            _ => file.Array(node["Kids"]) is null,
        };
}

/// <summary>One walk through the tree.</summary>
internal sealed class PageWalk(CosFile file, Action<PageNode>? visit)
{
    private readonly HashSet<int> _nodes = [];
    private readonly Stack<(CosArray Kids, int Next, PageAncestor Node)> _open = new();
    private PageNode? _first;
    private int _count;

    public (int Count, PageNode? First) Run(CosId rootId, CosDictionary root)
    {
        _nodes.Add(rootId.Number);
        Open(root, null);
        while (_open.TryPop(out var level))
        {
            if (level.Next < level.Kids.Items.Count)
            {
                _open.Push(level with { Next = level.Next + 1 });
                Take(level.Kids.Items[level.Next], level.Node);
            }
        }

        return (_count, _first);
    }

    private void Take(CosObject kid, PageAncestor above)
    {
        file.Budget.Step();
        var id = (kid as CosReference)?.Id;
        if (Kid(kid, id) is not { } node)
        {
            return;
        }

        if (!PageTree.IsPage(file, node))
        {
            // A node that was seen before is a circle or a second parent: its pages count once.
            if (id is { } known && _nodes.Add(known.Number))
            {
                Open(node, above);
            }

            return;
        }

        if (++_count > file.Budget.Limits.MaxPages)
        {
            throw new SealRefusedException(SealRefusalReason.TooLarge, id?.Number, "more pages than the limit");
        }

        if (_first is null || visit is not null)
        {
            var page = new PageNode(id, node, above);
            _first ??= page;
            visit?.Invoke(page);
        }
    }

    private CosDictionary? Kid(CosObject kid, CosId? id)
    {
        if (id is not { } reference)
        {
            return kid as CosDictionary;
        }

        // Pages are not kept: a document of 20,000 pages is walked in constant memory.
        var entry = file.Table[reference.Number];
        var generation = entry.Kind == XrefKind.Compressed ? 0 : entry.Detail;
        return generation == reference.Generation ? file.Load(reference.Number) as CosDictionary : null;
    }

    private void Open(CosDictionary node, PageAncestor? above) => _open.Push((file.Array(node["Kids"]) ?? CosArray.Of(), 0, new PageAncestor(node, above)));
}
