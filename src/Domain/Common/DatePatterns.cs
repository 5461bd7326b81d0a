using System.Collections.Frozen;

namespace Flexportal.Domain.Common;

/// <summary>How one language writes a moment. Own tables, never the platform's: its data change with every release (the Dutch month dots did).</summary>
/// <param name="Days">Names of the days, Sunday first, as they stand in a sentence.</param>
/// <param name="Months">Names of the months as they stand beside a day number.</param>
/// <param name="ShortMonths">The same, short; with the dot where the language writes one.</param>
/// <param name="List">Pattern for lists.</param>
/// <param name="Sentence">Pattern for sentences.</param>
/// <param name="Proof">Pattern for the proof.</param>
/// <param name="Date">Pattern for a date alone.</param>
/// <remarks>Holes: {0} day name, {1} day, {2} month, {3} short month, {4} year, {5} hours and minutes, {6} hours, minutes and seconds, {7} offset from UTC.</remarks>
internal sealed record DatePatterns(string[] Days, string[] Months, string[] ShortMonths, string List, string Sentence, string Proof, string Date)
{
    private static readonly FrozenDictionary<string, DatePatterns> ByLanguage = new Dictionary<string, DatePatterns>
    {
        ["nl"] = new(
            ["zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"],
            ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
            ["jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."],
            "{1} {3} {4} om {5}",
            "{0} {1} {2} {4} om {5} uur",
            "{0} {1} {2} {4} om {6} uur (Nederlandse tijd, {7})",
            "{1} {2} {4}"),
        ["en"] = new(
            ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
            "{1} {3} {4}, {5}",
            "{0} {1} {2} {4} at {5}",
            "{0} {1} {2} {4} at {6} (Dutch time, {7})",
            "{1} {2} {4}"),
        ["pl"] = new(
            ["niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota"],
            ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
            ["sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"],
            "{1} {3} {4}, {5}",
            "{0}, {1} {2} {4}, godz. {5}",
            "{0}, {1} {2} {4}, godz. {6} (czas holenderski, {7})",
            "{1} {2} {4}"),
        ["ro"] = new(
            ["duminică", "luni", "marți", "miercuri", "joi", "vineri", "sâmbătă"],
            ["ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie"],
            ["ian.", "feb.", "mar.", "apr.", "mai", "iun.", "iul.", "aug.", "sept.", "oct.", "nov.", "dec."],
            "{1} {3} {4}, {5}",
            "{0}, {1} {2} {4}, ora {5}",
            "{0}, {1} {2} {4}, ora {6} (ora Țărilor de Jos, {7})",
            "{1} {2} {4}"),
        ["uk"] = new(
            ["неділя", "понеділок", "вівторок", "середа", "четвер", "п’ятниця", "субота"],
            ["січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"],
            ["січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."],
            "{1} {3} {4}, {5}",
            "{0}, {1} {2} {4} р., {5}",
            "{0}, {1} {2} {4} р., {6} (нідерландський час, {7})",
            "{1} {2} {4} р."),
        ["bg"] = new(
            ["неделя", "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота"],
            ["януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември", "декември"],
            ["яну.", "фев.", "март", "апр.", "май", "юни", "юли", "авг.", "сеп.", "окт.", "ноем.", "дек."],
            "{1} {3} {4}, {5}",
            "{0}, {1} {2} {4} г., {5} ч.",
            "{0}, {1} {2} {4} г., {6} ч. (нидерландско време, {7})",
            "{1} {2} {4} г."),
    }.ToFrozenDictionary();

    /// <summary>The table for a BCP 47 tag by its primary subtag; English where there is none.</summary>
    public static DatePatterns For(string language)
    {
        var dash = language.IndexOf('-', StringComparison.Ordinal);
        var primary = (dash < 0 ? language : language[..dash]).ToLowerInvariant();
        return ByLanguage.TryGetValue(primary, out var patterns) ? patterns : ByLanguage["en"];
    }

    /// <summary>The languages that have a table of their own.</summary>
    public static IReadOnlyCollection<string> Languages => ByLanguage.Keys;
}
