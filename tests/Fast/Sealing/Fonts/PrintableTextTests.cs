using Flexportal.Sealing.Fonts;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Fonts;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("Niki van Dooren", "Niki van Dooren")]
    [InlineData("e\u0301e\u0302\u0323", "é\u1ec7")]
    [InlineData("Jan\u202Enetsaw\u202C", "Jannetsaw")]
    [InlineData("\u2067Jan\u2069\u200F\u200E\u061C", "Jan")]
    [InlineData("zacht\u00ADe\u200Bstreep\uFEFF", "zachtestreep")]
    [InlineData("a\tb\r\nc\u2028d", "a b  c d")]
    public void cleaned(string text, string drawn)
    {
        Assert.Equal(drawn, PrintableText.Clean(text));
        Assert.Null(PrintableText.FirstUnprintable(text));
    }

    [Theory]
    [InlineData("emoji \U0001F44D", 0x1F44D)]
    [InlineData("hart \u2764\uFE0F", 0xFE0F)]
    [InlineData("\uD83D half", 0xFFFD)]
    [InlineData("nul \u0000", 0)]
    [InlineData("c1 \u0085", 0x85)]
    [InlineData("private \uE000", 0xE000)]
    [InlineData("עברית", 0x5E2)]
    [InlineData("عربي", 0x639)]
    [InlineData("ไทย", 0xE44)]
    [InlineData("한국어", 0xD55C)]
    public void refused(string text, int codePoint) => Assert.Equal(codePoint, PrintableText.FirstUnprintable(text)!.Value.Value);

    [Theory]
    [InlineData("Polish", "ĄąĆćĘęŁłŃńÓóŚśŹźŻż")]
    [InlineData("Romanian", "ĂăÂâÎîȘșȚțŞşŢţ")]
    [InlineData("Ukrainian", "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’")]
    [InlineData("Bulgarian and Russian", "ЪъЭэЫыЁё")]
    [InlineData("Belarusian and Serbian", "ЎўЂђЈјЉљЊњЋћЏџ")]
    [InlineData("Greek", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰΆΈΉΊΌΎΏἈᾄᾧ")]
    [InlineData("Turkish", "ÇçĞğİıÖöŞşÜü")]
    [InlineData("Nordic", "ÅåÆæØøÄäÖöÐðÞþÁáÍíÝý")]
    [InlineData("Baltic", "ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽžĖėĮįŲų")]
    [InlineData("Czech, Slovak, Hungarian", "ĎďĚěŇňŘřŤťŮůÝýĹĺĽľŔŕŐőŰű")]
    [InlineData("Vietnamese", "ĂăÂâĐđÊêÔôƠơƯưẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ")]
    [InlineData("Dutch, French, German, Portuguese, Spanish", "ÉéËëÏïÓóÖöÜüÀàÈèÊêÎîÔôÛûÇçŒœßẞÃãÕõÑñ¿¡ĳĲ€")]
    [InlineData("Armenian", "ԱԲԳաբգև")]
    [InlineData("Georgian", "აბგდევზ")]
    [InlineData("Signs", "–—‘’‚“”„…•·°№§±×½™©®✓☑→")]
    public void every_letter_has_a_glyph(string alphabet, string letters) => Assert.True(PrintableText.FirstUnprintable(letters) is null, $"{alphabet}: {PrintableText.FirstUnprintable(letters)}");
}
