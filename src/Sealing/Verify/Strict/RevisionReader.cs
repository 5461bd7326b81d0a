using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>A revision that ends the file, read backwards from its section: which signature it carries decides how it is judged.</summary>
/// <param name="Section">The cross-reference section.</param>
/// <param name="Run">Objects that lie end to end before the section, from the last one backwards.</param>
/// <param name="Signature">Its signature or timestamp dictionary.</param>
/// <param name="Stop">Why the run ended at the object before, or null.</param>
internal sealed record RevisionTail(StrictSection Section, IReadOnlyList<StrictObject> Run, StrictObject Signature, Rejection? Stop)
{
    public bool IsArchive => Signature.Dictionary["Type"] is CosName { Value: "DocTimeStamp" };
}

/// <summary>Reads the revisions that we appended, from the end of the file backwards, so that nothing in the upload is ever interpreted.</summary>
internal sealed class RevisionReader(ReadOnlyMemory<byte> file, int origin)
{
    private readonly StrictXref xref = new(file, origin);

    /// <summary>The revision that ends exactly here.</summary>
    /// <exception cref="Rejection">There is none of a known kind.</exception>
    public RevisionTail ReadTail(int end)
    {
        var section = xref.ReadEndingAt(end);
        var run = new List<StrictObject>();
        var expected = section.Offset;
        Rejection? stop = null;
        foreach (var entry in section.Entries.Where(entry => entry.Offset < section.Offset).OrderByDescending(entry => entry.Offset))
        {
            try
            {
                run.Add(ReadEntry(entry, expected));
                expected = entry.Offset;
            }
            catch (Rejection e)
            {
                stop = e.In(entry.Id.Number);
                break;
            }
        }

        return new RevisionTail(section, run, FindSignature(run, end, stop), stop);
    }

    /// <summary>The whole archive revision: it begins where the revision ends that its /Prev names.</summary>
    /// <exception cref="Rejection">There are other bytes in it than its objects.</exception>
    public Revision WholeArchive(RevisionTail tail)
    {
        if (Prev(tail.Section) is not { } previous || xref.EndOfSectionAt(previous) is not { } start || start >= tail.Section.Offset)
            throw new Rejection(VerificationReason.UnknownRevision, "An archive timestamp does not stand behind a revision of ours.");
        return Whole(tail, start, start, allowEarlier: false);
    }

    /// <summary>The whole seal revision: it begins where the original ends.</summary>
    /// <param name="tail">The revision.</param>
    /// <param name="originalSize">Bytes of the original.</param>
    /// <exception cref="Rejection">There are other bytes in it than its objects.</exception>
    public Revision WholeSeal(RevisionTail tail, int originalSize)
    {
        var bytes = file.Span;
        if (originalSize <= 0 || originalSize >= tail.Section.Offset) throw new Rejection(VerificationReason.EvidenceMismatch, "The original would be longer than what precedes the seal.");
        var endsLine = bytes[originalSize - 1] is (byte)'\n' or (byte)'\r';
        if (!endsLine && bytes[originalSize] != '\n') throw new Rejection(VerificationReason.StrayBytes, "The original does not end where the evidence says.");
        return Whole(tail, originalSize, endsLine ? originalSize : originalSize + 1, allowEarlier: tail.Section.Trailer["Prev"] is null);
    }

    public int? Prev(StrictSection section) =>
        section.Trailer["Prev"] is CosNumber { Text: var text } && int.TryParse(text, out var offset) && offset >= 0 && offset < file.Length - origin ? offset + origin : null;

    private static Revision Whole(RevisionTail tail, int start, int firstObject, bool allowEarlier)
    {
        var within = tail.Section.Entries.Where(entry => entry.Offset >= firstObject && entry.Offset < tail.Section.Offset).ToList();
        var earlier = tail.Section.Entries.FirstOrDefault(entry => entry.Offset < firstObject);
        if (!allowEarlier && earlier.Offset != 0) throw new Rejection(VerificationReason.ObjectOffset, "An entry points out of its revision.", earlier.Id.Number);
        // A freed object would vanish, and one placed in an object stream would be another, without a byte of it in this revision.
        if (!allowEarlier && tail.Section.Elsewhere is { } elsewhere)
            throw new Rejection(VerificationReason.ForbiddenChange, "A revision frees an object, or takes it from an object stream.", elsewhere);
        var objects = tail.Run.Take(within.Count).ToDictionary(item => item.Id.Number);
        if (objects.Count < within.Count) throw tail.Stop ?? new Rejection(VerificationReason.StrayBytes, "Objects of a revision are not entered.");
        if (objects.Count == 0 || objects.Values.Min(item => item.Start) != firstObject)
            throw new Rejection(VerificationReason.StrayBytes, "There are bytes before the first object of a revision.");
        if (!objects.ContainsKey(tail.Signature.Id.Number)) throw new Rejection(VerificationReason.SignatureDictionary, "The signature is not in its own revision.", tail.Signature.Id.Number);
        if (tail.Section.Stream is { } own && !tail.Section.Entries.Any(entry => entry.Id == own.Id && entry.Offset == own.Start))
            throw new Rejection(VerificationReason.Xref, "The cross-reference stream does not enter itself.", own.Id.Number);
        return new Revision(start, tail.Section, objects);
    }

    private StrictObject ReadEntry(StrictEntry entry, int expectedEnd)
    {
        var item = new StrictParser(file, entry.Offset).ReadObject();
        if (item.Id != entry.Id) throw new Rejection(VerificationReason.ObjectOffset, "An entry points to another object.", entry.Id.Number);
        if (item.End != expectedEnd) throw new Rejection(VerificationReason.StrayBytes, "There are bytes between two objects.", entry.Id.Number);
        return item;
    }

    /// <summary>The dictionary whose range ends here; where none does, the last one, so that the reason can be named.</summary>
    private static StrictObject FindSignature(List<StrictObject> run, int end, Rejection? stop)
    {
        var candidates = run.Where(IsSignature).ToList();
        var covering = candidates.Find(item => CoversTo(item, end));
        if (covering is not null) return covering;
        if (candidates.Count > 0) return candidates[0];
        // An update by another program stops the reading at once, for its syntax; bytes hidden in one of ours do so too, but with our syntax.
        if (stop is not null && (run.Count > 0 || stop.Reason != VerificationReason.ObjectSyntax)) throw stop;
        throw new Rejection(VerificationReason.UnknownRevision, "The last revision carries neither seal nor archive timestamp.");
    }

    private static bool IsSignature(StrictObject item) =>
        item.Value is CosDictionary && item.Dictionary["Type"] is CosName { Value: "Sig" or "DocTimeStamp" } && item.Spans.ContainsKey("ByteRange") && item.Spans.ContainsKey("Contents");

    private static bool CoversTo(StrictObject item, int end) =>
        item.Dictionary["ByteRange"] is CosArray { Items: [_, _, CosNumber second, CosNumber length] }
        && long.TryParse(second.Text, out var offset) && long.TryParse(length.Text, out var count) && offset + count == end;
}
