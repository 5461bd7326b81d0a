using System.Text;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Sealing.Verify;

/// <summary>An archive timestamp and the validation data that stand in the document as of its revision.</summary>
internal sealed record CheckedArchive(TimestampToken Token, ValidationData Data);

/// <summary>
/// Checks a revision with validation data and archive timestamp. Anyone can have a trusted timestamp made, so its signature says nothing about who wrote the
/// revision: every object in it must be one of the few that our own update writes.
/// </summary>
internal sealed class ArchiveCheck(DocumentState state)
{
    private const string FieldName = "FlexportalArchive";
    private const int LargestDatum = 10 * 1024 * 1024;
    private static readonly string[] StampKeys = ["Type", "Filter", "SubFilter", "ByteRange", "Contents"];
    private static readonly string[] FieldKeys = ["Type", "Subtype", "FT", "T", "F", "Rect", "P", "V"];
    private static readonly string[] StoreKeys = ["Type", "Certs", "CRLs", "OCSPs"];
    private static readonly string[] TrailerKeys = ["Size", "Root", "Info", "ID", "Prev", "Encrypt"];
    private static readonly string[] StreamKeys = [.. TrailerKeys, "Type", "W", "Index", "Filter", "Length"];

    private readonly HashSet<int> understood = [];

    /// <summary>The token over everything up to the revision's end. Comes before any object is looked at: of changed bytes nothing can be believed.</summary>
    /// <exception cref="Rejection">The bytes were changed, or the token does not hold.</exception>
    public static TimestampToken DemandToken(ReadOnlyMemory<byte> file, RevisionTail tail, IReadOnlyList<ReadOnlyMemory<byte>> timeRoots)
    {
        var span = SignedSpan.Read(file, tail.Signature, tail.Section.End);
        if (!TimestampToken.IsAbout(span.Der, span.DigestSha256))
            throw new Rejection(VerificationReason.Digest, "The bytes under an archive timestamp were changed: their hash differs.", tail.Signature.Id.Number);
        return TimestampToken.Check(span.Der, span.DigestSha256, timeRoots);
    }

    /// <summary>Checks what the revision holds.</summary>
    /// <exception cref="Rejection">Anything does not hold.</exception>
    public CheckedArchive Check(Revision revision, StrictObject signature, TimestampToken token)
    {
        DemandTrailer(revision);
        var before = state.Value(state.Trailer["Root"]) as CosDictionary ?? throw Forbidden("There is no catalog.", null);
        DemandStamp(signature);
        var field = DemandField(revision, signature);
        var catalog = DemandCatalog(revision, before, field);
        DemandPage(revision, field);
        var data = ReadStore(revision, before, catalog);
        var extra = revision.Objects.Keys.Where(number => !understood.Contains(number)).Order().ToList();
        if (extra.Count > 0) throw Forbidden("An archive revision holds an object that is no part of it.", extra[0]);
        return new CheckedArchive(token, data);
    }

    private void DemandTrailer(Revision revision)
    {
        var (old, changed) = (state.Trailer, revision.Section.Trailer);
        foreach (var key in (ReadOnlySpan<string>)["Root", "Info", "Encrypt"])
        {
            if (!SameObject.Are(old[key], changed[key])) throw Forbidden($"An archive revision changes the trailer's /{key}.", null);
        }

        // Above all /XRefStm: a second section, which readers obey and which we would not have read.
        var known = revision.Section.Stream is null ? TrailerKeys : StreamKeys;
        if (changed.Entries.FirstOrDefault(entry => !known.Contains(entry.Key, StringComparer.Ordinal)) is { Key: { } strange })
            throw Forbidden($"An archive revision's trailer has an entry /{strange}.", null);

        if (old["ID"] is CosArray { Items: [var first, _] } && !(changed["ID"] is CosArray { Items: [var same, _] } && SameObject.Are(first, same)))
            throw Forbidden("An archive revision changes the first half of /ID.", null);
        if (revision.Section.Stream is { } own) DemandNew(own);
    }

    private void DemandStamp(StrictObject signature)
    {
        DemandNew(signature);
        var dictionary = (CosDictionary)state.Decrypted(signature);
        DemandKeys(dictionary, StampKeys, [], signature.Id.Number);
        if (dictionary["Type"] is not CosName { Value: "DocTimeStamp" } || dictionary["SubFilter"] is not CosName { Value: "ETSI.RFC3161" } || dictionary["Filter"] is not CosName { Value: "Adobe.PPKLite" })
            throw new Rejection(VerificationReason.SignatureDictionary, "The archive timestamp's dictionary is not of our profile.", signature.Id.Number);
    }

