using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>The one change that a page of the original gets: one more annotation.</summary>
internal static class PageEdit
{
    public static void AddAnnotation(IncrementalUpdate update, CosReference page, CosReference annotation)
    {
        var dictionary = update.Current(page) as CosDictionary ?? CosDictionary.Empty;
        var annotations = update.File.Array(dictionary["Annots"])?.Items ?? [];
        update.Replace(page, dictionary.With("Annots", new CosArray([.. annotations, annotation])));
    }
}
