using System.Security.Cryptography;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Writes;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>Records to write, all different.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static string NewId() => OpaqueId.From(RandomNumberGenerator.GetBytes(16));

    public static Worker Worker(string family = "Dooren", string? email = null, string? number = null)
    {
        var id = NewId();
        return new Worker
        {
            Id = new WorkerId(id),
            ExternalId = new ExternalId(number ?? id, "payroll"),
            Name = new PersonName(family, "van", "Niki", "N."),
            Email = email ?? $"{id}@example.org",
            CreatedAt = Start,
            UpdatedAt = Start,
        };
    }

    public static Document Document(WorkerId worker, string fileName = "OVK.pdf") => new()
    {
        Id = new DocumentId(NewId()),
        Worker = worker,
        Purpose = DocumentPurpose.Sign,
        TypeCode = "OVK",
        Title = "Overeenkomst",
        FileName = fileName,
        Language = "nl",
        File = new OriginalFile(new UploadId(NewId()), new string('a', 64), 1000, 5),
        Verification = VerificationMethod.EmailCode,
        OfferedBy = "Backoffice",
        State = DocumentState.Offered,
        CreatedAt = Start,
        UpdatedAt = Start,
        OfferedAt = Start,
    };

    public static CodeChallenge Challenge(Document document) => new()
    {
        Document = document.Id,
        Worker = document.Worker,
        Transaction = new TransactionId(NewId()),
        UnlockNumber = 0,
        Salt = NewId(),
        Digits = 4,
        LifetimeSeconds = 90,
        Destination = "niki@example.org",
        Signature = SignatureKind.Click,
        Codes = [new SentCode(1, new MessageId(NewId()), Start)],
    };

    public static Signature Signature(Document document, TransactionId? transaction = null) => new()
    {
        Document = document.Id,
        Transaction = transaction ?? new TransactionId(NewId()),
        Worker = document.Worker,
        SignedAt = Start,
        Evidence = new TransactionEvidence(
            NewId(), new EvidenceAgency("taldemo", "Taldemo"), Start, Start, Start, Start, "Backoffice",
            new EvidenceFile(document.FileName, 5, 1000, new string('a', 64)),
            new EvidenceSignIn(document.Worker.Value, "192.0.2.7", "niki@example.org", "worker", "Niki van Dooren", "niki@example.org", "12", Start),
            null, new EvidenceSigner("Niki van Dooren", "192.0.2.7", document.Worker.Value, "niki@example.org", "CLICK"), document.Title,
            [new EvidenceConsent("nl", "Ik ga akkoord.")]),
    };

    public static Mail Mail(Document document) => new()
    {
        Id = new MessageId(NewId()),
        Kind = MailKind.Code,
        To = "niki@example.org",
        Language = "nl",
        Worker = document.Worker,
        Document = document.Id,
        CreatedAt = Start,
    };

    public static Fact Fact(DocumentId document, string action = "document.offered", params (string, string?)[] data) =>
        Domain.Common.Fact.Of(action, document, Start, Actor.System("test"), data);

    public static StoredAnswer Answer(string key, string hash = "00") => new("worker:1", key, hash, "{}", Start, null);
}