    private StrictObject DemandField(Revision revision, StrictObject signature)
    {
        var fields = revision.Objects.Values.Where(item => item.Value is CosDictionary && item.Dictionary["V"] is CosReference value && value.Id == signature.Id).ToList();
        if (fields.Count != 1) throw new Rejection(VerificationReason.SignatureDictionary, "The archive timestamp is not the value of exactly one field.", signature.Id.Number);
        var field = fields[0];
        DemandNew(field);
        DemandKeys(field.Dictionary, FieldKeys, [], field.Id.Number);
        DemandName(field);
        // An empty rectangle and no appearance: the field can show nothing.
        var hidden = field.Dictionary["Rect"] is CosArray { Items.Count: 4 } box && box.Items.All(side => side is CosNumber { Text: "0" });
        if (!hidden || field.Dictionary["FT"] is not CosName { Value: "Sig" } || field.Dictionary["Subtype"] is not CosName { Value: "Widget" } || field.Dictionary["F"] is not CosNumber { Text: "132" })
            throw Forbidden("The archive timestamp's field is not an empty one.", field.Id.Number);
        return field;
    }

    /// <summary>Viewers show a field's name beside its signature, so it says nothing but what ours say.</summary>
    private void DemandName(StrictObject field)
    {
        var name = (state.Decrypted(field) as CosDictionary)?["T"] is CosString text ? Encoding.Latin1.GetString(text.Bytes.Span) : "";
        if (!name.StartsWith(FieldName, StringComparison.Ordinal) || name.AsSpan(FieldName.Length).ContainsAnyExceptInRange('0', '9'))
            throw Forbidden("The archive timestamp's field has another name than ours.", field.Id.Number);
    }

    /// <summary>The catalog may gain validation data and the extension's name; the form one field.</summary>
    private CosDictionary DemandCatalog(Revision revision, CosDictionary before, StrictObject field)
    {
        var after = before;
        if (revision.Objects.TryGetValue(state.CatalogId.Number, out var item))
        {
            DemandRewritten(item);
            after = state.Decrypted(item) as CosDictionary ?? throw Forbidden("The catalog is no dictionary.", item.Id.Number);
            if (!SameObject.AreExcept(before, after, "DSS", "Extensions", "AcroForm")) throw Forbidden("An archive revision changes the catalog beyond validation data.", item.Id.Number);
            DemandExtensions(before["Extensions"], after["Extensions"], item.Id.Number);
        }

        DemandForm(revision, before["AcroForm"], after["AcroForm"], field);
        return after;
    }

    private static void DemandExtensions(CosObject? before, CosObject? after, int number)
    {
        if (SameObject.Are(before, after)) return;
        // One that stood in an object of the original cannot be compared; it declares features and changes nothing.
        var unchanged = before as CosDictionary ?? CosDictionary.Empty;
        if (after is not CosDictionary changed || (before is not CosReference && !SameObject.AreExcept(unchanged, changed, "ESIC", "ADBE")))
            throw Forbidden("An archive revision changes /Extensions beyond its own.", number);
    }

    private void DemandForm(Revision revision, CosObject? before, CosObject? after, StrictObject field)
    {
        if (before is CosReference reference)
        {
            if (!SameObject.Are(before, after)) throw Forbidden("An archive revision replaces the form.", state.CatalogId.Number);
            var old = state.Value(before) as CosDictionary ?? throw Forbidden("The form does not stand in our revisions.", reference.Id.Number);
            if (!revision.Objects.TryGetValue(reference.Id.Number, out var item)) throw Forbidden("The form does not list the archive timestamp.", reference.Id.Number);
            DemandRewritten(item);
            DemandFieldAdded(old, state.Decrypted(item) as CosDictionary, field, item.Id.Number);
            return;
        }

        DemandFieldAdded(before as CosDictionary, after as CosDictionary, field, state.CatalogId.Number);
    }

    private static void DemandFieldAdded(CosDictionary? before, CosDictionary? after, StrictObject field, int number)
    {
        if (before?["Fields"] is not CosArray old || after?["Fields"] is not CosArray now || !SameObject.IsAppended(old, now, field.Id) || !SameObject.AreExcept(before, after, "Fields"))
            throw Forbidden("An archive revision changes the form beyond its own field.", number);
    }

