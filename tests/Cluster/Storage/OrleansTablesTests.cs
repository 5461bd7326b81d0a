using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Orleans.Configuration;
using Orleans.Storage;
using Xunit;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>Our tables against Orleans' own code: membership, reminders and grain storage, with the application's role.</summary>
public sealed class OrleansTablesTests(StorageFixture fixture) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_starts_on_them_and_joins_leaves_and_keeps_its_membership_in_order()
    {
        using var silo = Silo("membership", 21_411);
        await silo.StartAsync(Cancellation);
        Assert.Equal(1L, await fixture.See("select count(*) from orleansmembershiptable where deploymentid = 'membership' and status = 3"));

        var table = silo.Services.GetRequiredService<IMembershipTable>();
        var before = await table.ReadAllAsync(Cancellation);
        var stranger = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, 21_499, 7),
            HostName = "h",
            SiloName = "s",
            Status = SiloStatus.Joining,
            StartTime = Sample.Start.UtcDateTime,
            IAmAliveTime = Sample.Start.UtcDateTime,
        };
        Assert.True(await table.InsertRowAsync(stranger, before.Version.Next(), Cancellation));
        Assert.False(await table.InsertRowAsync(stranger, (await table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
        var row = await table.ReadRowAsync(stranger.SiloAddress, Cancellation);
        var (entry, tag) = Assert.Single(row.Members);
        entry.Status = SiloStatus.Dead;
        entry.AddSuspector(SiloAddress.New(IPAddress.Loopback, 21_411, 1), Sample.Start.UtcDateTime);
        Assert.False(await table.UpdateRowAsync(entry, tag, before.Version.Next(), Cancellation));
        Assert.True(await table.UpdateRowAsync(entry, tag, row.Version.Next(), Cancellation));
        var read = Assert.Single((await table.ReadRowAsync(stranger.SiloAddress, Cancellation)).Members).Item1;
        Assert.Equal(SiloStatus.Dead, read.Status);
        Assert.Single(read.SuspectTimes!);
        await table.UpdateIAmAliveAsync(entry, Cancellation);
        await table.CleanupDefunctSiloEntriesAsync(Sample.Start.AddDays(1), Cancellation);
        Assert.Empty((await table.ReadRowAsync(stranger.SiloAddress, Cancellation)).Members);

        await silo.StopAsync(Cancellation);
        Assert.Equal(0L, await fixture.See("select count(*) from orleansmembershiptable where deploymentid = 'membership' and status = 3"));
    }

    [Fact]
    public async Task Of_many_first_writes_at_once_exactly_one_wins_and_state_moves_by_versions()
    {
        using var silo = Silo("storage", 21_421);
        await silo.StartAsync(Cancellation);
        var storage = silo.Services.GetRequiredKeyedService<IGrainStorage>("private");

        for (var round = 0; round < 20; round++)
        {
            var id = GrainId.Create("limiter", $"alfa/{round}");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => Write(storage, id, State($"writer {number}")))));
            Assert.Equal(1, outcomes.Count(won => won));
            var read = await Read(storage, id);
            Assert.True(await Write(storage, id, read));
            Assert.Equal("2", read.ETag);
            Assert.False(await Write(storage, id, new GrainState<List<string>>(["late"], "1")));
        }

        Assert.Equal(20L, await fixture.See("select count(*) from orleansstorage where serviceid = 'storage'"));
        var cleared = await Read(storage, GrainId.Create("limiter", "alfa/0"));
        await storage.ClearStateAsync("limits", GrainId.Create("limiter", "alfa/0"), cleared, Cancellation);
        Assert.False((await Read(storage, GrainId.Create("limiter", "alfa/0"))).RecordExists);
        await silo.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Reminders_are_kept_found_by_range_and_removed_by_version()
    {
        using var silo = Silo("reminders", 21_431);
        await silo.StartAsync(Cancellation);
        var table = silo.Services.GetRequiredService<IReminderTable>();
        var ids = Enumerable.Range(0, 20).Select(number => GrainId.Create("mail", $"alfa/{number}")).ToArray();
        foreach (var id in ids)
        {
            await table.UpsertRow(Reminder(id, TimeSpan.FromMinutes(1)), Cancellation);
        }

        var tag = await table.UpsertRow(Reminder(ids[0], TimeSpan.FromDays(60)), Cancellation);
        Assert.Equal("1", tag);
        Assert.Equal(TimeSpan.FromDays(60), (await table.ReadRow(ids[0], "retry", Cancellation))!.Period);
        var middle = 0x8000_0000u;
        Assert.Equal(20, (await table.ReadRows(0, 0, Cancellation)).Reminders.Count);
        Assert.Equal(20, (await table.ReadRows(0, middle, Cancellation)).Reminders.Count + (await table.ReadRows(middle, 0, Cancellation)).Reminders.Count);
        Assert.Single((await table.ReadRows(ids[3], Cancellation)).Reminders);
        Assert.False(await table.RemoveRow(ids[0], "retry", "0", Cancellation));
        Assert.True(await table.RemoveRow(ids[0], "retry", tag!, Cancellation));
        Assert.Empty((await table.ReadRows(ids[0], Cancellation)).Reminders);
        await silo.StopAsync(Cancellation);
    }

    private static ReminderEntry Reminder(GrainId id, TimeSpan period) => new() { GrainId = id, ReminderName = "retry", StartAt = Sample.Start.UtcDateTime, Period = period };

    private static GrainState<List<string>> State(string text) => new([text]) { RecordExists = false };

    private static async Task<GrainState<List<string>>> Read(IGrainStorage storage, GrainId id)
    {
        var state = new GrainState<List<string>>();
        await storage.ReadStateAsync("limits", id, state, Cancellation);
        return state;
    }

    private static async Task<bool> Write(IGrainStorage storage, GrainId id, GrainState<List<string>> state)
    {
        try
        {
            await storage.WriteStateAsync("limits", id, state, Cancellation);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private IHost Silo(string name, int port)
    {
        var source = fixture.Get<NpgsqlDataSource>();
        return new HostBuilder().UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (name, name))
            .ConfigureEndpoints(IPAddress.Loopback, port, port + 1)
            .UseAdoNetClustering(options => (options.Invariant, options.DataSource) = ("Npgsql", source))
            .UseAdoNetReminderService(options => (options.Invariant, options.DataSource) = ("Npgsql", source))
            .AddAdoNetGrainStorage("private", options => (options.Invariant, options.DataSource) = ("Npgsql", source))).Build();
    }
}
