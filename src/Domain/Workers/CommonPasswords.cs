using System.Collections.Frozen;

namespace Flexportal.Domain.Workers;

/// <summary>Passwords of ten and more characters that are tried first by everybody who guesses: words of the field, keyboard runs, repetitions.</summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Words = new[]
    {
        "wachtwoord", "welkom", "geheim", "password", "passwort", "flexportal", "uitzendbureau", "uitzendkracht", "flexwerker", "ondertekenen", "inloggen",
        "administrator", "qwertyuiop", "qwertyuiopasdf", "azertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedc", "1q2w3e4r5t", "1qaz2wsx3edc", "q1w2e3r4t5",
        "abcdefghij", "abcdefghijkl", "iloveyou", "ikhouvanjou", "princess", "prinses", "football", "voetbal", "feyenoord", "amsterdam", "rotterdam", "eindhoven",
        "sunshine", "superman", "batman", "spiderman", "pokemon", "minecraft", "letmein", "monkey", "dragon", "master", "baseball", "shadow", "michael", "computer",
        "internet", "samsung", "nederland", "holland", "polska", "polskapolska", "kochamcie", "haslohaslo", "zaq12wsx", "parola", "ukraina", "romania", "bulgaria",
        "changeme", "changeit", "default", "testtest", "secret", "trustno1", "whatever", "starwars", "liverpool", "chelsea", "barcelona", "realmadrid", "juventus",
        "geheimwoord", "mijnwachtwoord", "verandermij", "zomer", "winter", "herfst", "lente", "maandag", "dinsdag", "januari", "februari", "december", "november",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the text, without case and with digits and signs at its ends taken off, is such a word, twice such a word, a run or a repetition.</summary>
    public static bool Contains(string password)
    {
        var text = password.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        var core = text.Trim([.. "0123456789!@#$%^&*()-_=+.,?<>/\\|'\"~`:;[]{}"]);
        return core.Length == 0 ? IsRun(text) || DistinctIn(text) <= 4 : Words.Contains(core) || Words.Contains(text) || IsDouble(core) || IsRun(text) || DistinctIn(text) <= 3;
    }

    private static bool IsDouble(string core) => core.Length % 2 == 0 && core[..(core.Length / 2)] == core[(core.Length / 2)..] && Words.Contains(core[..(core.Length / 2)]);

    /// <summary>Steps of plus or minus one (9 to 0 included), as in 1234567890 or abcdefghijk.</summary>
    private static bool IsRun(string text) =>
        text.Zip(text.Skip(1), (a, b) => Math.Abs(b - a) == 1 || (a == '9' && b == '0') || (a == '0' && b == '9')).Count(step => step) >= text.Length - 2;

    private static int DistinctIn(string text) => text.Distinct().Count();
}
