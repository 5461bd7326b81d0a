using System.Text;
using Flexportal.Sealing;
using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Update;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cos;

public sealed class CosParserTests
{
    [Theory]
    [InlineData("0.10", "0.10")]
    [InlineData("-.5", "-.5")]
    [InlineData("+17", "+17")]
    [InlineData("4.", "4.")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("/A#20B#2fC", "/A#20B#2fC")]
    [InlineData("/Plain", "/Plain")]
    [InlineData("(a\\(b\\)\\\\c)", "<612862295c63>")]
    [InlineData("(nested (paren) kept)", "<6e65737465642028706172656e29206b657074>")]
    [InlineData("(\\101\\7\\0531\\r\\n)", "<41072b310d0a>")]
    [InlineData("(one\\\ntwo\r\nthree)", "<6f6e6574776f0a7468726565>")]
    [InlineData("<48 65 6C6c6>", "<48656c6c60>")]
    [InlineData("[1 0 R 2 3 4 0 R]", "[1 0 R 2 3 4 0 R]")]
    [InlineData("<</A[/B<</C(d)>>]/E 1 0 R>>", "<</A[/B<</C<64>>>]/E 1 0 R>>")]
    [InlineData("<< /A % a comment >>\n 1 >>", "<</A 1>>")]
    public void What_is_read_is_written_again(string text, string written) => Assert.Equal(written, Write(Parse(text)!));

    [Theory]
    [InlineData("<</A 1/B")]
    [InlineData("<</A 1 endobj")]
    [InlineData("[1 2 (open")]
    [InlineData("<</A [1 2 >> >>")]
    [InlineData("[1 2 ) 3]")]
    [InlineData("<</A 1 junk /B 2>>")]
    [InlineData("[}{]")]
    public void What_is_broken_ends_without_harm(string text) => Assert.NotNull(Parse(text));

    [Fact]
    public void The_last_of_two_equal_keys_wins() => Assert.Equal(2, ((CosDictionary)Parse("<</A 1/A 2>>")!)["A"].AsInteger());

    [Theory]
    [InlineData("[")]
    [InlineData("<</A")]
    public void Deep_nesting_is_refused_and_not_followed(string opening)
    {
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(opening, 200_000)));
        var refused = Assert.Throws<SealRefusedException>(() => new CosParser(text, 0, 500).Read());
        Assert.Equal(SealRefusalReason.TooComplex, refused.Refusal.Reason);
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_read() =>
        Assert.NotNull(Parse(new string('[', 500) + new string(']', 500)));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("5.0", 5)]
    [InlineData("-3", -3)]
    public void Whole_numbers_read_as_integers(string text, long value) => Assert.Equal(value, Parse(text).AsInteger());

    [Theory]
    [InlineData("5.5")]
    [InlineData("1e5")]
    [InlineData("--5")]
    [InlineData("/Five")]
    public void Others_do_not(string text) => Assert.Null(Parse(text).AsInteger());

    private static CosObject? Parse(string text)
    {
        var parser = new CosParser(Encoding.Latin1.GetBytes(text), 0, 500);
        return parser.Read();
    }

    private static string Write(CosObject value)
    {
        var sink = new ByteSink(16);
        CosWriter.Write(sink, value);
        return Encoding.Latin1.GetString(sink.Written.Span);
    }
}
