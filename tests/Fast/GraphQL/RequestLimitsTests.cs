using Flexportal.Api.Execution;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class RequestLimitsTests
{
    [Fact]
    public void a_usual_query_passes() => Assert.Null(RequestLimits.Check("query Q($a: Int) { documents(first: $a) { nodes { id worker { displayName } } } }"));

    [Fact]
    public void a_long_text_is_refused() => Assert.Equal("QUERY_TOO_LONG", RequestLimits.Check("{ a } #" + new string('x', RequestLimits.Characters))?.Code);

    [Fact]
    public void many_tokens_are_refused() => Assert.Equal("QUERY_TOO_LONG", RequestLimits.Check("{ " + string.Concat(Enumerable.Repeat("a ", RequestLimits.Tokens)) + "}")?.Code);

    [Fact]
    public void deep_nesting_is_refused_before_the_parser_sees_it() =>
        Assert.Equal("QUERY_TOO_DEEP", RequestLimits.Check(string.Concat(Enumerable.Repeat("{a", 60)) + new string('}', 60))?.Code);

    [Fact]
    public void nested_lists_count_too() => Assert.Equal("QUERY_TOO_DEEP", RequestLimits.Check("{ a(x: " + new string('[', 60) + new string(']', 60) + ") }")?.Code);

    [Fact]
    public void broken_syntax_is_left_to_the_parser() => Assert.Null(RequestLimits.Check("{ a(x: \"open } "));
}
