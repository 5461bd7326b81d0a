using System.Collections.Concurrent;
using System.Globalization;
using Flexportal.Api.InProcess;
using Flexportal.Contracts;
using Flexportal.Storage;
using Flexportal.Storage.Connections;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.Bench.Api;

/// <summary>
/// The portal's list page: CPU of the whole page against the CPU of its bare SQL reads followed by the same page with constant data; its bytes and its scripts.
/// Counted is the CPU of this process without the client's: that is a thread of its own with blocking calls, so its share is known exactly. The reads and the
/// constant page alternate call by call, as they do inside the whole page: a loop of one of them alone keeps its caches warm, which PostgreSQL's turn on the same
/// cores never leaves to a real page. PostgreSQL is another process and counts nowhere: page and bare reads send it the same statements.
/// </summary>
internal static class PortalPageBench
{
    private const int Turns = 8;
    private const int Requests = 50;

    public static async Task<int> Run()
    {
        await using var cluster = await FlexCluster.Start();
        var agency = await TestAgency.Create(cluster);
        var worker = await agency.Worker();
        for (var i = 0; i < 20; i++)
            await agency.Document(worker);
        await using var real = await ApiBench.Start(cluster, agency, worker);
        var kept = new Kept();
        await using var constant = await ApiBench.Start(cluster, agency, worker, services => services.AddSingleton<IWorkerOperations>(kept));
        kept.Source = real.Services.GetRequiredService<IWorkerOperations>();
        await using var raw = new NpgsqlDataSourceBuilder(real.Services.GetRequiredService<StorageOptions>().AppConnection).Build();
        var host = $"{agency.Tenant}.localhost";
        using var whole = new PageClient(real.Urls.Single(), host);
        using var known = new PageClient(constant.Urls.Single(), host);
        var html = whole.Get();
        if (!html.Contains("OVK N. van Dooren.pdf", StringComparison.Ordinal))
            throw new InvalidOperationException("The page shows no list.");
        var ratios = await Rounds.Run(round =>
        {
            // In short turns: what else the machine does meets both alike.
            var (all, floor) = (0.0, 0.0);
            for (var turn = 0; turn < Turns; turn++)
            {
                all += Cpu(() => whole.Get()) / Turns;
                floor += Cpu(() =>
                {
                    Bare(raw, agency, worker.Id.Value).GetAwaiter().GetResult();
                    known.Get();
                }) / Turns;
            }

            if (round > 0)
                Console.WriteLine($"  round {round}: page {all * 1e6:F0} us, bare reads and constant page {floor * 1e6:F0} us: {all / floor:F2}");
            return Task.FromResult(all / floor);
        });
        return new[]
        {
            Rounds.Report("CPU of the list page by the same page with constant data plus its bare SQL reads", ratios, 1.5, atLeast: false),
            Rounds.Report($"{System.Text.Encoding.UTF8.GetByteCount(html)} bytes of HTML for 20 documents, at most 8,192", System.Text.Encoding.UTF8.GetByteCount(html) <= 8_192),
            Rounds.Report("0 bytes of script", !html.Contains("<script", StringComparison.OrdinalIgnoreCase)),
        }.Max();
    }

    // Seconds of CPU of this process for one call, without the calling thread's own.
    private static double Cpu(Action call)
    {
        var seconds = 0.0;
        var client = new Thread(() =>
        {
            var (process, thread) = (Environment.CpuUsage.TotalTime, OwnCpu());
            for (var i = 0; i < Requests; i++)
                call();
            seconds = (Environment.CpuUsage.TotalTime - process - (OwnCpu() - thread)).TotalSeconds;
        });
        client.Start();
        client.Join();
        return seconds / Requests;
    }

    private static TimeSpan OwnCpu() =>
        TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1_000.0);

    private static async Task Bare(NpgsqlDataSource source, TestAgency agency, string worker)
    {
        const string Lists = "select id, version, body, count(*) over () from document where tenant = $1 and worker = $2 and purpose = '{0}' and state in ({1}) order by offered_at desc nulls last, id desc limit $3";
        await Fetch(source, agency, batch =>
        {
            batch.Add(string.Format(CultureInfo.InvariantCulture, Lists, "Sign", "'Offered', 'Opened', 'AwaitingCode', 'Locked'")).Text(worker).Number(50);
            batch.Add(string.Format(CultureInfo.InvariantCulture, Lists, "Sign", "'Signed'")).Text(worker).Number(50);
            batch.Add(string.Format(CultureInfo.InvariantCulture, Lists, "Personal", "'Offered', 'Opened'")).Text(worker).Number(50);
        });
        await Fetch(source, agency, batch => batch.Add("select id, version, body from worker where tenant = $1 and id = any($2)").Texts([worker]));
    }

    private static async Task Fetch(NpgsqlDataSource source, TestAgency agency, Action<TenantBatch> fill)
    {
        await using var batch = new TenantBatch(agency.Tenant);
        fill(batch);
        await using var connection = await source.OpenConnectionAsync();
        batch.Commands.Connection = connection;
        await using var reader = await batch.Commands.ExecuteReaderAsync();
        do
        {
            while (await reader.ReadAsync())
                if (reader.FieldCount > 2)
                    reader.GetFieldValue<byte[]>(2);
        }
        while (await reader.NextResultAsync());
    }

    /// <summary>Answers each operation as the real one did the first time.</summary>
    private sealed class Kept : IWorkerOperations
    {
        private readonly ConcurrentDictionary<string, object> _answers = new();

        public IWorkerOperations? Source { get; set; }

        public async Task<T> Run<T>(string operationName, object? variables, WorkerCaller caller, CancellationToken cancellationToken)
        {
            if (!_answers.TryGetValue(operationName, out var answer))
            {
                TenantScope.Enter(caller.Tenant);
                _answers[operationName] = answer = (await Source!.Run<T>(operationName, variables, caller, cancellationToken))!;
            }

            return (T)answer;
        }
    }
}
