namespace Flexportal.Sealing.Cos;

/// <summary>What the interactive form holds (ISO 32000-2 12.7): the names at its top, its signatures, and whether a field has no picture of its own.</summary>
internal sealed class FormFields
{
    private readonly CosFile _file;
    private readonly HashSet<int> _seen = [];
    private readonly List<CosDictionary> _signatures = [];

    private FormFields(CosFile file, CosDictionary form)
    {
        _file = file;
        Form = form;
    }

    public CosDictionary Form { get; }

    /// <summary>Partial names of the top fields.</summary>
    public HashSet<string> TopNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Values of the signed signature fields.</summary>
    public IReadOnlyList<CosDictionary> Signatures => _signatures;

    /// <summary>A widget without <c>/AP</c>: it is seen only while viewers draw fields themselves.</summary>
    public bool HasBareWidget { get; private set; }

    public static FormFields Read(CosFile file)
    {
        var fields = new FormFields(file, file.Dictionary(file.Catalog["AcroForm"]) ?? CosDictionary.Empty);
        fields.Walk();
        return fields;
    }

    private void Walk()
    {
        var open = new Stack<(CosObject Node, string? Type, bool Top)>();
        foreach (var field in _file.Array(Form["Fields"])?.Items.Reverse() ?? [])
        {
            open.Push((field, null, true));
        }

        while (open.TryPop(out var item))
        {
            _file.Budget.Step();
            if ((item.Node is CosReference { Id.Number: var number } && !_seen.Add(number)) || _file.Dictionary(item.Node) is not { } field)
            {
                continue;
            }

            var type = _file.Resolve(field["FT"]).AsName() ?? item.Type;
            Take(field, type, item.Top);
            foreach (var kid in _file.Array(field["Kids"])?.Items ?? [])
            {
                open.Push((kid, type, false));
            }
        }
    }

    private void Take(CosDictionary field, string? type, bool top)
    {
        if (top && _file.Resolve(field["T"]) is CosString name)
        {
            TopNames.Add(System.Text.Encoding.Latin1.GetString(name.Bytes.Span));
        }

        if (type == "Sig" && _file.Dictionary(field["V"]) is { Entries.Count: > 0 } signature)
        {
            _signatures.Add(signature);
        }

        HasBareWidget |= _file.Resolve(field["Subtype"]).IsName("Widget") && type is not ("Sig" or "Btn") && _file.Dictionary(field["AP"]) is null;
    }
}
