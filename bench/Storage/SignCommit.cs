using System.Diagnostics;
using System.Security.Cryptography;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Storage;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Vault;
using Flexportal.Storage.Writes;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Flexportal.Bench.Storage;

/// <summary>The commit of a signature through the store, against the very same statements sent raw: made beforehand, prepared, one connection per caller.</summary>
public static class SignCommit
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Runs interleaved rounds and gives the ratio of each (store's rate by raw rate).</summary>
    public static async Task<IReadOnlyList<double>> Run(int callers, int rounds, int perCaller)
    {
        await using var database = await PostgresDatabase.Create();
        var options = database.Options with { PoolSize = callers };
        await using var host = new ServiceCollection().AddSingleton(TimeProvider.System).AddFlexportalStorage(options).BuildServiceProvider();
        var tenant = await PostgresDatabase.Tenant(host, "bench");
        var store = host.GetRequiredService<ICommitStore>();
        var vault = await host.GetRequiredService<TenantKeys>().Of(tenant, CancellationToken.None);
        await using var raw = NpgsqlDataSource.Create(options.AppConnection);
        var ratios = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            var ours = await Ours(store, tenant, await Waiting(store, tenant, callers * perCaller), callers);
            var theirs = await Raw(raw, await Batches(store, tenant, vault, callers * perCaller), callers);
            // The first round warms both up.
            if (round > 0)
            {
                ratios.Add(ours / theirs);
                Console.WriteLine($"  round {round}: store {ours:F0}/s, raw {theirs:F0}/s, ratio {ours / theirs:F2}");
            }
        }

        return ratios;
    }

    private static Task<double> Ours(ICommitStore store, TenantId tenant, Document[] documents, int callers) => Rate(
        documents, callers, () => Task.FromResult<IAsyncDisposable?>(null), async (document, _) =>
        {
            if (await store.Commit(tenant, Signing(document), Answer(), CancellationToken.None) != CommitResult.Done)
            {
                throw new InvalidOperationException("A signature was not committed.");
            }
        });

    private static Task<double> Raw(NpgsqlDataSource source, NpgsqlBatch[] batches, int callers) => Rate(
        batches, callers, async () => await source.OpenConnectionAsync(), async (batch, connection) =>
        {
            batch.Connection = (NpgsqlConnection)connection!;
            await batch.PrepareAsync();
            await batch.ExecuteNonQueryAsync();
        });

    private static async Task<double> Rate<T>(T[] work, int callers, Func<Task<IAsyncDisposable?>> open, Func<T, IAsyncDisposable?, Task> act)
    {
        var next = -1;
        var connections = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => open()));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            for (var index = Interlocked.Increment(ref next); index < work.Length; index = Interlocked.Increment(ref next))
            {
                await act(work[index], connection);
            }
        })));
        var rate = work.Length / watch.Elapsed.TotalSeconds;
        foreach (var connection in connections.OfType<IAsyncDisposable>())
        {
            await connection.DisposeAsync();
        }

        return rate;
    }

    private static async Task<NpgsqlBatch[]> Batches(ICommitStore store, TenantId tenant, TenantVault vault, int count) => [.. (await Waiting(store, tenant, count)).Select(document =>
    {
        var batch = new TenantBatch(tenant);
        new CommitBatch(batch, vault).Add(Signing(document), Answer(), null);
        return batch.Commands;
    })];

    private static async Task<Document[]> Waiting(ICommitStore store, TenantId tenant, int count)
    {
        var documents = Enumerable.Range(0, count).Select(_ => Offered()).ToArray();
        await Parallel.ForEachAsync(documents, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (document, cancellation) =>
            await store.Commit(tenant, new Changes { Document = document, Challenge = Challenge(document) }, null, cancellation));
        return [.. documents.Select(document => document with { Version = 1 })];
    }

    private static Changes Signing(Document document)
    {
        var mail = new MessageId(NewId());
        var challenge = Challenge(document) with { State = ChallengeState.Accepted, Version = 1 };
        return new Changes
        {
            Document = document with { State = DocumentState.Signed, SignedAt = Now, UpdatedAt = Now, Copy = SignedCopyState.Sealing },
            Challenge = challenge,
            Signature = Signature(document, challenge.Transaction),
            Facts = [Fact.Of("document.signed", document.Id, Now, new Actor(ActorKind.Worker, document.Worker.Value, "Niki van Dooren", "192.0.2.7", "Mozilla/5.0"), ("transaction", challenge.Transaction.Value))],
            Due = [new DueWork(DueKind.Seal, challenge.Transaction.Value, Now.AddYears(9)), new DueWork(DueKind.ExpireCode, document.Id.Value, null), new DueWork(DueKind.ExpireDocument, document.Id.Value, null)],
            Mails = [new Mail { Id = mail, Kind = MailKind.SignedCopy, To = "niki@example.org", Language = "nl", Worker = document.Worker, Document = document.Id, CreatedAt = Now }],
        };
    }

    private static StoredAnswer Answer() => new("worker:bench", NewId(), NewId() + NewId(), """{"state":"SIGNED"}""", Now, null);

    private static Document Offered() => new()
    {
        Id = new DocumentId(NewId()), Worker = new WorkerId(NewId()), Purpose = DocumentPurpose.Sign, TypeCode = "OVK", Title = "Overeenkomst", FileName = "OVK N. van Dooren.pdf", Language = "nl",
        File = new OriginalFile(new UploadId(NewId()), new string('a', 64), 112_000, 5), Verification = VerificationMethod.EmailCode, OfferedBy = "Backoffice", State = DocumentState.AwaitingCode,
        CreatedAt = Now, UpdatedAt = Now, OfferedAt = Now, OpenedAt = Now, Transaction = new TransactionId(NewId()), StartedAt = Now,
    };

    private static CodeChallenge Challenge(Document document) => new()
    {
        Document = document.Id, Worker = document.Worker, Transaction = document.Transaction!.Value, UnlockNumber = 0, Salt = NewId(), Digits = 4, LifetimeSeconds = 90,
        Destination = "niki@example.org", Signature = SignatureKind.Click, Codes = [new SentCode(1, new MessageId(NewId()), Now, Now, Now, Now.AddSeconds(90))],
    };

    private static Signature Signature(Document document, TransactionId transaction) => new()
    {
        Document = document.Id, Transaction = transaction, Worker = document.Worker, SignedAt = Now,
        Evidence = new TransactionEvidence(
            transaction.Value, new EvidenceAgency("bench", "Bench"), Now, Now, Now, Now, "Backoffice", new EvidenceFile(document.FileName, 5, 112_000, new string('a', 64)),
            new EvidenceSignIn(document.Worker.Value, "192.0.2.7", "niki@example.org", "worker", "Niki van Dooren", "niki@example.org", "12", Now),
            new EvidenceVerification("EMAIL_CODE", 4, "niki@example.org", Now, Now, Now, 1, 0, 5),
            new EvidenceSigner("Niki van Dooren", "192.0.2.7", document.Worker.Value, "niki@example.org", "CLICK"), document.Title,
            [new EvidenceConsent("nl", "Ik heb het document gelezen en ga akkoord met de inhoud.")]),
    };

    private static string NewId() => OpaqueId.From(RandomNumberGenerator.GetBytes(16));
}
