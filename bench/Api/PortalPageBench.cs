using System.Collections.Concurrent;
using System.Diagnostics;
using Flexportal.Api.InProcess;
using Flexportal.Contracts;
using Flexportal.Storage;
using Flexportal.Storage.Connections;
using Flexportal.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.Bench.Api;

/// <summary>
/// The portal's list page: CPU of the whole page against the same page with constant data plus the CPU of its bare SQL reads; its bytes and its scripts.
/// Both pages answer the same client in this process; the client's own share is measured on a constant answer of the same host and taken off both.
/// </summary>
internal static class PortalPageBench
{
    private const int Requests = 600;
    private const string Empty = "/merk.svg";

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
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var host = $"{agency.Tenant}.localhost";
        var html = await Get(http, real, host, "/");
        if (!html.Contains("OVK N. van Dooren.pdf", StringComparison.Ordinal))
            throw new InvalidOperationException("The page shows no list.");
        var ratios = await Rounds.Run(async round =>
        {
            var client = await Cpu(() => Get(http, real, host, Empty));
            var whole = await Cpu(() => Get(http, real, host, "/")) - client;
            var page = await Cpu(() => Get(http, constant, host, "/")) - client;
            var sql = await Cpu(() => Bare(raw, agency, worker.Id.Value));
            if (round > 0)
                Console.WriteLine($"  round {round}: page {whole * 1e6:F0} us, constant {page * 1e6:F0} us, SQL {sql * 1e6:F0} us (client {client * 1e6:F0} us): {whole / (page + sql):F2}");
            return whole / (page + sql);
        });
        return new[]
        {
            Rounds.Report("CPU of the list page by the same page with constant data plus its bare SQL reads", ratios, 1.5, atLeast: false),
            Rounds.Report($"{System.Text.Encoding.UTF8.GetByteCount(html)} bytes of HTML for 20 documents, at most 8,192", System.Text.Encoding.UTF8.GetByteCount(html) <= 8_192),
            Rounds.Report("0 bytes of script", !html.Contains("<script", StringComparison.OrdinalIgnoreCase)),
        }.Max();
    }

    private static async Task<string> Get(HttpClient http, WebApplication app, string host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(app.Urls.Single()), path));
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request, CancellationToken.None);
        return await answer.Content.ReadAsStringAsync(CancellationToken.None);
    }

    // Seconds of CPU of this process (PostgreSQL is another) for one call.
    private static async Task<double> Cpu(Func<Task> call)
    {
        for (var i = 0; i < 20; i++)
            await call();
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        for (var i = 0; i < Requests; i++)
            await call();
        self.Refresh();
        return (self.TotalProcessorTime - before).TotalSeconds / Requests;
    }

    private static async Task Bare(NpgsqlDataSource source, TestAgency agency, string worker)
    {
        const string Lists = "select id, version, body, count(*) over () from document where tenant = $1 and worker = $2 and purpose = '{0}' and state in ({1}) order by offered_at desc nulls last, id desc limit $3";
        await Fetch(source, agency, batch =>
        {
            batch.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, Lists, "Sign", "'Offered', 'Opened', 'AwaitingCode', 'Locked'")).Text(worker).Number(50);
            batch.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, Lists, "Sign", "'Signed'")).Text(worker).Number(50);
            batch.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, Lists, "Personal", "'Offered', 'Opened'")).Text(worker).Number(50);
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
