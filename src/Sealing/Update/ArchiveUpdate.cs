using System.Security.Cryptography;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;

namespace Flexportal.Sealing.Update;

/// <summary>
/// The update that makes a signature last (ETSI EN 319 142-1 5.4, 5.5): validation data in the document security store, then a document timestamp over
/// everything. A certified document allows it at every level (ISO 32000-2 12.8.2.2.2).
/// </summary>
internal static class ArchiveUpdate
{
    private const string FieldName = "FlexportalArchive";

    /// <param name="file">The file with all earlier updates laid over it.</param>
    /// <param name="data">What the store is to hold from now on, besides what it holds.</param>
    /// <param name="timestamps">Gives the token.</param>
    /// <param name="whole">SHA-256 over all bytes so far; goes on over the update's.</param>
    /// <param name="seed">16 bytes for the second half of <c>/ID</c>.</param>
    /// <param name="room">Bytes kept for the token.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The bytes to append, or null when the token did not fit.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> Write(
        CosFile file, ValidationData data, TimestampClient timestamps, IncrementalHash whole, ReadOnlyMemory<byte> seed, int room, CancellationToken cancellation)
    {
        var written = Build(file, data, seed, room);
        using var signed = whole.Clone();
        signed.AppendData(written.BeforeHole);
        signed.AppendData(written.AfterHole);
        var stamp = await timestamps.Stamp(signed.GetHashAndReset(), cancellation);
        if (stamp.Token.Length > written.Hole.Capacity)
        {
            return null;
        }

        written.Hole.FillContents(written.Sink, stamp.Token.Span);
        whole.AppendData(written.Sink.Written.Span);
        return written.Sink.Written;
    }

    private static WrittenUpdate Build(CosFile file, ValidationData data, ReadOnlyMemory<byte> seed, int room)
    {
        var update = new IncrementalUpdate(file);
        var facts = FormFields.Read(file);
        var stamp = update.Reserve();
        var widget = update.Reserve();
        var page = PageTree.Walk(file).First.Id is { } id ? new CosReference(id) : throw new SealRefusedException(SealRefusalReason.NoPages, null, "the first page has no number");
        var catalog = file.Catalog;
        update.Put(widget, CosDictionary.Of(
            ("Type", new CosName("Annot")),
            ("Subtype", new CosName("Widget")),
            ("FT", new CosName("Sig")),
            ("T", PdfText.From(FormEdit.FreeName(facts, FieldName))),
            ("F", CosNumber.From(132L)),
            ("Rect", CosArray.Of(CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(0L), CosNumber.From(0L))),
            ("P", page),
            ("V", stamp)));
        PageEdit.AddAnnotation(update, page, widget);
        AddField(update, widget, ref catalog);
        catalog = CatalogMarks.Extension(file, SecurityStore.Extend(update, catalog, data), 5);
        update.PutSignature(stamp, CosDictionary.Of(
            ("Type", new CosName("DocTimeStamp")), ("Filter", new CosName("Adobe.PPKLite")), ("SubFilter", new CosName("ETSI.RFC3161"))), room);
        update.Put(new CosReference(file.CatalogId), catalog);
        return update.Write(seed.Span);
    }

    private static void AddField(IncrementalUpdate update, CosReference widget, ref CosDictionary catalog)
    {
        var slot = DictionarySlot.Open(update.File, catalog["AcroForm"]);
        var held = slot.Store(update, FormEdit.AddTo(update.File, slot.Value, widget));
        if (slot.Where is null)
        {
            catalog = catalog.With("AcroForm", held);
        }
    }
}
