using System.Collections.Frozen;

namespace Flexportal.Web.Texts;

/// <summary>
/// Every word that a page shows, one subclass per language. A text that is missing in a language does not compile.
/// Level B1, <c>je</c>; never the words of the trade (session, token, authentication, invalid, server).
/// </summary>
public abstract partial class Texts
{
    private static readonly FrozenDictionary<string, Texts> All = new Texts[] { new DutchTexts(), new EnglishTexts() }.ToFrozenDictionary(t => t.Tag, StringComparer.Ordinal);

    public static Texts Dutch => All["nl"];

    /// <summary>The languages there are, in the order of the menu.</summary>
    public static IReadOnlyList<Texts> Languages { get; } = [All["nl"], All["en"]];

    /// <summary>The texts of a BCP 47 tag by its primary subtag, or null.</summary>
    public static Texts? Find(string? tag) => tag is { Length: >= 2 } ? All.GetValueOrDefault(tag.Split('-', 2)[0].ToLowerInvariant()) : null;

    // The frame of every page
    public abstract string Tag { get; }
    public virtual string Direction => "ltr";
    public abstract string OwnName { get; }
    public abstract string LanguageLabel { get; }
    public abstract string SkipToContent { get; }
    public abstract string HelpHeading { get; }
    public abstract string Call(string phone);
    public abstract string Documents { get; }
    public abstract string Help { get; }
    public abstract string Settings { get; }
    public abstract string SignOut { get; }
    public abstract string CheckDocument { get; }
    public abstract string Privacy { get; }
    public abstract string Accessibility { get; }
    public abstract string ErrorTitle(string title);
    public abstract string ErrorHeading { get; }
    public abstract string Step(int number, int of);
    public abstract string BackToList { get; }
    public abstract string BackToDocument { get; }
    public abstract string Continue { get; }
    public abstract string TryAgain { get; }
    public abstract string Optional(string label);

    /// <summary>A size as people read it: 84 kB, 1,2 MB.</summary>
    public string Size(long bytes) => bytes < 950_000
        ? string.Create(Culture, $"{Math.Max(1, Math.Round(bytes / 1000d)):0} kB")
        : string.Create(Culture, $"{bytes / 1_000_000d:0.0} MB");

    /// <summary>The end of a sentence that ends with a name: "Flex B.V." brings its own full stop.</summary>
    public static string Ending(string name) => name.EndsWith('.') ? name : name + ".";

    protected abstract IFormatProvider Culture { get; }
}
