using System.Globalization;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class DutchTimeTests
{
    [Theory]
    [InlineData("2020-12-10T10:33:36Z", "10 dec. 2020 om 11:33", "donderdag 10 december 2020 om 11:33 uur", "donderdag 10 december 2020 om 11:33:36 uur (Nederlandse tijd, UTC+1)")]
    [InlineData("2020-10-25T00:30:00Z", "25 okt. 2020 om 02:30", "zondag 25 oktober 2020 om 02:30 uur", "zondag 25 oktober 2020 om 02:30:00 uur (Nederlandse tijd, UTC+2)")]
    [InlineData("2020-10-25T01:30:00Z", "25 okt. 2020 om 02:30", "zondag 25 oktober 2020 om 02:30 uur", "zondag 25 oktober 2020 om 02:30:00 uur (Nederlandse tijd, UTC+1)")]
    [InlineData("2021-03-28T00:59:59Z", "28 mrt. 2021 om 01:59", "zondag 28 maart 2021 om 01:59 uur", "zondag 28 maart 2021 om 01:59:59 uur (Nederlandse tijd, UTC+1)")]
    [InlineData("2021-03-28T01:00:00Z", "28 mrt. 2021 om 03:00", "zondag 28 maart 2021 om 03:00 uur", "zondag 28 maart 2021 om 03:00:00 uur (Nederlandse tijd, UTC+2)")]
    [InlineData("2020-12-31T23:00:00Z", "1 jan. 2021 om 00:00", "vrijdag 1 januari 2021 om 00:00 uur", "vrijdag 1 januari 2021 om 00:00:00 uur (Nederlandse tijd, UTC+1)")]
    [InlineData("2024-02-29T12:05:09Z", "29 feb. 2024 om 13:05", "donderdag 29 februari 2024 om 13:05 uur", "donderdag 29 februari 2024 om 13:05:09 uur (Nederlandse tijd, UTC+1)")]
    [InlineData("2026-05-04T18:00:00Z", "4 mei 2026 om 20:00", "maandag 4 mei 2026 om 20:00 uur", "maandag 4 mei 2026 om 20:00:00 uur (Nederlandse tijd, UTC+2)")]
    public void dutch(string instant, string list, string sentence, string proof)
    {
        Assert.Equal(list, DutchTime.List(At(instant), "nl"));
        Assert.Equal(sentence, DutchTime.Sentence(At(instant), "nl-NL"));
        Assert.Equal(proof, DutchTime.Proof(At(instant), "nl"));
    }

    [Theory]
    [InlineData("en", "10 Dec 2020, 11:33", "Thursday 10 December 2020 at 11:33", "Thursday 10 December 2020 at 11:33:36 (Dutch time, UTC+1)")]
    [InlineData("pl", "10 gru 2020, 11:33", "czwartek, 10 grudnia 2020, godz. 11:33", "czwartek, 10 grudnia 2020, godz. 11:33:36 (czas holenderski, UTC+1)")]
    [InlineData("ro", "10 dec. 2020, 11:33", "joi, 10 decembrie 2020, ora 11:33", "joi, 10 decembrie 2020, ora 11:33:36 (ora Țărilor de Jos, UTC+1)")]
    [InlineData("uk", "10 груд. 2020, 11:33", "четвер, 10 грудня 2020 р., 11:33", "четвер, 10 грудня 2020 р., 11:33:36 (нідерландський час, UTC+1)")]
    [InlineData("bg", "10 дек. 2020, 11:33", "четвъртък, 10 декември 2020 г., 11:33 ч.", "четвъртък, 10 декември 2020 г., 11:33:36 ч. (нидерландско време, UTC+1)")]
    [InlineData("xx", "10 Dec 2020, 11:33", "Thursday 10 December 2020 at 11:33", "Thursday 10 December 2020 at 11:33:36 (Dutch time, UTC+1)")]
    public void other_languages_tell_the_same_instant(string language, string list, string sentence, string proof)
    {
        var instant = At("2020-12-10T10:33:36.9Z");
        Assert.Equal(list, DutchTime.List(instant, language));
        Assert.Equal(sentence, DutchTime.Sentence(instant, language));
        Assert.Equal(proof, DutchTime.Proof(instant, language));
    }

    [Theory]
    [InlineData("2020-12-10T10:33:00Z", "2020-12-10T11:33:00+01:00 = 2020-12-10T10:33:00Z", "11:33", "UTC+1")]
    [InlineData("2020-10-25T00:30:00Z", "2020-10-25T02:30:00+02:00 = 2020-10-25T00:30:00Z", "02:30", "UTC+2")]
    [InlineData("2020-10-25T01:30:00Z", "2020-10-25T02:30:00+01:00 = 2020-10-25T01:30:00Z", "02:30", "UTC+1")]
    [InlineData("2021-03-28T01:00:00Z", "2021-03-28T03:00:00+02:00 = 2021-03-28T01:00:00Z", "03:00", "UTC+2")]
    public void machines_read_both_clocks(string instant, string machine, string clock, string offset)
    {
        Assert.Equal(machine, DutchTime.Machine(At(instant)));
        Assert.Equal(clock, DutchTime.Clock(At(instant)));
        Assert.Equal(offset, DutchTime.Offset(At(instant)));
    }

    [Fact]
    public void every_short_month_has_its_dot_except_mei()
    {
        var shorts = Enumerable.Range(1, 12).Select(month => DutchTime.List(new DateTimeOffset(2026, month, 1, 12, 0, 0, TimeSpan.Zero), "nl").Split(' ')[1]);
        Assert.Equal("jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.", string.Join(' ', shorts));
    }

    [Fact]
    public void the_missing_half_hour_is_never_shown()
    {
        var start = At("2021-03-28T00:00:00Z");
        var shown = Enumerable.Range(0, 121).Select(minute => DutchTime.Clock(start.AddMinutes(minute))).ToArray();
        Assert.DoesNotContain("02:30", shown);
        Assert.Equal(["01:59", "03:00"], shown[59..61]);
    }

    [Fact]
    public void the_platform_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("10 dec. 2020 om 11:33", DutchTime.List(At("2020-12-10T10:33:36Z"), "nl"));
            Assert.Equal("2020-12-10T11:33:36+01:00 = 2020-12-10T10:33:36Z", DutchTime.Machine(At("2020-12-10T10:33:36Z")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
