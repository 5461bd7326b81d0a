using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("1234")]
    [InlineData(" 12 34 ")]
    [InlineData("12-34")]
    [InlineData("1.2.3.4")]
    [InlineData("1234\r\n")]
    [InlineData("\u200f12\u200b34")]
    [InlineData("１２３４")]
    [InlineData("١٢٣٤")]
    [InlineData("१२३४")]
    [InlineData("12\u00a034")]
    public void What_people_type_and_paste_is_understood(string typed) => Assert.Equal(("1234", (Refusal?)null), CodeText.Parse(typed, 4));

    [Theory]
    [InlineData(null, RefusalCode.Required)]
    [InlineData("", RefusalCode.Required)]
    [InlineData("   ", RefusalCode.Required)]
    [InlineData("123", RefusalCode.CodeLength)]
    [InlineData("12345", RefusalCode.CodeLength)]
    [InlineData("12a4", RefusalCode.CodeNotNumeric)]
    [InlineData("abcd", RefusalCode.CodeNotNumeric)]
    [InlineData("12🙂4", RefusalCode.CodeNotNumeric)]
    [InlineData("1+34", RefusalCode.CodeNotNumeric)]
    public void Anything_else_is_refused_by_name(string? typed, RefusalCode expected)
    {
        var (digits, refusal) = CodeText.Parse(typed, 4);
        Assert.Null(digits);
        Assert.Equal((expected, "code"), (refusal!.Code, refusal.Field));
    }

    [Fact]
    public void A_flood_of_text_is_read_in_a_moment() => Assert.Equal(RefusalCode.CodeLength, CodeText.Parse(new string('1', 100_000), 4).Refusal!.Code);
}
