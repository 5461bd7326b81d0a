using Flexportal.Domain.Common;
using Flexportal.Storage.Audit;
using Flexportal.Storage.Due;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class FactChainTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IFactChain Chain => fixture.Get<IFactChain>();

    [Fact]
    public async Task Facts_written_and_linked_by_many_at_once_make_one_whole_chain()
    {
        var document = await fixture.Offered(fixture.A);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(async () =>
        {
            await fixture.Commit(fixture.A, new Changes { Facts = [Sample.Fact(document.Id, $"test.{number}"), Sample.Fact(document.Id, "test.second")] });
            await Chain.Link(fixture.A, Sample.Start.AddMinutes(1), 7, Cancellation);
        }, Cancellation)));
        while (await Chain.Link(fixture.A, Sample.Start.AddMinutes(1), 100, Cancellation) > 0)
        {
        }

        var timeline = await fixture.Reads.Timeline(fixture.A, document.Id, Cancellation);
        Assert.Equal(60, timeline.Count);
        var hashes = timeline.Select(fact => fact.Hash!).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(60, hashes.Count);
        Assert.Equal(59, timeline.Count(fact => fact.PreviousHash is { } previous && hashes.Contains(previous)));
        Assert.Null(await Chain.FirstBrokenLink(fixture.A, Cancellation));
    }

    [Fact]
    public async Task Erasing_words_leaves_the_chain_whole_and_changing_them_does_not()
    {
        var kept = await fixture.Offered(fixture.B);
        var erased = await fixture.Offered(fixture.B);
        await fixture.Commit(fixture.B, new Changes { Facts = [Sample.Fact(kept.Id), Sample.Fact(erased.Id, "document.opened", ("who", "Niki")), Sample.Fact(kept.Id, "document.closed")] });
        await Chain.Link(fixture.B, Sample.Start, 100, Cancellation);

        Assert.Equal(1, await Chain.Erase(fixture.B, $"document:{erased.Id}", Cancellation));
        Assert.Null(await Chain.FirstBrokenLink(fixture.B, Cancellation));
        var fact = Assert.Single(await fixture.Reads.Timeline(fixture.B, erased.Id, Cancellation));
        Assert.Equal("fact.erased", fact.Fact.Action);
        Assert.NotNull(fact.Hash);

        await fixture.See($"""
            update fact set body = (select body from fact where subject = 'document:{kept.Id}' order by sequence desc limit 1)
            where sequence = (select min(sequence) from fact where subject = 'document:{kept.Id}')
            """);
        Assert.Equal(1, await Chain.FirstBrokenLink(fixture.B, Cancellation));
    }

    [Fact]
    public async Task Linking_puts_itself_on_the_list_again()
    {
        var due = fixture.Get<IDueStore>();
        await Chain.Link(fixture.B, Sample.Start.AddYears(-5), 100, Cancellation);

        var work = Assert.Single(await due.Lease("one", Sample.Start.AddYears(-5), TimeSpan.FromMinutes(1), 10, [], Cancellation));
        Assert.Equal((fixture.B, DueKind.ChainFacts, "beta"), (work.Tenant, work.Kind, work.Id));
        await Chain.Link(fixture.B, Sample.Start.AddSeconds(30), 100, Cancellation);
        Assert.Empty(await due.Lease("two", Sample.Start.AddYears(-4), TimeSpan.FromMinutes(1), 10, [], Cancellation));
    }
}
