using System.Globalization;
using Flexportal.Api.Execution;
using GraphQLParser;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class DocumentCacheTests
{
    [Fact]
    public void a_document_that_is_asked_for_stays_and_others_are_forgotten()
    {
        var cache = new DocumentCache();
        var document = Parser.Parse("{ a }");
        cache.Add("kept", document);
        cache.Add("once", document);
        for (var i = 0; i < 2_000; i++)
        {
            cache.Add(i.ToString(CultureInfo.InvariantCulture), document);
            Assert.Same(document, cache.Find("kept"));
        }

        Assert.Null(cache.Find("once"));
        Assert.InRange(Enumerable.Range(0, 2_000).Count(i => cache.Find(i.ToString(CultureInfo.InvariantCulture)) is not null), 1, 600);
    }
}
