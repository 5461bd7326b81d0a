using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>Rows for the rules; each test changes the one thing that it is about.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    public static readonly Actor Api = new(ActorKind.ApiKey, "key-1", "Salarispakket");
    public static readonly SecretKey Secret = new(Enumerable.Range(0, 32).Select(number => (byte)number).ToArray());
    private static int count;

    public static readonly Agency Agency = new()
    {
        Id = new TenantId("taldemo"),
        Name = "Tal Demo",
        Contact = new AgencyContact(Email: "help@taldemo.example"),
        DocumentTypes = [new DocumentType("OVK", "Overeenkomst", DocumentPurpose.Sign, VerificationMethod.EmailCode)],
        Version = 1,
    };

    public static readonly Worker Worker = new()
    {
        Id = new WorkerId(new string('a', 32)),
        ExternalId = new ExternalId("1001", "payroll"),
        Name = new PersonName("Dooren", "van", "Niki"),
        Email = "niki@mail.example",
        State = WorkerState.Active,
        Version = 1,
    };

    public static readonly Document Document = new()
    {
        Id = new DocumentId(new string('b', 32)),
        Worker = Worker.Id,
        Purpose = DocumentPurpose.Sign,
        TypeCode = "OVK",
        Title = "Overeenkomst",
        FileName = "OVK N. van Dooren.pdf",
        Language = "nl",
        File = new OriginalFile(new UploadId(new string('c', 32)), new string('0', 64), 1000, 3),
        Verification = VerificationMethod.EmailCode,
        State = DocumentState.Offered,
        OfferedBy = "Salarispakket",
        OfferedAt = Now.AddDays(-1),
        Version = 1,
    };

    public static SignerSession Signer => new(Worker.Id, Now.AddMinutes(-5), "198.51.100.7", "198.51.100.8", "nl");

    public static Actor By => new(ActorKind.Worker, Worker.Id.Value, "Niki van Dooren");

    public static MailSeed Mail()
    {
        var id = new MessageId(Interlocked.Increment(ref count).ToString("x32", System.Globalization.CultureInfo.InvariantCulture));
        return new MailSeed(id, LinkToken.Hash(LinkToken.For(Secret, id)));
    }

    public static AttemptSeed Attempt(char digit = 'd') => new(new TransactionId(new string(digit, 32)), new string('e', 32), Mail());

    /// <summary>A flow whose first code was accepted now.</summary>
    public static (Document Document, CodeChallenge Challenge) Flow(Agency? agency = null, Worker? worker = null)
    {
        var changes = SigningRules.Start(
            agency ?? Agency, Document, null, worker ?? Worker, new StartSigning(SignatureKind.Click, null, false, Signer), Attempt(), By, Now).Changes;
        return (changes.Document!, Accepted(changes.Challenge!, Now));
    }

    /// <summary>The running code's mail was accepted then.</summary>
    public static CodeChallenge Accepted(CodeChallenge challenge, DateTimeOffset at)
    {
        var mail = CodeMail(challenge) with { State = DeliveryState.HandedOver, SentAt = at, AcceptedAt = at };
        return ChallengeRules.MailFate(challenge, mail)!.Challenge!;
    }

    public static Mail CodeMail(CodeChallenge challenge) => new()
    {
        Id = challenge.Current.Mail,
        Kind = MailKind.Code,
        To = challenge.Destination,
        Language = "nl",
        Document = challenge.Document,
        CodeNumber = challenge.Current.Number,
    };

    public static IReadOnlyList<string> Codes(CodeChallenge challenge) => CodeDerivation.Codes(Secret, challenge, challenge.Codes.Length);

    public static string WrongCode(CodeChallenge challenge) =>
        Enumerable.Range(0, 10).Select(digit => new string((char)('0' + digit), challenge.Digits)).First(code => !Codes(challenge).Contains(code));

    public static Decision Confirm(Document document, CodeChallenge challenge, string? typed, DateTimeOffset now, Agency? agency = null, Worker? worker = null) =>
        SigningRules.Confirm(
            agency ?? Agency, document, challenge, worker ?? Worker, new ConfirmCode(challenge.Transaction, typed, Signer), Codes(challenge), Mail(), By, now);

    public static Decision Resend(Document document, CodeChallenge challenge, DateTimeOffset now, Agency? agency = null) =>
        ChallengeRules.Resend(agency ?? Agency, document, challenge, Worker, Mail(), By, now);

    public static Decision Expire(Document document, CodeChallenge challenge, DateTimeOffset now) =>
        ChallengeRules.Expire(Agency, document, challenge, Worker, Mail(), now);
}
