namespace Flexportal.Sealing.Cos;

/// <summary>Makes one trailer of all that a scan found: each key from the last that has it.</summary>
internal static class RepairTrailer
{
    private static readonly string[] Keys = ["Root", "Info", "ID", "Encrypt"];

    public static CosDictionary From(IReadOnlyList<CosDictionary> trailers)
    {
        var entries = new List<KeyValuePair<string, CosObject>>(Keys.Length);
        foreach (var key in Keys)
        {
            if (trailers.LastOrDefault(trailer => trailer[key] is not (null or CosNull))?[key] is { } value)
            {
                entries.Add(KeyValuePair.Create(key, value));
            }
        }

        return new CosDictionary(entries);
    }
}
