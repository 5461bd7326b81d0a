using Flexportal.Domain.Common;
using Flexportal.Storage.Due;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

public sealed class DueTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDueStore Due => fixture.Get<IDueStore>();

    [Fact]
    public async Task Two_owners_share_the_work_and_neither_gets_the_others()
    {
        var year = Sample.Start.AddYears(-1);
        var ids = Enumerable.Range(0, 40).Select(_ => Sample.NewId()).ToArray();
        await fixture.Commit(fixture.A, new Changes { Due = [.. ids.Select(id => new DueWork(DueKind.SendMail, id, year))] });

        var rounds = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() => Due.Lease($"owner-{number % 2}", year, Minute, 5, [], Cancellation))));

        var leased = rounds.SelectMany(round => round).Select(work => work.Id).ToArray();
        Assert.Equal(leased.Length, leased.Distinct().Count());
        leased = [.. leased, .. (await Due.Lease("owner-2", year, Minute, 100, [], Cancellation)).Select(work => work.Id)];
        Assert.Equal(ids.Order(), leased.Order());
        await Clear(fixture.A, ids);
    }

    [Fact]
    public async Task T7_one_tenants_backlog_leaves_the_other_its_turn_and_a_busy_tenant_waits()
    {
        var start = Sample.Start.AddYears(-6);
        var (backlog, code) = (Enumerable.Range(0, 60).Select(_ => Sample.NewId()).ToArray(), Sample.NewId());
        await fixture.Commit(fixture.A, new Changes { Due = [.. backlog.Select(id => new DueWork(DueKind.SendMail, id, start))] });
        await fixture.Commit(fixture.B, new Changes { Due = [new DueWork(DueKind.SendMail, code, start.AddSeconds(30))] });

        var taken = await Due.Lease("one", start.AddSeconds(30), Minute, 4, [], Cancellation);
        Assert.Contains(taken, work => work.Id == code);
        Assert.Equal(4, taken.Count);
        Assert.Empty(await Due.Lease("one", start.AddSeconds(30), Minute, 4, [fixture.A], Cancellation));
        await Clear(fixture.A, backlog);
        await Clear(fixture.B, [code]);
    }

    [Fact]
    public async Task Work_is_taken_in_time_and_again_when_its_lease_runs_out_or_is_released()
    {
        var start = Sample.Start.AddYears(-2);
        var id = Sample.NewId();
        await fixture.Commit(fixture.B, new Changes { Due = [new DueWork(DueKind.Seal, id, start.AddSeconds(10))] });

        Assert.Empty(await Due.Lease("one", start, Minute, 10, [], Cancellation));
        var work = Assert.Single(await Due.Lease("one", start.AddSeconds(10), Minute, 10, [], Cancellation));
        Assert.Equal(new LeasedWork(fixture.B, DueKind.Seal, id, start.AddSeconds(10), "one"), work);
        Assert.Empty(await Due.Lease("two", start.AddSeconds(69), Minute, 10, [], Cancellation));
        Assert.Equal("two", Assert.Single(await Due.Lease("two", start.AddSeconds(70), Minute, 10, [], Cancellation)).Owner);
        await Due.Release(work, Cancellation);
        Assert.Empty(await Due.Lease("three", start.AddSeconds(71), Minute, 10, [], Cancellation));
        await Due.Release(work with { Owner = "two" }, Cancellation);
        Assert.Single(await Due.Lease("three", start.AddSeconds(71), Minute, 10, [], Cancellation));
        await Clear(fixture.B, [id], DueKind.Seal);
    }

    [Fact]
    public async Task A_commit_moves_work_and_ends_its_lease_and_another_one_removes_it()
    {
        var start = Sample.Start.AddYears(-3);
        var id = Sample.NewId();
        await fixture.Commit(fixture.A, new Changes { Due = [new DueWork(DueKind.ExpireCode, id, start)] });
        Assert.Single(await Due.Lease("one", start, Minute, 10, [], Cancellation));

        await fixture.Commit(fixture.A, new Changes { Due = [new DueWork(DueKind.ExpireCode, id, start.AddSeconds(5))] });
        Assert.Empty(await Due.Lease("two", start.AddSeconds(4), Minute, 10, [], Cancellation));
        Assert.Single(await Due.Lease("two", start.AddSeconds(5), Minute, 10, [], Cancellation));

        await Clear(fixture.A, [id], DueKind.ExpireCode);
        Assert.Empty(await Due.Lease("three", start.AddHours(1), Minute, 10, [], Cancellation));
    }

    [Fact]
    public async Task The_clocks_difference_is_seen_with_its_sign()
    {
        var here = TimeProvider.System.GetUtcNow();

        Assert.InRange(await Due.ClockSkew(here.AddSeconds(-300), Cancellation), 295, 305);
        Assert.InRange(await Due.ClockSkew(here.AddSeconds(300), Cancellation), -305, -295);
    }

    private Task<Flexportal.Storage.Writes.CommitResult> Clear(TenantId tenant, IEnumerable<string> ids, DueKind kind = DueKind.SendMail) =>
        fixture.Commit(tenant, new Changes { Due = [.. ids.Select(id => new DueWork(kind, id, null))] });
}
