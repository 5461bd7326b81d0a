using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class UserErrorsTests
{
    private static readonly Reader System = new("en", IsSystem: true);
    private static readonly Reader Worker = new("nl", IsSystem: false);

    public static TheoryData<RefusalCode> Codes => [.. Enum.GetValues<RefusalCode>()];

    [Theory]
    [MemberData(nameof(Codes))]
    public void each_refusal_has_a_code_of_its_own_name_and_words_in_both_languages(RefusalCode code)
    {
        var text = RefusalText.Of(new Refusal(code));

        Assert.Equal(code.ToString(), text.Code.ToString());
        Assert.EndsWith(".", text.Dutch, StringComparison.Ordinal);
        Assert.NotEqual(text.Dutch, text.English);
    }

    public static TheoryData<string> Details => [.. typeof(RefusalDetail).GetFields().Where(constant => constant.IsLiteral && constant.Name is not (nameof(RefusalDetail.VersionIs) or nameof(RefusalDetail.From) or nameof(RefusalDetail.To))).Select(constant => (string)constant.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Details))]
    public void each_detail_of_a_rule_has_words_in_both_languages(string detail) => Assert.NotEqual(detail, RefusalText.InDutch(detail));

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("nl", "nl")]
    [InlineData("nl-BE, en;q=0.8", "nl")]
    [InlineData("en-GB, nl;q=0.9", "en")]
    [InlineData("en;q=0.2, NL;q=0.9", "nl")]
    [InlineData("pl, nl;q=0.5", "nl")]
    [InlineData("nl;q=0, pl", "en")]
    [InlineData("*", "en")]
    [InlineData("nlx", "en")]
    [InlineData("\"; drop table", "en")]
    public void a_request_is_answered_in_dutch_where_it_is_liked_best(string? header, string language)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = header;

        Assert.Equal(new Reader(language, IsSystem: true), Reader.Of(http.Request));
    }

    [Fact]
    public void the_field_is_a_path_from_the_argument() =>
        Assert.Equal(["input", "files", "0", "sha256"], UserErrors.Of(RefusalCode.InvalidFormat, "files.0.sha256", System)[0].Field);

    [Fact]
    public void a_wrong_code_says_how_many_tries_are_left()
    {
        var error = Assert.IsType<CodeIncorrectError>(UserErrors.Of(new Refusal(RefusalCode.CodeIncorrect) { AttemptsLeft = 1 }, Worker)[0]);

        Assert.Equal(1, error.AttemptsLeft);
        Assert.Equal("Deze code klopt niet. Je kunt het nog 1 keer proberen.", error.Message);
    }

    [Fact]
    public void details_are_for_systems_only_and_in_their_language()
    {
        var refusal = new Refusal(RefusalCode.Conflict) { Detail = RefusalDetail.Version(12) };

        Assert.EndsWith("(the version is 12)", UserErrors.Of(refusal, System)[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("(de versie is 12)", UserErrors.Of(refusal, System with { Language = "nl-NL" })[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("12", UserErrors.Of(refusal, Worker)[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_number_out_of_range_is_told_both_ends()
    {
        var refusal = new Refusal(RefusalCode.InvalidFormat, "codeLifetimeSeconds") { Detail = RefusalDetail.Between(60, 900) };

        Assert.EndsWith("(from 60 to 900)", UserErrors.Of(refusal, System)[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("(van 60 tot en met 900)", UserErrors.Of(refusal, System with { Language = "nl" })[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nl")]
    [InlineData("en")]
    public void no_refusal_sends_an_agency_to_itself(string language)
    {
        foreach (var code in Enum.GetValues<RefusalCode>().Except(OfWorkers))
            Assert.DoesNotContain("contact", UserErrors.Of(new Refusal(code), new Reader(language, IsSystem: true))[0].Message, StringComparison.Ordinal);
    }

    private static readonly RefusalCode[] OfWorkers = [RefusalCode.ResendsUsedUp, RefusalCode.TooManyAttempts, RefusalCode.AccountLocked];
}
