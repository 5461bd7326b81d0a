using System.Globalization;

namespace Flexportal.Domain.Common;

/// <summary>
/// Instants as people in the Netherlands read them: always the wall clock of Europe/Amsterdam, in the reader's language.
/// Languages with own tables: nl, en, pl, ro, uk, bg; every other tag reads English. Fractions of a second are cut off, never rounded up.
/// </summary>
public static class DutchTime
{
    /// <summary>IANA name of the zone.</summary>
    public const string ZoneName = "Europe/Amsterdam";

    private static readonly Lazy<TimeZoneInfo> Zone = new(FindZone);

    /// <summary>Call at start: fails where the host has no time zone data, instead of on the first page.</summary>
    /// <exception cref="InvalidOperationException">The zone is missing or has not the offsets of the Netherlands.</exception>
    public static void EnsureAvailable() => _ = Zone.Value;

    /// <summary>For lists: <c>10 dec. 2020 om 11:33</c>, <c>10 Dec 2020, 11:33</c>.</summary>
    public static string List(DateTimeOffset instant, string language)
    {
        var patterns = DatePatterns.For(language);
        return Fill(patterns, patterns.List, instant);
    }

    /// <summary>For sentences, without a first word: <c>donderdag 10 december 2020 om 11:33 uur</c>, <c>Thursday 10 December 2020 at 11:33</c>.</summary>
    public static string Sentence(DateTimeOffset instant, string language)
    {
        var patterns = DatePatterns.For(language);
        return Fill(patterns, patterns.Sentence, instant);
    }

    /// <summary>For proofs, with the zone in words: <c>donderdag 10 december 2020 om 11:33:36 uur (Nederlandse tijd, UTC+1)</c>.</summary>
    public static string Proof(DateTimeOffset instant, string language)
    {
        var patterns = DatePatterns.For(language);
        return Fill(patterns, patterns.Proof, instant);
    }

    /// <summary>The day alone: <c>10 december 2020</c>.</summary>
    public static string Date(DateTimeOffset instant, string language)
    {
        var patterns = DatePatterns.For(language);
        return Fill(patterns, patterns.Date, instant);
    }

    /// <summary>RFC 3339, local and UTC: <c>2020-12-10T11:33:36+01:00 = 2020-12-10T10:33:36Z</c>.</summary>
    public static string Machine(DateTimeOffset instant) => $"{MachineLocal(instant)} = {MachineUtc(instant)}";

    /// <summary>RFC 3339 with the Dutch offset: <c>2020-12-10T11:33:36+01:00</c>.</summary>
    public static string MachineLocal(DateTimeOffset instant) => Local(instant).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 in UTC: <c>2020-12-10T10:33:36Z</c>.</summary>
    public static string MachineUtc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The wall clock: <c>11:33</c>.</summary>
    public static string Clock(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The wall clock with seconds: <c>11:33:36</c>.</summary>
    public static string ClockSeconds(DateTimeOffset instant) => Local(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The offset in words of that moment: <c>UTC+1</c> in winter, <c>UTC+2</c> in summer.</summary>
    public static string Offset(DateTimeOffset instant) => OffsetName(Local(instant));

    /// <summary>The same instant with the Dutch offset.</summary>
    public static DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone.Value);

    private static string Fill(DatePatterns patterns, string pattern, DateTimeOffset instant)
    {
        var local = Local(instant);
        return string.Format(
            CultureInfo.InvariantCulture,
            pattern,
            patterns.Days[(int)local.DayOfWeek],
            local.Day,
            patterns.Months[local.Month - 1],
            patterns.ShortMonths[local.Month - 1],
            local.Year,
            local.ToString("HH:mm", CultureInfo.InvariantCulture),
            local.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            OffsetName(local));
    }

    private static string OffsetName(DateTimeOffset local)
    {
        var sign = local.Offset < TimeSpan.Zero ? '-' : '+';
        var size = local.Offset.Duration();
        return size.Minutes == 0 ? $"UTC{sign}{size.Hours}" : $"UTC{sign}{size.Hours}:{size.Minutes:00}";
    }

    private static TimeZoneInfo FindZone()
    {
        try
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);
            var winter = zone.GetUtcOffset(new DateTimeOffset(2020, 12, 10, 10, 33, 0, TimeSpan.Zero));
            var summer = zone.GetUtcOffset(new DateTimeOffset(2020, 7, 10, 10, 33, 0, TimeSpan.Zero));
            return winter == TimeSpan.FromHours(1) && summer == TimeSpan.FromHours(2)
                ? zone
                : throw new InvalidOperationException($"The time zone data for {ZoneName} are wrong: winter {winter}, summer {summer}. Install current tzdata.");
        }
        catch (Exception missing) when (missing is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            throw new InvalidOperationException($"This host has no time zone data for {ZoneName}. Install tzdata.", missing);
        }
    }
}
