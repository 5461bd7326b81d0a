using System.Globalization;
using System.Text;
using Flexportal.Domain.Signing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Proof;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Sealing.Verify;

/// <summary>Finds and reads <c>evidence.json</c> of a seal: the one associated file that the seal's own revision added.</summary>
internal static class SealEvidence
{
    private const int LargestEvidence = 1024 * 1024;

    /// <summary>The facts, from the objects before the revision's section.</summary>
    /// <param name="tail">The seal revision as read backwards.</param>
    /// <param name="decrypt">Undoes the file's encryption for one object.</param>
    /// <exception cref="Rejection">There is not exactly one, or it cannot be read.</exception>
    public static TransactionEvidence Read(RevisionTail tail, Func<StrictObject, CosObject> decrypt)
    {
        var byNumber = tail.Run.DistinctBy(item => item.Id.Number).ToDictionary(item => item.Id);
        var catalog = Catalog(tail.Section, byNumber);
        var specifications = Items(catalog.Dictionary["AF"])
            .OfType<CosReference>()
            .Where(reference => byNumber.ContainsKey(reference.Id))
            .Select(reference => byNumber[reference.Id])
            .Where(item => IsEvidence(decrypt(item)))
            .ToList();
        if (specifications.Count != 1) throw new Rejection(VerificationReason.EvidenceForm, $"The catalog names {specifications.Count} evidence files, not one.", catalog.Id.Number);
        return ReadFile(specifications[0], byNumber, decrypt);
    }

    public static StrictObject Catalog(StrictSection section, IReadOnlyDictionary<CosId, StrictObject> objects) =>
        section.Trailer["Root"] is CosReference root && objects.TryGetValue(root.Id, out var catalog) && catalog.Dictionary["Type"] is CosName { Value: "Catalog" }
            ? catalog
            : throw new Rejection(VerificationReason.UnknownRevision, "The seal's revision does not hold the catalog.");

    private static IReadOnlyList<CosObject> Items(CosObject? value) => value is CosArray array ? array.Items : [];

    private static bool IsEvidence(CosObject value) =>
        value is CosDictionary specification
        && specification["Type"] is CosName { Value: "Filespec" }
        && specification["AFRelationship"] is CosName { Value: "Data" }
        && Says(specification["F"], EvidenceJson.FileName) && Says(specification["UF"], EvidenceJson.FileName);

    private static bool Says(CosObject? value, string text) => value is CosString given && given.Bytes.Span.SequenceEqual(Encoding.ASCII.GetBytes(text));

    private static TransactionEvidence ReadFile(StrictObject specification, Dictionary<CosId, StrictObject> objects, Func<StrictObject, CosObject> decrypt)
    {
        var number = specification.Id.Number;
        if (specification.Dictionary["EF"] is not CosDictionary { Entries.Count: 2 } files
            || files["F"] is not CosReference reference || !SameObject.Are(reference, files["UF"]) || !objects.TryGetValue(reference.Id, out var holder)
            || decrypt(holder) is not CosStream stream || stream.Dictionary["Type"] is not CosName { Value: "EmbeddedFile" })
            throw new Rejection(VerificationReason.EvidenceForm, "The evidence file is not attached as we attach it.", number);
        var json = Inflated.Read(stream, LargestEvidence);
        if (stream.Dictionary["Params"] is not CosDictionary parameters || parameters["Size"] is not CosNumber size
            || size.Text != json.Length.ToString(CultureInfo.InvariantCulture))
            throw new Rejection(VerificationReason.EvidenceForm, "The evidence file has another length than stated.", holder.Id.Number);
        return EvidenceJson.TryRead(json, out var evidence, out var fault) && evidence is not null
            ? evidence
            : throw new Rejection(VerificationReason.EvidenceForm, $"The evidence file cannot be read: {fault}", holder.Id.Number);
    }
}
