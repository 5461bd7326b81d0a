using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Proof;

namespace Flexportal.Sealing.Update;

/// <summary>Hangs pages at the end of the page tree by rewriting its root; every <c>/Parent</c> stays right.</summary>
internal static class PageAppend
{
    /// <returns>The first page's number; it is put, ready to be edited.</returns>
    public static CosReference Append(IncrementalUpdate update, PageTree tree, IReadOnlyList<ProofPage> pages, ref CosDictionary catalog)
    {
        var root = new CosReference(tree.RootId);
        var (node, kids) = tree.RootIsPage
            ? (CosDictionary.Of(("Type", new CosName("Pages"))), [root])
            : (tree.Root, update.File.Array(tree.Root["Kids"])?.Items.ToList() ?? []);
        var parent = tree.RootIsPage ? update.Reserve() : root;
        var first = First(update, tree, parent, kids);
        foreach (var page in pages)
        {
            update.Put(page.Reference, page.Dictionary.With("Parent", parent));
            kids.Add(page.Reference);
        }

        update.Put(parent, node.With("Kids", new CosArray(kids)).With("Count", CosNumber.From((long)tree.PageCount + pages.Count)));
        if (tree.RootIsPage)
        {
            catalog = catalog.With("Pages", parent);
        }

        return first;
    }

    private static CosReference First(IncrementalUpdate update, PageTree tree, CosReference parent, List<CosObject> kids)
    {
        if (tree.First.Id is { } id)
        {
            var page = new CosReference(id);
            update.Put(page, tree.RootIsPage ? tree.First.Dictionary.With("Parent", parent) : tree.First.Dictionary);
            return page;
        }

        // A page written directly into /Kids has no number that an annotation could name, so it gets one.
        var place = kids.FindIndex(kid => ReferenceEquals(kid, tree.First.Dictionary));
        if (place < 0)
        {
            throw new SealRefusedException(SealRefusalReason.NoPages, tree.RootId.Number, "the first page is no indirect object");
        }

        var moved = update.Add(tree.First.Dictionary.With("Parent", parent));
        kids[place] = moved;
        return moved;
    }
}
