using System.Diagnostics;
using Flexportal.Api.Access;
using Flexportal.Api.Agencies;
using Flexportal.Api.Common;
using Flexportal.Api.Execution;
using Flexportal.Contracts;
using Flexportal.Domain.Common;
using Flexportal.Storage;
using Flexportal.Storage.Connections;
using Flexportal.TestKit;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.Bench.Api;

/// <summary>
/// A list of 20 documents with their owners through GraphQL (parsed, checked, read, unsealed, written as JSON) against its two statements alone: the same SQL,
/// prepared, rows fetched and thrown away.
/// </summary>
internal static class GraphQLListBench
{
    private const int Callers = 8;
    private const int Turns = 10;
    private const int Requests = 200;
    private const string Query = "query($n: Int) { documents(first: $n) { nodes { id title fileName state offeredAt worker { id displayName email } } pageInfo { hasNextPage endCursor } } }";
    private const string List = "select id, version, body from document where tenant = $1 and true order by updated_at desc, id desc limit $2";
    private const string Owners = "select id, version, body from worker where tenant = $1 and id = any($2)";

    public static async Task<int> Run()
    {
        await using var cluster = await FlexCluster.Start();
        var agency = await TestAgency.Create(cluster);
        var workers = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            var worker = await agency.Worker();
            workers.Add(worker.Id.Value);
            await agency.Document(worker);
        }

        await using var app = await ApiBench.Start(cluster, agency, await agency.Worker());
        var services = app.Services;
        var statements = await Statements(services, agency.Tenant);
        await using var raw = new NpgsqlDataSourceBuilder(services.GetRequiredService<StorageOptions>().AppConnection).Build();
        var work = Enumerable.Range(0, Requests).ToList();
        var ratios = await Rounds.Run(async round =>
        {
            // In short turns: what else the machine does meets both alike.
            var (bare, ours) = (0.0, 0.0);
            for (var turn = 0; turn < Turns; turn++)
            {
                bare += 1 / await Rounds.Rate(work, Callers, (_, _) => Bare(raw, agency.Tenant, [.. workers.Take(20)]));
                ours += 1 / await Rounds.Rate(work, Callers, async (_, _) => await Ask(services, agency.Tenant));
            }

            var (floor, rate) = (Turns / bare, Turns / ours);
            if (round > 0)
                Console.WriteLine($"  round {round}: {rate:F0}/s, bare SQL {floor:F0}/s, {rate / floor:F2}");
            return rate / floor;
        });
        return Math.Max(
            Rounds.Report("GraphQL list of 20 documents with owners by its bare SQL reads, 8 callers", ratios, 0.30, atLeast: true),
            Rounds.Report($"statements of one list: {statements}, at most 2", statements <= 2));
    }

    private static async Task<string> Ask(IServiceProvider services, TenantId tenant)
    {
        TenantScope.Enter(tenant);
        var writer = services.GetRequiredService<AnswerWriter>();
        var caller = new ApiCaller(tenant, "bench", new Actor(ActorKind.ApiKey, "bench", "bench"), new HashSet<ApiScope>(Enum.GetValues<ApiScope>()));
        var call = new AgencyCall(services.GetRequiredService<ApiParts>(), caller, new Reader("nl", IsSystem: true), "http://bench", readOnly: false);
        var variables = writer.Read<Inputs>("""{"n":20}""")!;
        var result = await services.GetRequiredService<GraphQLRunner>().Run(services.GetRequiredService<AgencySchema>(), Query, null, variables, call, CancellationToken.None);
        using var text = new MemoryStream();
        await writer.Write(text, result, CancellationToken.None);
        return result.Errors is null ? "" : throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString(text.ToArray()));
    }

    private static async Task Bare(NpgsqlDataSource source, TenantId tenant, string[] workers)
    {
        foreach (var fill in new Action<TenantBatch>[] { batch => batch.Add(List).Number(21), batch => batch.Add(Owners).Texts(workers) })
        {
            await using var batch = new TenantBatch(tenant);
            fill(batch);
            await using var connection = await source.OpenConnectionAsync();
            batch.Commands.Connection = connection;
            await using var reader = await batch.Commands.ExecuteReaderAsync();
            // The first answer is the tenant's setting.
            do
            {
                while (await reader.ReadAsync())
                    if (reader.FieldCount == 3)
                        reader.GetFieldValue<byte[]>(2);
            }
            while (await reader.NextResultAsync());
        }
    }

    // The driver starts one activity for each batch that it sends.
    private static async Task<int> Statements(IServiceProvider services, TenantId tenant)
    {
        await Ask(services, tenant);
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.Kind == ActivityKind.Client)
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await Ask(services, tenant);
        return count;
    }
}
