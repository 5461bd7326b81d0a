using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Proof;

namespace Flexportal.Sealing.Update;

/// <summary>What the update needs besides the file.</summary>
/// <param name="Request">Evidence, look and instant.</param>
/// <param name="SignerName">Goes into the signature's <c>/Name</c>.</param>
/// <param name="Reserve">Bytes kept for the CMS.</param>
/// <param name="RefuseRestricted">Refuse where the author allows no addition.</param>
/// <param name="Seed">16 bytes for the second half of <c>/ID</c>.</param>
internal sealed record SealPlan(SealRequest Request, string SignerName, int Reserve, bool RefuseRestricted, ReadOnlyMemory<byte> Seed);

/// <summary>An update with proof, stamp and an open signature.</summary>
/// <param name="File">The file with the update laid over it.</param>
/// <param name="Written">The update's bytes.</param>
/// <param name="PageCount">Pages with the proof.</param>
internal sealed record PreparedSeal(CosFile File, WrittenUpdate Written, int PageCount);

/// <summary>The sealing update: proof pages, stamp, signature field, evidence file and structure, in one revision.</summary>
internal sealed class SealUpdate
{
    private readonly CosFile _file;
    private readonly SealPlan _plan;
    private readonly IncrementalUpdate _update;
    private readonly DocumentFacts _facts;
    private CosDictionary _catalog;

    private SealUpdate(CosFile file, SealPlan plan)
    {
        _file = file;
        _plan = plan;
        _update = new IncrementalUpdate(file);
        _facts = DocumentFacts.Read(file);
        _catalog = file.Catalog;
    }

    public static PreparedSeal Build(CosFile file, SealPlan plan) => new SealUpdate(file, plan).Build();

    private PreparedSeal Build()
    {
        if (_plan.RefuseRestricted && _file.Crypt is { ForbidsAdditions: true })
        {
            throw new SealRefusedException(SealRefusalReason.PermissionsForbid, null, "the author's permissions allow no addition");
        }

        var evidence = _plan.Request.Evidence;
        if (evidence.File.PageCount != _facts.Pages.PageCount)
        {
            throw new SealRefusedException(SealRefusalReason.EvidenceMismatch, null, "the evidence states another number of pages");
        }

        var structure = StructureTree.Open(_update);
        var drawn = ProofDrawing.Draw(
            new ProofRequest(evidence, _plan.Request.Look, StampAppearance.NominalWidth, StampAppearance.NominalHeight, structure.Root, structure.NextKey), _update);
        var signature = _update.Reserve();
        var widget = _update.Reserve();
        var firstPage = PageAppend.Append(_update, _facts.Pages, drawn.Pages, ref _catalog);
        var stampKey = structure.NextKey + drawn.ParentTree.Count;
        PutStamp(drawn.Stamp!, widget, signature, firstPage, stampKey);
        FormEdit.AddField(_update, _facts.Fields, widget, ref _catalog);
        AddStructure(structure, drawn, widget, firstPage, stampKey);
        _catalog = EvidenceFile.Attach(_update, _catalog, evidence, _plan.Request.SignedAt);
        _catalog = CatalogMarks.Extension(_file, _catalog, 2);
        _update.PutSignature(signature, SignatureDictionary(), _plan.Reserve);
        if (!_facts.HasSignatures)
        {
            _catalog = CatalogMarks.Certify(_file, _catalog, signature);
        }

        // Some writers forget or misspell the type; readers do not mind, our verifier does.
        _update.Put(new CosReference(_file.CatalogId), _catalog["Type"].IsName("Catalog") ? _catalog : _catalog.With("Type", new CosName("Catalog")));
        return new PreparedSeal(_file, _update.Write(_plan.Seed.Span), _facts.Pages.PageCount + drawn.Pages.Count);
    }

    private void PutStamp(CosStream stamp, CosReference widget, CosReference signature, CosReference page, int structParent)
    {
        var place = StampPlace.On(_file, _facts.Pages.First, StampAppearance.NominalWidth, StampAppearance.NominalHeight);
        var form = _update.Add(place.Matrix is null ? stamp : stamp with { Dictionary = stamp.Dictionary.With("Matrix", place.Matrix) });
        _update.Put(widget, CosDictionary.Of(
            ("Type", new CosName("Annot")),
            ("Subtype", new CosName("Widget")),
            ("FT", new CosName("Sig")),
            ("T", PdfText.From(FormEdit.FreeName(_facts.Fields, "FlexportalSeal"))),
            ("TU", PdfText.From("Digitaal zegel en ondertekening")),
            ("F", CosNumber.From(132L)),
            ("Rect", place.Rect),
            ("P", page),
            ("AP", CosDictionary.Of(("N", form))),
            ("StructParent", CosNumber.From((long)structParent)),
            ("V", signature)));
        PageEdit.AddAnnotation(_update, page, widget);
    }

    private void AddStructure(StructureTree structure, ProofDrawn drawn, CosReference widget, CosReference page, int stampKey)
    {
        var element = _update.Add(CosDictionary.Of(
            ("S", new CosName("Form")),
            ("P", structure.Root),
            ("Pg", page),
            ("Lang", PdfText.From("nl")),
            ("Alt", PdfText.From("Digitaal zegel")),
            ("K", CosDictionary.Of(("Type", new CosName("OBJR")), ("Obj", widget), ("Pg", page)))));
        structure.Append(
            [element, drawn.Structure],
            [.. drawn.ParentTree.Select(entry => KeyValuePair.Create<int, CosObject>(entry.Key, entry.Value)), KeyValuePair.Create<int, CosObject>(stampKey, element)]);
        _catalog = _catalog.With("StructTreeRoot", structure.Root);
    }

    private CosDictionary SignatureDictionary()
    {
        var dictionary = CosDictionary.Of(
            ("Type", new CosName("Sig")),
            ("Filter", new CosName("Adobe.PPKLite")),
            ("SubFilter", new CosName("ETSI.CAdES.detached")),
            ("M", PdfText.From(_plan.Request.SignedAt)),
            ("Name", PdfText.From(_plan.SignerName)),
            ("Reason", PdfText.From($"Transactie {_plan.Request.Evidence.TransactionId}")),
            ("Prop_Build", CosDictionary.Of(
                ("Filter", CosDictionary.Of(("Name", new CosName("Adobe.PPKLite")))),
                ("App", CosDictionary.Of(("Name", new CosName("Flexportal")))))));
        return _facts.HasSignatures ? dictionary : dictionary.With("Reference", CatalogMarks.DocMdpReference());
    }
}
