using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>A dictionary that hangs directly or by reference in another one, to be changed where it is.</summary>
/// <param name="Where">Its own number, or null for a direct one.</param>
/// <param name="Value">The dictionary; empty where there was none.</param>
internal readonly record struct DictionarySlot(CosReference? Where, CosDictionary Value)
{
    private const int MaxSteps = 32;

    public static DictionarySlot Open(CosFile file, CosObject? value)
    {
        CosReference? where = null;
        for (var step = 0; value is CosReference reference && step < MaxSteps; step++)
        {
            where = reference;
            value = file.Get(reference.Id);
        }

        return value is CosDictionary dictionary ? new DictionarySlot(where, dictionary) : new DictionarySlot(null, CosDictionary.Empty);
    }

    /// <summary>Puts the changed dictionary where the old one was.</summary>
    /// <returns>What the holder has to hold.</returns>
    public CosObject Store(IncrementalUpdate update, CosDictionary changed)
    {
        if (Where is null)
        {
            return changed;
        }

        update.Put(Where, changed);
        return Where;
    }
}
