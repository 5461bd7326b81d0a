using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

/// <summary>Design section 7: when the bytes may go.</summary>
public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly Document Signed = Given.Document with { State = DocumentState.Signed, Transaction = new TransactionId(new string('d', 32)) };

    [Fact]
    public void Sealing_stores_the_tail_queues_both_copies_and_ends_the_work()
    {
        var agency = Given.Agency with { ArchiveEmail = "archief@taldemo.example" };
        var changes = DeliveryRules.Sealed(agency, Signed, Fresh(), Given.Worker, File(1_000), new byte[] { 1 }, Given.Mail(), Given.Mail(), Now).Changes;
        Assert.Equal(Signed.Id, changes.Tail!.Document);
        Assert.Equal([MailKind.SignedCopy, MailKind.ArchiveCopy], changes.Mails.Select(mail => mail.Kind));
        Assert.Equal(["niki@mail.example", "archief@taldemo.example"], changes.Mails.Select(mail => mail.To));
        Assert.Contains(new DueWork(DueKind.Seal, Signed.Transaction!.Value.Value, null), changes.Due);
        Assert.Empty(changes.Links);
    }

    [Fact]
    public void A_second_seal_changes_nothing()
    {
        var stored = Fresh() with { Sealed = File(1_000) };
        var changes = DeliveryRules.Sealed(Given.Agency, Signed, stored, Given.Worker, File(2_000), new byte[] { 2 }, Given.Mail(), Given.Mail(), Now).Changes;
        Assert.Null(changes.Tail);
        Assert.Null(changes.Signature);
        Assert.Empty(changes.Mails);
    }

    [Theory]
    [InlineData(7L * 1024 * 1024, false)]
    [InlineData((7L * 1024 * 1024) + 1, true)]
    public void Above_seven_megabytes_a_link_is_mailed(long size, bool link)
    {
        var changes = DeliveryRules.Sealed(Given.Agency, Signed, Fresh(), Given.Worker, File(size), default, Given.Mail(), Given.Mail(), Now).Changes;
        Assert.Equal(link, changes.Signature!.WorkerCopy!.AsLink);
        Assert.Equal(link ? [Now.AddDays(14)] : [], changes.Links.Select(made => made.ExpiresAt));
    }

    [Fact]
    public void A_failing_seal_waits_longer_and_longer_and_never_more_than_a_quarter()
    {
        var pauses = Enumerable.Range(0, 12).Select(tries =>
            DeliveryRules.SealFailed(Signed, Fresh() with { SealTries = tries }, "key_unavailable", Now).Changes.Due[0].DueAt!.Value - Now).ToList();
        Assert.Equal([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900], pauses.Select(pause => pause.TotalSeconds));
    }

    public static TheoryData<string, Signature, double?> PurgeTimes => new()
    {
        { "nothing accepted yet", With(Copy()), null },
        { "delivered and confirmed", With(Copy(DeliveryState.Delivered, settled: 1)) with { AgencyConfirmedAt = Now.AddHours(2) }, 2 },
        { "confirmed first, delivered later", With(Copy(DeliveryState.Delivered, settled: 5)) with { AgencyConfirmedAt = Now.AddHours(2) }, 5 },
        { "delivered and archived by mail", With(Copy(DeliveryState.Delivered, settled: 1)) with { ArchiveCopy = Copy(DeliveryState.HandedOver) }, 1 },
        { "a silent transport counts after a day", With(Copy(DeliveryState.HandedOver)) with { AgencyConfirmedAt = Now }, 24 },
        { "a reporting transport is waited for", With(Copy(DeliveryState.HandedOver, reports: true)) with { AgencyConfirmedAt = Now }, 72 },
        { "the agency has no copy", With(Copy(DeliveryState.Delivered, settled: 0)), 72 },
        { "confirmed after the ceiling", With(Copy(DeliveryState.Delivered, settled: 0)) with { AgencyConfirmedAt = Now.AddHours(100) }, 72 },
        { "a link works fourteen days", With(Copy(DeliveryState.Delivered, settled: 0) with { AsLink = true }) with { AgencyConfirmedAt = Now }, 336 },
        { "a bounce keeps fourteen days", With(Copy(DeliveryState.Bounced, settled: 3)) with { AgencyConfirmedAt = Now }, 339 },
        { "a failure keeps fourteen days", With(Copy(DeliveryState.Failed, settled: 3)) with { AgencyConfirmedAt = Now }, 339 },
    };

    [Theory]
    [MemberData(nameof(PurgeTimes))]
    public void The_bytes_go_when_worker_and_agency_have_theirs(string because, Signature signature, double? hours)
    {
        Assert.True(DeliveryRules.PurgeAt(signature) == (hours is { } after ? Now.AddHours(after) : null), because);
        if (hours is { } due)
        {
            Assert.Null(DeliveryRules.Purge(Signed, signature, Now.AddHours(due).AddMilliseconds(-1)).Changes.Purge);
            Assert.Equal(Signed.Id, DeliveryRules.Purge(Signed, signature, Now.AddHours(due)).Changes.Purge);
        }
    }

    [Fact]
    public void An_early_purge_sets_itself_to_its_moment()
    {
        var signature = With(Copy(DeliveryState.Delivered, settled: 0));
        Assert.Equal(Now.AddHours(72), DeliveryRules.Purge(Signed, signature, Now).Changes.Due[0].DueAt);
    }

    [Fact]
    public void A_purge_is_once() => Assert.Null(DeliveryRules.Purge(Signed, With(Copy(DeliveryState.Delivered, settled: 0)) with { PurgedAt = Now }, Now.AddYears(1)).Changes.Purge);

    [Theory]
    [InlineData(DeliveryState.HandedOver, SignedCopyState.HandedOver)]
    [InlineData(DeliveryState.Delivered, SignedCopyState.Delivered)]
    [InlineData(DeliveryState.Bounced, SignedCopyState.Bounced)]
    [InlineData(DeliveryState.Complained, SignedCopyState.Bounced)]
    [InlineData(DeliveryState.Failed, SignedCopyState.Failed)]
    public void The_documents_copy_follows_the_workers_mail(DeliveryState mail, SignedCopyState expected)
    {
        var signature = With(Copy());
        var changes = DeliveryRules.MailChanged(Signed, signature, Mail(signature.WorkerCopy!.Mail, mail), false, Now).Changes;
        Assert.Equal((expected, expected), (changes.Signature!.State, changes.Document!.Copy!.Value));
    }

    [Fact]
    public void A_foreign_or_overtaken_mail_moves_nothing() =>
        Assert.True(DeliveryRules.MailChanged(Signed, With(Copy()), Mail(new MessageId(new string('9', 32)), DeliveryState.Bounced), false, Now).Changes.IsEmpty);

    [Fact]
    public void The_agency_confirms_the_hash_of_the_sealed_file()
    {
        var signature = With(Copy());
        Assert.Equal(RefusalCode.Conflict, DeliveryRules.ConfirmCopy(Signed, null, Hash, Given.Api, Now).Refusal!.Code);
        Assert.Equal(RefusalCode.ChecksumMismatch, DeliveryRules.ConfirmCopy(Signed, signature, new string('0', 64), Given.Api, Now).Refusal!.Code);
        Assert.Equal(Now, DeliveryRules.ConfirmCopy(Signed, signature, Hash.ToUpperInvariant(), Given.Api, Now).Changes.Signature!.AgencyConfirmedAt);
        Assert.True(DeliveryRules.ConfirmCopy(Signed, signature with { AgencyConfirmedAt = Now }, Hash, Given.Api, Now).Changes.IsEmpty);
    }

    [Fact]
    public void A_copy_is_not_sent_again_while_one_waits_or_when_the_bytes_are_gone()
    {
        Assert.Equal(RefusalCode.Conflict, Again(With(Copy()) with { State = SignedCopyState.Queued }));
        Assert.Equal(RefusalCode.Conflict, Again(With(Copy()) with { PurgedAt = Now, State = SignedCopyState.Purged }));
        Assert.Null(Again(With(Copy(DeliveryState.Bounced, settled: 0)) with { State = SignedCopyState.Bounced }));

        static RefusalCode? Again(Signature signature) => DeliveryRules.SendAgain(Given.Agency, Signed, signature, Given.Worker, Given.Mail(), Given.Api, Now).Refusal?.Code;
    }

    private const string Hash = "ab00000000000000000000000000000000000000000000000000000000000000";

    private static SealedFile File(long size) => new(Hash, size, 4, "B", Now);

    private static Signature Fresh() => new()
    {
        Document = Signed.Id,
        Transaction = Signed.Transaction!.Value,
        Worker = Given.Worker.Id,
        SignedAt = Now,
        Evidence = SigningRules.Evidence(Given.Agency, Signed, Given.Worker, null, SignatureKind.Click, Given.Signer, Now),
    };

    private static Signature With(CopyDelivery copy) => Fresh() with { Sealed = File(1_000), WorkerCopy = copy, State = SignedCopyState.HandedOver };

    private static CopyDelivery Copy(DeliveryState state = DeliveryState.Queued, double? settled = null, bool reports = false) => new(
        new MessageId(new string('7', 32)),
        "niki@mail.example",
        false,
        state,
        state == DeliveryState.Queued ? null : Now,
        reports,
        settled is { } hours ? Now.AddHours(hours) : null);

    private static Mail Mail(MessageId id, DeliveryState state) => new()
    {
        Id = id,
        Kind = MailKind.SignedCopy,
        To = "niki@mail.example",
        Language = "nl",
        State = state,
        AcceptedAt = Now,
        SettledAt = Now,
    };
}
