using System.Globalization;
using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>Extends the interactive form, where it is, or makes one (ISO 32000-2 12.7.3).</summary>
internal static class FormEdit
{
    /// <summary>SignaturesExist and AppendOnly (table 225).</summary>
    private const long SignedAppendOnly = 3;

    public static void AddField(IncrementalUpdate update, FormFields fields, CosReference field, ref CosDictionary catalog)
    {
        var slot = DictionarySlot.Open(update.File, catalog["AcroForm"]);
        var form = AddTo(update.File, slot.Value, field);
        if (!fields.HasBareWidget)
        {
            // With the flag viewers draw all fields anew, which changes a sealed page. Where a field has no picture it has to stay, or its value would vanish.
            form = form.Without("NeedAppearances");
        }

        var held = slot.Store(update, form);
        if (slot.Where is null)
        {
            catalog = catalog.With("AcroForm", held);
        }
    }

    public static CosDictionary AddTo(CosFile file, CosDictionary form, CosReference field)
    {
        var fields = file.Array(form["Fields"])?.Items ?? [];
        var flags = file.Resolve(form["SigFlags"]).AsInteger() ?? 0;
        return form.With("Fields", new CosArray([.. fields, field])).With("SigFlags", CosNumber.From(flags | SignedAppendOnly));
    }

    /// <summary>The name, with a number behind it where a field has it already.</summary>
    public static string FreeName(FormFields fields, string name)
    {
        var free = name;
        for (var number = 2; fields.TopNames.Contains(free); number++)
        {
            free = name + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }
}
