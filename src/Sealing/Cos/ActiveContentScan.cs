namespace Flexportal.Sealing.Cos;

/// <summary>
/// Looks for content that acts (ISO 32000-2 12.6, 13) in every live object, whether or not a page leads to it: what cannot be reached today may be
/// reached through a reader's own repair.
/// </summary>
internal sealed class ActiveContentScan
{
    private const int MaxFindsPerKind = 64;
    private readonly CosFile _file;
    private readonly List<ActiveContent> _finds = [];
    private int _number;

    private ActiveContentScan(CosFile file) => _file = file;

    public static IReadOnlyList<ActiveContent> Run(CosFile file)
    {
        var scan = new ActiveContentScan(file);
        scan.Document();
        for (var number = 0; number < file.Table.Count; number++)
        {
            if (file.Table[number].Kind is XrefKind.InFile or XrefKind.Compressed)
            {
                scan._number = number;
                scan.Look(file.Load(number));
            }
        }

        return scan._finds;
    }

    private void Document()
    {
        _number = _file.CatalogId.Number;
        if (_file.Dictionary(_file.Catalog["OpenAction"]) is { } action && !_file.Resolve(action["S"]).IsName("GoTo"))
        {
            Add(ActiveContentKind.OpenAction);
        }
    }

    // The parser bounds the depth of what it reads, so this recursion is bounded too.
    private void Look(CosObject value)
    {
        switch (value)
        {
            case CosDictionary dictionary:
                LookInto(dictionary);
                break;
            case CosArray array:
                foreach (var item in array.Items)
                {
                    Look(item);
                }

                break;
            case CosStream stream:
                if (stream.Dictionary["F"] is CosString or CosDictionary)
                {
                    Add(ActiveContentKind.ExternalStream);
                }

                LookInto(stream.Dictionary);
                break;
        }
    }

    private void LookInto(CosDictionary dictionary)
    {
        if (Kind(dictionary) is { } kind)
        {
            Add(kind);
        }

        if (dictionary["AA"] is { } additional && _file.Dictionary(additional) is { Entries.Count: > 0 })
        {
            Add(ActiveContentKind.AdditionalActions);
        }

        foreach (var (_, item) in dictionary.Entries)
        {
            if (item is CosDictionary or CosArray)
            {
                Look(item);
            }
        }
    }

    private ActiveContentKind? Kind(CosDictionary dictionary)
    {
        switch (Name(dictionary, "S"))
        {
            case "JavaScript":
                return ActiveContentKind.JavaScript;
            case "Launch":
                return ActiveContentKind.Launch;
            case "SubmitForm":
                return ActiveContentKind.SubmitForm;
            case "ImportData":
                return ActiveContentKind.ImportData;
            case "GoToR":
                return ActiveContentKind.GoToRemote;
            case "GoToE":
                return ActiveContentKind.GoToEmbedded;
            case "Rendition" or "Movie" or "Sound" or "RichMediaExecute" or "GoTo3DView":
                return ActiveContentKind.RichMedia;
        }

        if (dictionary["JS"] is CosString or CosReference or CosStream)
        {
            return ActiveContentKind.JavaScript;
        }

        if (Name(dictionary, "Subtype") is "RichMedia" or "3D" or "Movie" or "Screen" or "Sound" && (dictionary["Rect"] is not null || dictionary["Type"].IsName("Annot")))
        {
            return ActiveContentKind.RichMedia;
        }

        return Name(dictionary, "Type") == "EmbeddedFile" || (dictionary["EF"] is not null && (dictionary["F"] ?? dictionary["UF"]) is not null) ? ActiveContentKind.EmbeddedFile : null;
    }

    private string? Name(CosDictionary dictionary, string key) => dictionary[key] switch
    {
        CosName name => name.Value,
        CosReference reference => _file.Resolve(reference).AsName(),
        _ => null,
    };

    private void Add(ActiveContentKind kind)
    {
        if (_finds.Count(find => find.Kind == kind) < MaxFindsPerKind && !_finds.Contains(new ActiveContent(kind, _number)))
        {
            _finds.Add(new ActiveContent(kind, _number));
        }
    }
}
