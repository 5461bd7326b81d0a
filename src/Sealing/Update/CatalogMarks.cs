using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>Small entries of the catalog.</summary>
internal static class CatalogMarks
{
    /// <summary>Names the signature as the certification of the document (ISO 32000-2 12.8.6).</summary>
    public static CosDictionary Certify(CosFile file, CosDictionary catalog, CosReference signature) =>
        catalog.With("Perms", (file.Dictionary(catalog["Perms"]) ?? CosDictionary.Empty).With("DocMDP", signature));

    /// <summary>P 1: no change at all is permitted (table 257).</summary>
    public static CosArray DocMdpReference() => CosArray.Of(CosDictionary.Of(
        ("Type", new CosName("SigRef")),
        ("TransformMethod", new CosName("DocMDP")),
        ("TransformParams", CosDictionary.Of(("Type", new CosName("TransformParams")), ("P", CosNumber.From(1L)), ("V", new CosName("1.2"))))));

    /// <summary>Declares the ETSI extension to files below PDF 2.0 (ISO 32000-2 7.12); never lowers one that is there.</summary>
    public static CosDictionary Extension(CosFile file, CosDictionary catalog, int level)
    {
        if (IsPdf2(file, catalog))
        {
            return catalog;
        }

        var extensions = file.Dictionary(catalog["Extensions"]) ?? CosDictionary.Empty;
        if (file.Resolve(file.Dictionary(extensions["ESIC"])?["ExtensionLevel"]).AsInteger() >= level)
        {
            return catalog;
        }

        return catalog.With("Extensions", extensions.With("ESIC", CosDictionary.Of(
            ("BaseVersion", new CosName("1.7")), ("ExtensionLevel", CosNumber.From((long)level)))));
    }

    private static bool IsPdf2(CosFile file, CosDictionary catalog) =>
        file.Bytes.Span[file.Header..].StartsWith("%PDF-2"u8) || (file.Resolve(catalog["Version"]).AsName()?.StartsWith('2') ?? false);
}
