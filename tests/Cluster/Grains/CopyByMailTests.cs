using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>U11: a file by mail, where a download does not work.</summary>
public sealed class CopyByMailTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>, IAsyncLifetime
{
    private readonly FlexCluster cluster = fixture.Cluster;
    private TestAgency agency = null!;
    private Worker worker = null!;

    public async ValueTask InitializeAsync()
    {
        cluster.Mail.ReportsDelivery = false;
        agency = await TestAgency.Create(cluster);
        worker = await agency.Worker();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task U11_a_personal_file_is_mailed_once_for_one_command_with_its_bytes_as_they_are()
    {
        var pdf = TestPdf.Pages(2, "loon");
        await agency.Grains.Agency().UpsertDocumentType(new("LOON", "Loonstrook", DocumentPurpose.Personal, VerificationMethod.None), TestAgency.ByKey());
        var command = await agency.DocumentCommand(worker, VerificationMethod.None, pdf) with { TypeCode = "LOON", Purpose = DocumentPurpose.Personal };
        var document = (await agency.Grains.Document(new DocumentId(new string('d', 32))).Create(command, TestAgency.ByKey())).Value!;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => agency.Grains.Document(document.Id).MailCopy(TestAgency.By(worker, "one"))));

        var mail = (await agency.Mailed(MailKind.CopyByMail, document)).Material;
        Assert.Equal((worker.Email, Convert.ToHexString(pdf)), (mail.Mail.To, Convert.ToHexString(mail.SignedPdf!.Value.Span)));
        Assert.Single(agency.Accepted(MailKind.CopyByMail));
    }

    [Fact]
    public async Task U11_a_signed_file_is_the_same_as_the_first_one_and_its_purge_does_not_move()
    {
        var document = await Delivered();
        var first = await agency.Mailed(MailKind.SignedCopy, document);
        cluster.Time.Advance(TimeSpan.FromHours(71.9));
        Assert.Null((await agency.Grains.Document(document.Id).MailCopy(TestAgency.By(worker, "two"))).Refusal);
        var again = await agency.Mailed(MailKind.CopyByMail, document);
        Assert.True(again.Material.SignedPdf!.Value.Span.SequenceEqual(first.Material.SignedPdf!.Value.Span));
        cluster.Time.Advance(TimeSpan.FromHours(0.2));
        await cluster.Until(async () => (await agency.Signature(document))!.PurgedAt is not null, "the bytes are purged");

        var late = await agency.Grains.Document(document.Id).MailCopy(TestAgency.By(worker, "three"));
        Assert.Equal(RefusalCode.Conflict, late.Refusal!.Code);
        Assert.Single(agency.Accepted(MailKind.CopyByMail));
    }

    [Fact]
    public async Task U11_a_mail_that_comes_too_late_for_the_bytes_is_not_sent()
    {
        var document = await Delivered();
        cluster.Time.Advance(TimeSpan.FromHours(71));
        agency.AnswerMails(new HandOver.Deferred("450 later"));
        Assert.Null((await agency.Grains.Document(document.Id).MailCopy(TestAgency.By(worker, "four"))).Refusal);
        await cluster.Until(() => agency.Mails.Any(mail => mail.Material.Mail.Kind == MailKind.CopyByMail), "the first try");
        cluster.Time.Advance(TimeSpan.FromHours(1.1));
        await cluster.Until(async () => (await agency.Signature(document))!.PurgedAt is not null, "the bytes are purged");
        agency.AnswerMails(answer: (HandOver?)null);
        cluster.Time.Advance(TimeSpan.FromHours(2));
        var id = agency.Mails.First(mail => mail.Material.Mail.Kind == MailKind.CopyByMail).Material.Mail.Id;
        await cluster.Until(async () => (await cluster.Rows.Mail(agency.Tenant, id, CancellationToken.None))!.State == DeliveryState.Cancelled, "the mail is cancelled");
        Assert.Empty(agency.Accepted(MailKind.CopyByMail));
    }

    [Fact]
    public async Task U11_nothing_is_mailed_before_the_signature_nor_to_somebody_else()
    {
        var document = await agency.Document(worker);
        var other = await agency.Worker("Ander");
        Assert.Equal(RefusalCode.Conflict, (await agency.Grains.Document(document.Id).MailCopy(TestAgency.By(worker, "five"))).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await agency.Grains.Document(document.Id).MailCopy(TestAgency.By(other, "six"))).Refusal!.Code);
    }

    private async Task<Document> Delivered()
    {
        var document = await agency.Document(worker, VerificationMethod.None);
        var reply = await agency.Start(document, worker);
        Assert.Null(reply.Refusal);
        await cluster.Until(async () => (await agency.Row(document)).Copy == SignedCopyState.HandedOver, "the copy is handed over");
        return reply.Document!;
    }
}
