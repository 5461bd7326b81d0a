namespace Flexportal.Sealing.Cos;

/// <summary>What sealing has to know of a document before it writes anything; reading it refuses what cannot or must not be sealed.</summary>
/// <param name="Pages">The page tree.</param>
/// <param name="Fields">The interactive form.</param>
internal sealed record DocumentFacts(PageTree Pages, FormFields Fields)
{
    // ISO 32000-2 table 22, as masks: bit n of the table is 1 << (n - 1).
    private const int Modify = 1 << 3;
    private const int Annotate = 1 << 5;
    private const int FillIn = 1 << 8;
    private const int Assemble = 1 << 10;

    public bool HasSignatures => Fields.Signatures.Count > 0;

    public static DocumentFacts Read(CosFile file, Action<PageNode>? visit = null)
    {
        CheckPermissions(file);
        var fields = FormFields.Read(file);
        CheckCertification(file, fields);
        if (Xfa.IsDynamic(file, fields.Form))
        {
            throw new SealRefusedException(SealRefusalReason.XfaDynamic, (file.Catalog["AcroForm"] as CosReference)?.Id.Number, "the pages are made by a form script");
        }

        return new DocumentFacts(PageTree.Walk(file, visit), fields);
    }

    /// <summary>
    /// The update adds a signature field, its annotation and pages at the end, and changes nothing that is there. An author who allows any addition
    /// (modify, annotate, fill in and sign, assemble) is taken to allow this one; one who forbids all four has forbidden it.
    /// </summary>
    private static void CheckPermissions(CosFile file)
    {
        if (file.Crypt is { Permissions: var permissions } && (permissions & (Modify | Annotate | FillIn | Assemble)) == 0)
        {
            throw new SealRefusedException(
                SealRefusalReason.PermissionsForbid, (file.Trailer["Encrypt"] as CosReference)?.Id.Number, "the author's permissions forbid every kind of addition");
        }
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