    /// <summary>The page that the field names may gain it among its annotations, and nothing else.</summary>
    private void DemandPage(Revision revision, StrictObject field)
    {
        if (field.Dictionary["P"] is not CosReference page || !revision.Objects.TryGetValue(page.Id.Number, out var item)) return;
        var before = state.Find(page) is { } old ? state.Decrypted(old) as CosDictionary : null;
        DemandRewritten(item);
        if (before is null || state.Decrypted(item) is not CosDictionary after || !SameObject.AreExcept(before, after, "Annots")
            || before["Annots"] is not CosArray annotations || after["Annots"] is not CosArray changed || !SameObject.IsAppended(annotations, changed, field.Id))
            throw Forbidden("An archive revision changes a page beyond its own field.", item.Id.Number);
    }

    private ValidationData ReadStore(Revision revision, CosDictionary before, CosDictionary after)
    {
        if (after["DSS"] is null) throw new Rejection(VerificationReason.RevocationData, "There are no validation data (/DSS).", state.CatalogId.Number);
        var number = after["DSS"] is CosReference holder ? holder.Id.Number : state.CatalogId.Number;
        var old = state.Value(before["DSS"]) as CosDictionary;
        if (after["DSS"] is CosReference reference && revision.Objects.TryGetValue(reference.Id.Number, out var item))
        {
            if (state.Find(reference.Id.Number) is null) DemandNew(item);
            else if (SameObject.Are(before["DSS"], after["DSS"])) DemandRewritten(item);
            else throw Forbidden("The validation data take another object's place.", item.Id.Number);
        }

        var store = Current(revision, after["DSS"]) as CosDictionary ?? throw new Rejection(VerificationReason.RevocationData, "/DSS is no dictionary of ours.", number);
        DemandKeys(store, ["Certs"], StoreKeys, number);
        var certificates = Streams(revision, old, store, "Certs", number);
        foreach (var certificate in certificates) DerCertificate.Read(certificate);
        return new ValidationData(certificates, Streams(revision, old, store, "OCSPs", number), Streams(revision, old, store, "CRLs", number));
    }

    private List<ReadOnlyMemory<byte>> Streams(Revision revision, CosDictionary? old, CosDictionary store, string key, int number)
    {
        var items = store[key] switch
        {
            null => [],
            CosArray array => array.Items,
            _ => throw new Rejection(VerificationReason.RevocationData, $"/{key} is no array.", number),
        };
        var kept = (old?[key] as CosArray)?.Items ?? [];
        if (kept.Count > items.Count || !kept.Zip(items).All(pair => SameObject.Are(pair.First, pair.Second))) throw Forbidden("Validation data were taken out.", number);
        return [.. items.Select((item, index) => Datum(revision, item, isNew: index >= kept.Count, number))];
    }

    private ReadOnlyMemory<byte> Datum(Revision revision, CosObject item, bool isNew, int number)
    {
        if (item is not CosReference reference || Current(revision, reference) is not CosStream stream) throw new Rejection(VerificationReason.RevocationData, "Validation data must be streams of our revisions.", number);
        if (isNew && revision.Objects.TryGetValue(reference.Id.Number, out var added)) DemandNew(added);
        if (stream.Dictionary.Entries.Any(entry => entry.Key is not ("Length" or "Filter"))) throw Forbidden("Validation data have entries that are not theirs.", reference.Id.Number);
        try
        {
            return Inflated.Read(stream, LargestDatum);
        }
        catch (Rejection e)
        {
            throw new Rejection(VerificationReason.RevocationData, e.Message, reference.Id.Number, e);
        }
    }

    private CosObject? Current(Revision revision, CosObject? value)
    {
        if (value is not CosReference reference) return value;
        return revision.Objects.TryGetValue(reference.Id.Number, out var item) && item.Id == reference.Id ? state.Decrypted(item) : state.Value(reference);
    }

    private void DemandNew(StrictObject item)
    {
        if (item.Id.Number < state.NextNumber || item.Id.Generation != 0) throw Forbidden("An archive revision takes the place of an older object.", item.Id.Number);
        understood.Add(item.Id.Number);
    }

    private void DemandRewritten(StrictObject item)
    {
        if (state.Find(item.Id.Number)?.Id != item.Id) throw Forbidden("An archive revision rewrites an object of the original.", item.Id.Number);
        understood.Add(item.Id.Number);
    }

    private static void DemandKeys(CosDictionary dictionary, string[] required, string[] optional, int number)
    {
        var keys = dictionary.Entries.Select(entry => entry.Key).ToList();
        if (!required.All(key => keys.Contains(key, StringComparer.Ordinal))
            || keys.Any(key => !required.Contains(key, StringComparer.Ordinal) && !optional.Contains(key, StringComparer.Ordinal)))
            throw Forbidden("A dictionary of an archive revision has other entries than ours.", number);
    }

    private static Rejection Forbidden(string detail, int? number) => new(VerificationReason.ForbiddenChange, detail, number);
}
