using System.Security.Cryptography;
using Flexportal.Contracts;
using Flexportal.Contracts.Challenges;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.Storage.Files;

namespace Flexportal.TestKit;

/// <summary>An agency in a cluster, with one document type <c>OVK</c>; the arrange part of a test in one line each. Everything goes through the grains.</summary>
public sealed class TestAgency
{
    private static int count;

    private TestAgency(FlexCluster cluster, TenantId tenant) => (Cluster, Tenant) = (cluster, tenant);

    /// <summary>The cluster.</summary>
    public FlexCluster Cluster { get; }

    /// <summary>The tenant.</summary>
    public TenantId Tenant { get; }

    /// <summary>Its grains; the calling test acts for this tenant from here on.</summary>
    public TenantGrains Grains => Cluster.Grains(Tenant);

    /// <summary>Hand-overs of its mails, refused ones included, oldest first.</summary>
    public IReadOnlyList<CaughtMail> Mails => [.. Cluster.Mail.All.Where(mail => mail.Material.Agency.Id == Tenant)];

    /// <summary>Its mails of one kind that were accepted.</summary>
    public IReadOnlyList<CaughtMail> Accepted(MailKind kind) => [.. Mails.Where(mail => mail.Material.Mail.Kind == kind && mail.Answer is HandOver.Accepted)];

    /// <summary>How the transport answers to its mails from now on; null accepts.</summary>
    public void AnswerMails(Func<MailMaterial, CancellationToken, Task<HandOver>>? answer) => Cluster.Mail.Script(Tenant, answer);

    /// <summary>Answers all its mails with this from now on; null accepts.</summary>
    public void AnswerMails(HandOver? answer) => Cluster.Mail.Script(Tenant, answer is null ? null : (_, _) => Task.FromResult(answer));

    /// <summary>Counts its rows in a table, seen with a superuser's eyes.</summary>
    public async Task<long> Count(string table) => (long)(await Cluster.See($"select count(*) from {table} where tenant = '{Tenant}'"))!;

    /// <summary>A new agency.</summary>
    public static async Task<TestAgency> Create(FlexCluster cluster, UpdateAgency? settings = null)
    {
        var number = Interlocked.Increment(ref count);
        var agency = new TestAgency(cluster, await PostgresDatabase.Tenant(cluster.Host, $"bureau-{number}"));
        var grain = agency.Grains.Agency();
        Taken(await grain.UpsertDocumentType(new UpsertDocumentType("OVK", "Overeenkomst", DocumentPurpose.Sign, VerificationMethod.EmailCode), ByKey()));
        if (settings is not null)
        {
            Taken(await grain.Update(settings, ByKey()));
        }

        return agency;
    }

    /// <summary>The same agency, reached through another cluster.</summary>
    public TestAgency At(FlexCluster other) => new(other, Tenant);

    /// <summary>The agency's API key, with a fresh idempotency key.</summary>
    public static CommandContext ByKey(string? key = null, string hash = "h") =>
        new(new Actor(ActorKind.ApiKey, "key-1", "Salarispakket", "192.0.2.1"), key ?? Guid.NewGuid().ToString(), hash);

    /// <summary>A worker at the portal, with a fresh idempotency key.</summary>
    public static CommandContext By(Worker worker, string? key = null, string hash = "h") =>
        new(new Actor(ActorKind.Worker, worker.Id.Value, worker.Name.Display, "198.51.100.7"), key ?? Guid.NewGuid().ToString(), hash);

    /// <summary>The session of a signed-in worker.</summary>
    public SignerSession Session(Worker worker) => new(worker.Id, Cluster.Now.AddMinutes(-2), "198.51.100.7", "198.51.100.7", worker.Language);

    /// <summary>A new worker.</summary>
    public async Task<Worker> Worker(string family = "Dooren", string? email = null)
    {
        var id = new WorkerId(OpaqueId.From(RandomNumberGenerator.GetBytes(16)));
        var command = new UpsertWorker(new ExternalId(id.Value[..8], "payroll"), family, "van", "Niki", "N.", null, email ?? $"niki.{id.Value[..8]}@mail.example", null, "nl", null);
        return Taken(await Grains.Worker(id).Upsert(command, ByKey()));
    }

    /// <summary>An upload whose bytes are there.</summary>
    public async Task<UploadId> Upload(byte[] pdf, string? sha256 = null)
    {
        var id = new UploadId(OpaqueId.From(RandomNumberGenerator.GetBytes(16)));
        var staged = new StagedUpload(id, "OVK.pdf", "application/pdf", pdf.Length, sha256 ?? Convert.ToHexStringLower(SHA256.HashData(pdf)), Cluster.Now.AddHours(1));
        await Cluster.Files.Announce(Tenant, [staged], CancellationToken.None);
        await Cluster.Files.StoreUpload(Tenant, id, pdf, Cluster.Now, CancellationToken.None);
        return id;
    }

