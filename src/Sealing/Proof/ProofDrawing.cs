using Flexportal.Domain.Signing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Fonts;

namespace Flexportal.Sealing.Proof;

/// <summary>What the drawing needs to know of the file that it goes into.</summary>
/// <param name="Evidence">The facts.</param>
/// <param name="Look">Agency's name, colour, second language.</param>
/// <param name="StampWidth">Width of the stamp in its own space, or 0 for no stamp.</param>
/// <param name="StampHeight">Height of the stamp in its own space.</param>
/// <param name="StructureParent">Becomes /P of the proof's top element: the StructTreeRoot or an element below it.</param>
/// <param name="FirstStructParents">First free key of the parent tree (its /ParentTreeNextKey).</param>
internal sealed record ProofRequest(
    TransactionEvidence Evidence, ProofLook Look, double StampWidth, double StampHeight, CosReference StructureParent, int FirstStructParents);

/// <summary>A proof page.</summary>
/// <param name="Reference">Its reserved number; not put yet.</param>
/// <param name="Dictionary">Complete but for /Parent.</param>
internal sealed record ProofPage(CosReference Reference, CosDictionary Dictionary);

/// <summary>Everything drawn. Fonts, contents and structure elements are in the sink already.</summary>
/// <param name="Pages">In order; each to be put with its /Parent.</param>
/// <param name="Stamp">The stamp's form XObject, not put yet (a /Matrix may join it), or null.</param>
/// <param name="Structure">The top element, to be appended to /K of the structure parent.</param>
/// <param name="ParentTree">Entries for the parent tree's /Nums, keys ascending from the first one asked for.</param>
internal sealed record ProofDrawn(
    IReadOnlyList<ProofPage> Pages, CosStream? Stamp, CosReference Structure, IReadOnlyList<KeyValuePair<int, CosArray>> ParentTree);

/// <summary>Draws stamp and proof pages into an update.</summary>
internal static class ProofDrawing
{
    /// <summary>Head and foot of a page.</summary>
    private const int RunningSize = 1024;

    /// <summary>The refusal for the first text that cannot be printed, or null. Names the character and the member of the evidence, never its text.</summary>
    public static SealRefusal? Check(TransactionEvidence evidence, ProofLook look)
    {
        foreach (var (member, text) in EvidenceTexts.All(evidence, look))
        {
            if (PrintableText.FirstUnprintable(text) is { } rune)
            {
                return new SealRefusal(SealRefusalReason.TextUnprintable, Detail: $"U+{rune.Value:X4} in {member}");
            }
        }

        return null;
    }

    /// <summary>Draws. <see cref="Check"/> must have passed.</summary>
    public static ProofDrawn Draw(ProofRequest request, IObjectSink sink)
    {
        var fonts = new DocumentFonts();
        var layout = new ProofLayout(request.Evidence, request.Look, fonts);
        layout.Draw();
        var contents = layout.Canvas.Pages.Select((page, index) => Content(layout, page, index)).ToArray();
        var stamp = request.StampWidth > 0 && request.StampHeight > 0
            ? StampAppearance.Draw(request.Evidence, request.Look, fonts, request.StampWidth, request.StampHeight)
            : null;
        var fontResources = fonts.Write(sink);
        var references = layout.Canvas.Pages.Select(_ => sink.Reserve()).ToArray();
        var structure = layout.Structure.Write(sink, request.StructureParent, references, []);
        return new ProofDrawn(
            [.. references.Select((reference, index) => new ProofPage(reference, Page(sink, contents[index], fontResources, request.FirstStructParents + index)))],
            stamp is null ? null : StampAppearance.Form(stamp, fontResources, request.StampWidth, request.StampHeight),
            structure,
            [.. layout.Canvas.Pages.Select((page, index) => KeyValuePair.Create(
                request.FirstStructParents + index,
                new CosArray([.. page.Owners.Select(owner => owner.Reference!)])))]);
    }

    private static CosStream Content(ProofLayout layout, ProofCanvas.Page page, int index)
    {
        var running = new ContentWriter(RunningSize);
        layout.Running(running, index + 1);
        return Deflate.Drawing(running.Bytes, page.Content.Bytes);
    }

    /// <summary>Inheritable keys are all set: the page hangs under a root whose values are meant for other pages.</summary>
    private static CosDictionary Page(IObjectSink sink, CosStream content, CosDictionary fonts, int structParents)
    {
        var contents = sink.Reserve();
        sink.Put(contents, content);
        var box = CosArray.Of(CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(ProofCanvas.PageWidth), CosNumber.From(ProofCanvas.PageHeight));
        return CosDictionary.Of(
            ("Type", new CosName("Page")),
            ("MediaBox", box),
            ("CropBox", box),
            ("Rotate", CosNumber.From(0L)),
            ("Resources", CosDictionary.Of(("Font", fonts))),
            ("Contents", contents),
            ("StructParents", CosNumber.From((long)structParents)),
            ("Tabs", new CosName("S")));
    }
}
