using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Domain.Signing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Fonts;
using Flexportal.Sealing.Proof;

namespace Flexportal.Sealing.Update;

/// <summary>Attaches <c>evidence.json</c> as an associated file (ISO 32000-2 7.11.4, 14.13): readable by machines without us.</summary>
internal static class EvidenceFile
{
    /// <returns>The changed catalog.</returns>
    public static CosDictionary Attach(IncrementalUpdate update, CosDictionary catalog, TransactionEvidence evidence, DateTimeOffset at)
    {
        var json = EvidenceJson.Write(evidence);
        var file = update.Add(Stream(json, at));
        var specification = update.Add(CosDictionary.Of(
            ("Type", new CosName("Filespec")),
            ("F", PdfText.From(EvidenceJson.FileName)),
            ("UF", PdfText.From(EvidenceJson.FileName)),
            ("Desc", PdfText.From("Transactiebewijs als gegevensbestand")),
            ("AFRelationship", new CosName("Data")),
            ("EF", CosDictionary.Of(("F", file), ("UF", file)))));
        var associated = update.File.Array(catalog["AF"])?.Items ?? [];
        return AddName(update, catalog, specification).With("AF", new CosArray([.. associated, specification]));
    }

    private static CosStream Stream(byte[] json, DateTimeOffset at)
    {
        var deflated = Deflate.Stream(json, System.IO.Compression.CompressionLevel.Optimal);
        return deflated with
        {
            Dictionary = CosDictionary.Of(
                ("Type", new CosName("EmbeddedFile")),
                ("Subtype", new CosName("application/json")),
                ("Filter", new CosName("FlateDecode")),
                ("Params", CosDictionary.Of(
                    ("Size", CosNumber.From((long)json.Length)),
                    ("ModDate", PdfText.From(at)),
                    ("CheckSum", new CosString(CheckSum(json)))))),
        };
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "Table 45 defines /CheckSum as MD5; the seal protects the file.")]
    private static byte[] CheckSum(byte[] json) => MD5.HashData(json);

    private static CosDictionary AddName(IncrementalUpdate update, CosDictionary catalog, CosReference specification)
    {
        var names = DictionarySlot.Open(update.File, catalog["Names"]);
        var tree = new NameTree(update);
        var root = names.Value["EmbeddedFiles"];
        var name = EvidenceJson.FileName;
        for (var number = 2; tree.Contains(root, Encoding.ASCII.GetBytes(name)); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"flexportal-evidence-{number}.json");
        }

        var held = names.Store(update, names.Value.With("EmbeddedFiles", tree.Insert(root, PdfText.From(name), specification)));
        return names.Where is null ? catalog.With("Names", held) : catalog;
    }
}
