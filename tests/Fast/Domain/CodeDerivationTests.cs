using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class CodeDerivationTests
{
    private static readonly CodeChallenge Flow = Given.Flow().Challenge;

    [Fact]
    public void The_same_flow_gives_the_same_codes() => Assert.Equal(CodeDerivation.Codes(Given.Secret, Flow, 12), CodeDerivation.Codes(Given.Secret, Flow, 12));

    [Fact]
    public void A_longer_list_begins_with_the_shorter() => Assert.Equal(CodeDerivation.Codes(Given.Secret, Flow, 3), CodeDerivation.Codes(Given.Secret, Flow, 12).Take(3));

    [Fact]
    public void No_two_codes_of_a_flow_are_equal()
    {
        for (var run = 0; run < 300; run++)
        {
            Assert.Equal(12, CodeDerivation.Codes(Given.Secret, Flow with { Salt = run.ToString("x32", null) }, 12).Distinct().Count());
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void A_code_has_its_digits(int digits) =>
        Assert.All(CodeDerivation.Codes(Given.Secret, Flow with { Digits = digits }, 12), code => Assert.Matches($"^[0-9]{{{digits}}}$", code));

    [Fact]
    public void Key_salt_document_and_unlock_number_each_make_other_codes()
    {
        var codes = CodeDerivation.Codes(Given.Secret, Flow, 12);
        Assert.NotEqual(codes, CodeDerivation.Codes(new SecretKey(new byte[32]), Flow, 12));
        Assert.NotEqual(codes, CodeDerivation.Codes(Given.Secret, Flow with { Salt = new string('1', 32) }, 12));
        Assert.NotEqual(codes, CodeDerivation.Codes(Given.Secret, Flow with { Document = new DocumentId(new string('2', 32)) }, 12));
        Assert.NotEqual(codes, CodeDerivation.Codes(Given.Secret, Flow with { UnlockNumber = 1 }, 12));
    }

    /// <summary>Chi-square over the ten digits at each place: 9 degrees of freedom, 27.9 is exceeded once in a thousand; the input is fixed, so this either holds or never does.</summary>
    [Fact]
    public void Every_digit_is_as_likely_at_every_place()
    {
        var codes = Enumerable.Range(0, 4_000).Select(run => CodeDerivation.Codes(Given.Secret, Flow with { Salt = run.ToString("x32", null) }, 1)[0]).ToList();
        for (var place = 0; place < 4; place++)
        {
            var chi = Enumerable.Range('0', 10).Sum(digit => Math.Pow(codes.Count(code => code[place] == digit) - 400, 2) / 400);
            Assert.InRange(chi, 0, 27.9);
        }
    }

    [Fact]
    public void Codes_of_other_lengths_do_not_match()
    {
        Assert.True(CodeDerivation.Matches("1234", "1234"));
        Assert.False(CodeDerivation.Matches("1235", "1234"));
        Assert.False(CodeDerivation.Matches("12345", "1234"));
    }

    [Fact]
    public void Secrets_have_no_printable_form()
    {
        Assert.Equal("(secret key)", Given.Secret.ToString());
        Assert.Equal("(password)", $"{new Flexportal.Domain.Workers.Password("geheim")}");
        Assert.Throws<ArgumentException>(() => new SecretKey(new byte[31]));
    }
}
