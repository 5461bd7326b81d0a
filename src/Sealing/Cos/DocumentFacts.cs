namespace Flexportal.Sealing.Cos;

/// <summary>What sealing has to know of a document before it writes anything; reading it refuses what cannot or must not be sealed.</summary>
/// <param name="Pages">The page tree.</param>
/// <param name="Fields">The interactive form.</param>
internal sealed record DocumentFacts(PageTree Pages, FormFields Fields)
{
    public bool HasSignatures => Fields.Signatures.Count > 0;

    public static DocumentFacts Read(CosFile file, Action<PageNode>? visit = null)
    {
        var fields = FormFields.Read(file);
        CheckCertification(file, fields);
        if (Xfa.IsDynamic(file, fields.Form))
        {
            throw new SealRefusedException(SealRefusalReason.XfaDynamic, (file.Catalog["AcroForm"] as CosReference)?.Id.Number, "the pages are made by a form script");
        }

        return new DocumentFacts(PageTree.Walk(file, visit), fields);
    }

    /// <summary>No level of certification permits a page to be added (table 257).</summary>
    private static void CheckCertification(CosFile file, FormFields fields)
    {
        var certified = file.Dictionary(file.Dictionary(file.Catalog["Perms"])?["DocMDP"]) is { Entries.Count: > 0 };
        if (certified || fields.Signatures.Any(signature => Certifies(file, signature)))
        {
            throw new SealRefusedException(SealRefusalReason.DocmdpForbids, file.CatalogId.Number, "a certification signature forbids adding pages");
        }
    }

    private static bool Certifies(CosFile file, CosDictionary signature) =>
        file.Array(signature["Reference"])?.Items.Any(reference => file.Resolve(file.Dictionary(reference)?["TransformMethod"]).IsName("DocMDP")) ?? false;
}
