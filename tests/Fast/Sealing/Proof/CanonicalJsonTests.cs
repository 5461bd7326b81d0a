using System.Text;
using Flexportal.Sealing.Proof;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Proof;

public sealed class CanonicalJsonTests
{
    /// <summary>The example of RFC 8785 3.2.2 to 3.2.4.</summary>
    [Fact]
    public void the_example_of_the_standard()
    {
        var value = new JsonMembers
        {
            ["numbers"] = new object?[] { 333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001 },
            ["string"] = "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
            ["literals"] = new object?[] { null, true, false },
        };
        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Encoding.UTF8.GetString(CanonicalJson.Write(value)));
    }

    /// <summary>The sorting example of RFC 8785 3.2.3: UTF-16 code units, not code points.</summary>
    [Fact]
    public void members_are_sorted_by_code_units()
    {
        var value = new JsonMembers
        {
            ["\u20ac"] = "Euro Sign",
            ["\r"] = "Carriage Return",
            ["\ufb33"] = "Hebrew Letter Dalet With Dagesh",
            ["1"] = "One",
            ["\ud83d\ude00"] = "Emoji: Grinning Face",
            ["\u0080"] = "Control",
            ["\u00f6"] = "Latin Small Letter O With Diaeresis",
        };
        var text = Encoding.UTF8.GetString(CanonicalJson.Write(value));
        var order = new[] { "Carriage Return", "One", "Control", "Latin Small", "Euro Sign", "Emoji", "Hebrew" }.Select(word => text.IndexOf(word, StringComparison.Ordinal)).ToArray();
        Assert.DoesNotContain(-1, order);
        Assert.Equal(order.Order(), order);
    }

    /// <summary>RFC 8785 appendix B.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void numbers_are_written_as_ecmascript_does(ulong bits, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Write(BitConverter.UInt64BitsToDouble(bits))));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(CanonicalJson.MaxExact + 1)]
    public void a_number_without_canonical_form_is_refused(object value) => Assert.Throws<ArgumentException>(() => CanonicalJson.Write(value));

    /// <summary>Not as inline data: the compiler keeps attribute strings as UTF-8 and would replace the surrogate.</summary>
    [Fact]
    public void a_lone_surrogate_is_refused()
    {
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write("\ud800"));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write("x\udc00y"));
        Assert.Throws<ArgumentException>(() => CanonicalJson.Write(new JsonMembers { ["\udc00"] = 1 }));
    }
}
