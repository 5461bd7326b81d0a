using System.Collections.Concurrent;
using Flexportal.Contracts;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Storage;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Due;
using Flexportal.Storage.Vault;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Flexportal.Bench.Api;

/// <summary>
/// The sign command (the right code typed, commit included) through the grain inside the silo, against the very statements of such commits, recorded
/// from other documents and sent raw as one prepared batch each, at 32 callers.
/// </summary>
internal static class SignBench
{
    private const int Callers = 32;
    private const int Turns = 5;
    private const int PerTurn = 96;
    private const int PerRound = Turns * PerTurn;

    public static async Task<int> Run()
    {
        var recorder = new Recorder();
        // Sealing and mailing follow a signature; they are work of their own and would take the same two cores.
        await using var cluster = await FlexCluster.Start(more: silo => recorder.Attach(silo.Services));
        var agency = await TestAgency.Create(cluster);
        var silo = cluster.Orleans.Silos[0].ServiceProvider;
        var vault = await cluster.Host.GetRequiredService<TenantKeys>().Of(agency.Tenant, CancellationToken.None);
        await using var raw = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster.Host.GetRequiredService<StorageOptions>().AppConnection) { MaxPoolSize = Callers }.ConnectionString);
        var connections = await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ => await raw.OpenConnectionAsync()));
        var ratios = await Rounds.Run(async round =>
        {
            // A host does this by itself every two seconds; this one runs without its background work.
            await cluster.Host.GetRequiredService<IHousekeeping>().AnalyzeNewTables(CancellationToken.None);
            var theirs = await Recorded(recorder, cluster, agency, silo);
            var batches = theirs.Select(commit => Batch(agency.Tenant, vault, commit)).ToList();
            var ours = await Awaiting(agency, PerRound);
            // In short turns: what else the machine does meets both alike.
            var (bare, mine) = (0.0, 0.0);
            foreach (var (some, own) in batches.Chunk(PerTurn).Zip(ours.Chunk(PerTurn)))
            {
                bare += 1 / await Rounds.Rate(some, Callers, async (batch, caller) =>
                {
                    batch.Connection = connections[caller];
                    await batch.PrepareAsync();
                    await batch.ExecuteNonQueryAsync();
                });
                mine += 1 / await Rounds.Rate(own, Callers, (signing, _) => Sign(cluster, agency, silo, signing));
            }

            var (floor, rate) = (Turns / bare, Turns / mine);
            if (round > 0)
                Console.WriteLine($"  round {round}: {rate:F0}/s, raw {floor:F0}/s, {rate / floor:F2}");
            return rate / floor;
        });
        foreach (var connection in connections)
            await connection.DisposeAsync();
        return Rounds.Report("sign command by the same statements sent raw, 32 callers", ratios, 0.60, atLeast: true);
    }

    private static async Task Sign(FlexCluster cluster, TestAgency agency, IServiceProvider silo, Awaited signing)
    {
        TenantScope.Enter(agency.Tenant);
        var grain = new TenantGrains(silo.GetRequiredService<IGrainFactory>(), agency.Tenant).CodeChallenge(signing.Document.Id);
        var reply = await grain.Confirm(new ConfirmCode(signing.Attempt, signing.Code, agency.Session(signing.Worker)), TestAgency.By(signing.Worker));
        if (reply.Refusal is { } refusal)
            throw new InvalidOperationException($"Not signed: {refusal.Code}.");
    }

    // The commits of as many other documents, kept instead of written.
    private static async Task<IReadOnlyList<(Changes Changes, StoredAnswer? Answer)>> Recorded(Recorder recorder, FlexCluster cluster, TestAgency agency, IServiceProvider silo)
    {
        var others = await Awaiting(agency, PerRound);
        recorder.Start();
        foreach (var other in others)
            await Sign(cluster, agency, silo, other);
        return recorder.Stop();
    }

    private static async Task<IReadOnlyList<Awaited>> Awaiting(TestAgency agency, int count)
    {
        var worker = await agency.Worker();
        var awaited = new ConcurrentBag<Awaited>();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            var document = await agency.Document(worker);
            var started = await agency.Start(document, worker);
            var flow = started.Challenge ?? throw new InvalidOperationException($"Not started: {started.Refusal?.Code}.");
            // The right code counts also before its mail was accepted.
            awaited.Add(new Awaited(document, worker, flow.Transaction, CodeDerivation.Codes(agency.Cluster.Secret, flow, 1)[0]));
        });
        return [.. awaited];
    }

    private static NpgsqlBatch Batch(TenantId tenant, TenantVault vault, (Changes Changes, StoredAnswer? Answer) commit)
    {
        var batch = new TenantBatch(tenant);
        new CommitBatch(batch, vault).Add(commit.Changes, commit.Answer, null);
        return batch.Commands;
    }

    private sealed record Awaited(Document Document, Domain.Workers.Worker Worker, TransactionId Attempt, string Code);

    /// <summary>Stands before the store: passes commits on, or keeps those that sign.</summary>
    private sealed class Recorder
    {
        private ConcurrentBag<(Changes, StoredAnswer?)>? _kept;

        public void Start() => _kept = [];

        public IReadOnlyList<(Changes, StoredAnswer?)> Stop()
        {
            var kept = _kept ?? [];
            _kept = null;
            return [.. kept];
        }

        public void Attach(IServiceCollection services)
        {
            foreach (var hosted in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("Flexportal", StringComparison.Ordinal) == true).ToList())
                services.Remove(hosted);
            var real = services.Last(service => service.ServiceType == typeof(ICommitStore));
            services.Remove(real);
            services.AddSingleton<ICommitStore>(provider => new Store(this, (ICommitStore)real.ImplementationFactory!(provider)));
        }

        private sealed class Store(Recorder recorder, ICommitStore inner) : ICommitStore
        {
            public Task<CommitResult> Commit(TenantId tenant, Changes changes, StoredAnswer? answer, CancellationToken cancellation)
            {
                if (recorder._kept is not { } kept || changes.Signature is null)
                    return inner.Commit(tenant, changes, answer, cancellation);
                kept.Add((changes, answer));
                return Task.FromResult(CommitResult.Done);
            }

            public Task<StoredAnswer?> FindAnswer(TenantId tenant, string principal, string key, CancellationToken cancellation) => inner.FindAnswer(tenant, principal, key, cancellation);
        }
    }
}
