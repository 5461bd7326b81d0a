using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Verify.Strict;

namespace Flexportal.Sealing.Verify;

/// <summary>The objects that our revisions hold, newest first come: what a later revision may change is compared with what stood there.</summary>
/// <param name="decrypt">Undoes the file's encryption for one object.</param>
internal sealed class DocumentState(Func<StrictObject, CosObject> decrypt)
{
    private readonly Dictionary<int, StrictObject> objects = [];

    /// <summary>First number that no object has yet.</summary>
    public int NextNumber { get; private set; }

    public CosDictionary Trailer { get; private set; } = CosDictionary.Empty;

    public CosId CatalogId => Trailer["Root"] is CosReference root ? root.Id : default;

    /// <summary>Lays a checked revision over the others.</summary>
    public void Adopt(Revision revision)
    {
        foreach (var (number, item) in revision.Objects) objects[number] = item;
        Trailer = revision.Section.Trailer;
        NextNumber = Size(revision.Section);
    }

    public StrictObject? Find(int number) => objects.GetValueOrDefault(number);

    public StrictObject? Find(CosObject? reference) =>
        reference is CosReference { Id: var id } && objects.TryGetValue(id.Number, out var item) && item.Id == id ? item : null;

    /// <summary>The value that a reference, or the value itself, stands for; null where none of our revisions holds it.</summary>
    public CosObject? Value(CosObject? value) => value is CosReference ? Find(value) is { } item ? decrypt(item) : null : value;

    public CosObject Decrypted(StrictObject item) => decrypt(item);

    /// <summary>/Size: one more than the highest number.</summary>
    public static int Size(StrictSection section) =>
        section.Trailer["Size"] is CosNumber { Text: var text } && int.TryParse(text, out var size) && size > 0
            && section.Entries.All(entry => entry.Id.Number < size)
            ? size
            : throw new Rejection(VerificationReason.Xref, "/Size is not above every object number.");
}
