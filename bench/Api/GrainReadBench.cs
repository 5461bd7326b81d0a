using Flexportal.Contracts;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.Bench.Api;

/// <summary>Reading a grain inside the silo against a raw prepared single-row UPDATE, at 32 callers: the grain layer must never be the bottleneck.</summary>
internal static class GrainReadBench
{
    private const int Callers = 32;
    private const int Turns = 5;

    public static async Task<int> Run()
    {
        await using var cluster = await FlexCluster.Start();
        var agency = await TestAgency.Create(cluster);
        var worker = await agency.Worker();
        var factory = cluster.Orleans.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();
        await using var raw = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.Database.Superuser) { MaxPoolSize = Callers, NoResetOnClose = true }.ConnectionString);
        await Setup(raw);
        var updates = await Task.WhenAll(Enumerable.Range(1, Callers).Select(number => Update(raw, number)));
        var ratios = await Rounds.Run(async round =>
        {
            // In short turns: what else the machine does meets both alike.
            var (write, read) = (0.0, 0.0);
            for (var turn = 0; turn < Turns; turn++)
            {
                write += 1 / await Rounds.Rate(Enumerable.Range(0, 1_000).ToList(), Callers, async (_, caller) => await updates[caller].ExecuteNonQueryAsync());
                read += 1 / await Rounds.Rate(Enumerable.Range(0, 50_000).ToList(), Callers, async (_, _) =>
                {
                    TenantScope.Enter(agency.Tenant);
                    await new TenantGrains(factory, agency.Tenant).Worker(worker.Id).Get();
                });
            }

            var (floor, rate) = (Turns / write, Turns / read);
            if (round > 0)
                Console.WriteLine($"  round {round}: {rate:F0} reads/s, {floor:F0} updates/s, {rate / floor:F1}");
            return rate / floor;
        });
        foreach (var update in updates)
            await update.Connection!.DisposeAsync();
        return Rounds.Report("grain read by raw UPDATE of one row, 32 callers", ratios, 15, atLeast: true);
    }

    private static async Task Setup(NpgsqlDataSource raw)
    {
        await using var command = raw.CreateCommand("create table bench_row (id int primary key, version bigint not null, body text not null) with (fillfactor = 80); insert into bench_row select n, 0, repeat('x', 800) from generate_series(1, 32) n");
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlCommand> Update(NpgsqlDataSource raw, int number)
    {
        var connection = await raw.OpenConnectionAsync();
        var command = new NpgsqlCommand("update bench_row set version = version + 1 where id = $1", connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = number } } };
        await command.PrepareAsync();
        return command;
    }
}
