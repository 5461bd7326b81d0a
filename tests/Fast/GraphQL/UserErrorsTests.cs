using Flexportal.Api.Common;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class UserErrorsTests
{
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

    [Fact]
    public void the_field_is_a_path_from_the_argument() =>
        Assert.Equal(["input", "files", "0", "sha256"], UserErrors.Of(RefusalCode.InvalidFormat, "files.0.sha256", "en")[0].Field);

    [Fact]
    public void a_wrong_code_says_how_many_tries_are_left()
    {
        var error = Assert.IsType<CodeIncorrectError>(UserErrors.Of(new Refusal(RefusalCode.CodeIncorrect) { AttemptsLeft = 1 }, "nl")[0]);

        Assert.Equal(1, error.AttemptsLeft);
        Assert.Equal("Deze code klopt niet. Je kunt het nog 1 keer proberen.", error.Message);
    }

    [Fact]
    public void details_are_for_systems_only()
    {
        var refusal = new Refusal(RefusalCode.PdfUnsupported) { Detail = "object 12" };

        Assert.Contains("object 12", UserErrors.Of(refusal, "en")[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("object 12", UserErrors.Of(refusal, "nl")[0].Message, StringComparison.Ordinal);
    }
}
