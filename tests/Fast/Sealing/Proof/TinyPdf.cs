using System.Globalization;
using System.Text;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Proof;

namespace Flexportal.Tests.Fast.Sealing.Proof;

/// <summary>The smallest writer that makes a whole file of proof pages and one page with the stamp, so that the drawing is judged without the sealing.</summary>
internal sealed class TinyPdf : IObjectSink
{
    private readonly SortedDictionary<int, CosObject?> objects = [];

    public CosReference Reserve()
    {
        objects[objects.Count + 1] = null;
        return new CosReference(new CosId(objects.Count, 0));
    }

    public void Put(CosReference reference, CosObject value) => objects[reference.Id.Number] = value;

    public int ObjectCount => objects.Count;

    public static byte[] Draw(TransactionEvidence evidence, ProofLook look, double stampWidth = 190, double stampHeight = 52) =>
        Draw(evidence, look, out _, stampWidth, stampHeight);

    public static byte[] Draw(TransactionEvidence evidence, ProofLook look, out ProofDrawn drawn, double stampWidth = 190, double stampHeight = 52)
    {
        var pdf = new TinyPdf();
        var (catalog, tree, pages, structure) = (pdf.Reserve(), pdf.Reserve(), pdf.Reserve(), pdf.Reserve());
        drawn = ProofDrawing.Draw(new ProofRequest(evidence, look, stampWidth, stampHeight, structure, 0), pdf);
        foreach (var page in drawn.Pages)
        {
            pdf.Put(page.Reference, page.Dictionary.With("Parent", tree));
        }

        var kids = drawn.Pages.Select(CosObject (page) => page.Reference).ToList();
        if (drawn.Stamp is { } stamp)
        {
            kids.Add(pdf.StampPage(stamp, tree));
        }

        pdf.Put(tree, CosDictionary.Of(("Type", new CosName("Pages")), ("Kids", new CosArray(kids)), ("Count", CosNumber.From((long)kids.Count))));
        pdf.Put(pages, CosDictionary.Of(("Nums", new CosArray([.. drawn.ParentTree.SelectMany(IEnumerable<CosObject> (entry) => [CosNumber.From((long)entry.Key), entry.Value])]))));
        pdf.Put(structure, CosDictionary.Of(("Type", new CosName("StructTreeRoot")), ("K", drawn.Structure), ("ParentTree", pages)));
        pdf.Put(catalog, CosDictionary.Of(
            ("Type", new CosName("Catalog")),
            ("Pages", tree),
            ("StructTreeRoot", structure),
            ("Lang", new CosString("nl-NL"u8.ToArray())),
            ("MarkInfo", CosDictionary.Of(("Marked", new CosBoolean(true))))));
        return pdf.Write(catalog);
    }

    private CosReference StampPage(CosStream stamp, CosReference tree)
    {
        var (form, contents, page) = (Reserve(), Reserve(), Reserve());
        Put(form, stamp);
        Put(contents, new CosStream(CosDictionary.Empty, "q 1 0 0 1 40 60 cm /S Do Q"u8.ToArray()));
        Put(page, CosDictionary.Of(
            ("Type", new CosName("Page")),
            ("Parent", tree),
            ("MediaBox", CosArray.Of(CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(300L), CosNumber.From(200L))),
            ("Resources", CosDictionary.Of(("XObject", CosDictionary.Of(("S", form))))),
            ("Contents", contents)));
        return page;
    }

    private byte[] Write(CosReference root)
    {
        var file = new MemoryStream();
        var offsets = new List<long>();
        Ascii(file, "%PDF-1.7\n%\u00e2\u00e3\n");
        foreach (var (number, value) in objects)
        {
            offsets.Add(file.Length);
            Ascii(file, $"{number} 0 obj\n");
            Value(file, value ?? throw new InvalidOperationException($"Object {number} was reserved but never put."));
            Ascii(file, "\nendobj\n");
        }

        var xref = file.Length;
        Ascii(file, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
        {
            Ascii(file, $"{offset:0000000000} 00000 n \n");
        }

        Ascii(file, $"trailer\n<</Size {objects.Count + 1}/Root {root.Id.Number} 0 R>>\nstartxref\n{xref}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Value(MemoryStream file, CosObject value)
    {
        switch (value)
        {
            case CosNull: Ascii(file, "null"); break;
            case CosBoolean flag: Ascii(file, flag.Value ? " true" : " false"); break;
            case CosNumber number: Ascii(file, " " + number.Text); break;
            case CosName name: Ascii(file, "/" + name.Value); break;
            case CosString text: Ascii(file, $"<{Convert.ToHexString(text.Bytes.Span)}>"); break;
            case CosReference reference: Ascii(file, string.Create(CultureInfo.InvariantCulture, $" {reference.Id.Number} 0 R")); break;
            case CosArray array:
                Ascii(file, "[");
                foreach (var item in array.Items)
                {
                    Value(file, item);
                }

                Ascii(file, "]");
                break;
            case CosDictionary dictionary: Dictionary(file, dictionary); break;
            case CosStream stream:
                Dictionary(file, stream.Dictionary.With("Length", CosNumber.From((long)stream.Raw.Length)));
                Ascii(file, "stream\n");
                file.Write(stream.Raw.Span);
                Ascii(file, "\nendstream");
                break;
            default: throw new InvalidOperationException(value.GetType().Name);
        }
    }

    private static void Dictionary(MemoryStream file, CosDictionary dictionary)
    {
        Ascii(file, "<<");
        foreach (var (key, value) in dictionary.Entries)
        {
            Ascii(file, "/" + key);
            Value(file, value);
        }

        Ascii(file, ">>");
    }

    private static void Ascii(MemoryStream file, string text) => file.Write(Encoding.Latin1.GetBytes(text));
}