    /// <summary>The command for a document to sign.</summary>
    public async Task<CreateDocument> DocumentCommand(Worker worker, VerificationMethod verification = VerificationMethod.EmailCode, byte[]? pdf = null) => new(
        worker.Id, null, "OVK", "Overeenkomst", "OVK N. van Dooren.pdf", await Upload(pdf ?? TestPdf.Pages()), "nl", verification, null, null, true);

    /// <summary>A document, offered to the worker.</summary>
    public async Task<Document> Document(Worker worker, VerificationMethod verification = VerificationMethod.EmailCode, byte[]? pdf = null)
    {
        var command = await DocumentCommand(worker, verification, pdf);
        var id = new DocumentId(OpaqueId.From(RandomNumberGenerator.GetBytes(16)));
        return Taken(await Grains.Document(id).Create(command, ByKey()));
    }

    /// <summary>Starts to sign.</summary>
    public Task<SigningReply> Start(Document document, Worker worker, string? key = null, bool moreTime = false) =>
        Grains.CodeChallenge(document.Id).Start(new StartSigning(SignatureKind.Click, null, moreTime, Session(worker)), By(worker, key));

    /// <summary>Enters a code.</summary>
    public Task<SigningReply> Confirm(Document document, Worker worker, TransactionId attempt, string? code, string? key = null) =>
        Grains.CodeChallenge(document.Id).Confirm(new ConfirmCode(attempt, code, Session(worker)), By(worker, key, code ?? ""));

    /// <summary>Asks for a new code.</summary>
    public Task<SigningReply> Resend(Document document, Worker worker, TransactionId attempt, string? key = null) =>
        Grains.CodeChallenge(document.Id).Resend(attempt, new WorkerIdentity(worker.Id), By(worker, key));

    /// <summary>Starts to sign and waits until the code's mail was accepted and its clock runs.</summary>
    public async Task<(TransactionId Attempt, string Code)> Started(Document document, Worker worker)
    {
        var reply = await Start(document, worker);
        return reply.Challenge is { } challenge
            ? (challenge.Transaction, await Code(document, 1))
            : throw new InvalidOperationException($"Not started: {reply.Refusal?.Code}.");
    }

    /// <summary>The digits of a code, once its mail was accepted and its clock runs.</summary>
    public async Task<string> Code(Document document, int number)
    {
        await Cluster.Until(
            async () => (await Challenge(document))?.Codes is { } codes && codes.Length >= number && codes[number - 1].AcceptedAt is not null,
            $"code {number} is accepted by the provider");
        return CodeDerivation.Codes(Cluster.Secret, (await Challenge(document))!, number)[number - 1];
    }

    /// <summary>The flow as committed.</summary>
    public async Task<CodeChallenge?> Challenge(Document document) => (await Cluster.Rows.SigningCase(Tenant, document.Id, CancellationToken.None))?.Challenge;

    /// <summary>The document as committed.</summary>
    public async Task<Document> Row(Document document) => (await Cluster.Rows.Document(Tenant, document.Id, CancellationToken.None))!;

    /// <summary>The signature as committed.</summary>
    public async Task<Signature?> Signature(Document document) => (await Cluster.Rows.SigningCase(Tenant, document.Id, CancellationToken.None))?.Signature;

    /// <summary>A document, signed with a code.</summary>
    public async Task<Document> Signed(Worker worker, byte[]? pdf = null)
    {
        var document = await Document(worker, pdf: pdf);
        var (attempt, code) = await Started(document, worker);
        var reply = await Confirm(document, worker, attempt, code);
        return reply is { Refusal: null, Document: { } signed } ? signed : throw new InvalidOperationException($"Not signed: {reply.Refusal?.Code}.");
    }

    /// <summary>Waits for a mail of this kind about this document.</summary>
    public async Task<CaughtMail> Mailed(MailKind kind, Document document)
    {
        await Cluster.Until(() => Accepted(kind).Any(mail => mail.Material.Mail.Document == document.Id), $"a {kind} mail");
        return Accepted(kind).Last(mail => mail.Material.Mail.Document == document.Id);
    }

    private static T Taken<T>(Reply<T> reply)
        where T : class =>
        reply is { Refusal: null, Value: { } value } ? value : throw new InvalidOperationException($"Refused: {reply.Refusal?.Code} {reply.Refusal?.Field} {reply.Refusal?.Detail}");
}
