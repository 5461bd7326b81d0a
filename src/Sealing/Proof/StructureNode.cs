using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Proof;

/// <summary>A structure element in the making (ISO 32000-2 14.7.2). Reading order is the order of <see cref="Kids"/>.</summary>
internal sealed class StructureNode(string type)
{
    private readonly List<StructureNode> kids = [];
    private readonly List<(int Page, int Mcid)> content = [];

    public string Type { get; } = type;

    /// <summary>BCP 47 tag where it differs from the parent's.</summary>
    public string? Language { get; init; }

    /// <summary><c>Row</c> or <c>Column</c> for header cells.</summary>
    public string? Scope { get; init; }

    public IReadOnlyList<StructureNode> Kids => kids;

    public IReadOnlyList<(int Page, int Mcid)> Content => content;

    public CosReference? Reference { get; private set; }

    public StructureNode Add(StructureNode kid)
    {
        kids.Add(kid);
        return kid;
    }

    public StructureNode Add(string kidType) => Add(new StructureNode(kidType));

    public void Mark(int page, int mcid) => content.Add((page, mcid));

    /// <summary>Writes the element and all below it.</summary>
    public CosReference Write(IObjectSink sink, CosReference parent, IReadOnlyList<CosReference> pages, Dictionary<string, CosReference> scopes)
    {
        var self = sink.Reserve();
        Reference = self;
        var entries = new List<KeyValuePair<string, CosObject>> { new("S", new CosName(Type)), new("P", parent) };
        if (Language is not null)
        {
            entries.Add(new("Lang", Texts.Ascii(Language)));
        }

        if (Scope is not null)
        {
            entries.Add(new("A", ScopeOf(sink, scopes)));
        }

        var items = kids.Select(CosObject (kid) => kid.Write(sink, self, pages, scopes)).ToList();
        if (content.Count > 0)
        {
            var first = content[0].Page;
            entries.Add(new("Pg", pages[first]));
            items.AddRange(content.Select(CosObject (mark) => mark.Page == first
                ? CosNumber.From((long)mark.Mcid)
                : CosDictionary.Of(("Type", new CosName("MCR")), ("Pg", pages[mark.Page]), ("MCID", CosNumber.From((long)mark.Mcid)))));
        }

        entries.Add(new("K", items.Count == 1 ? items[0] : new CosArray(items)));
        sink.Put(self, new CosDictionary(entries));
        return self;
    }

    /// <summary>One attribute object for all cells of a scope.</summary>
    private CosReference ScopeOf(IObjectSink sink, Dictionary<string, CosReference> scopes)
    {
        if (!scopes.TryGetValue(Scope!, out var shared))
        {
            scopes[Scope!] = shared = sink.Reserve();
            sink.Put(shared, CosDictionary.Of(("O", new CosName("Table")), ("Scope", new CosName(Scope!))));
        }

        return shared;
    }
}
