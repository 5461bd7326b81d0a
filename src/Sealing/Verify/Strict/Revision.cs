using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Verify.Strict;

/// <summary>An entry of a cross-reference section that is in use.</summary>
/// <param name="Id">The object.</param>
/// <param name="Offset">Where it begins.</param>
internal readonly record struct StrictEntry(CosId Id, int Offset);

/// <summary>A cross-reference section with its trailer, as it ends a revision.</summary>
/// <param name="Offset">Where the section begins.</param>
/// <param name="End">Where the revision ends: after the end of line behind <c>%%EOF</c>.</param>
/// <param name="Entries">The objects in use that lie in the file itself.</param>
/// <param name="Trailer">The trailer's entries.</param>
/// <param name="Stream">The cross-reference stream's own object, or null for a table.</param>
/// <param name="Elsewhere">The first object that the section frees or places in an object stream, or null.</param>
internal sealed record StrictSection(int Offset, int End, IReadOnlyList<StrictEntry> Entries, CosDictionary Trailer, StrictObject? Stream, int? Elsewhere);

/// <summary>A revision that was read whole: every byte between its start and its end belongs to an object or to the section.</summary>
/// <param name="Start">Where it begins: the end of what was there before.</param>
/// <param name="Section">Its cross-reference section.</param>
/// <param name="Objects">Its objects by number.</param>
internal sealed record Revision(int Start, StrictSection Section, IReadOnlyDictionary<int, StrictObject> Objects)
{
    public int End => Section.End;
}
