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
public sealed class CopyByMailTests(ClusterFixture fixture) : OneWorker(fixture.Cluster), IClassFixture<ClusterFixture>
{
    protected override Task Prepare()
    {
        Cluster.Mail.ReportsDelivery = false;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task U11_a_personal_file_is_mailed_once_for_one_command_with_its_bytes_as_they_are()
    {
        var pdf = TestPdf.Pages(2, "loon");
        await Agency.Grains.Agency().UpsertDocumentType(new("LOON", "Loonstrook", DocumentPurpose.Personal, VerificationMethod.None), TestAgency.ByKey());
        var command = await Agency.DocumentCommand(Worker, VerificationMethod.None, pdf) with { TypeCode = "LOON", Purpose = DocumentPurpose.Personal };
        var document = (await Agency.Grains.Document(new DocumentId(new string('d', 32))).Create(command, TestAgency.ByKey())).Value!;

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Agency.Grains.Document(document.Id).MailCopy(TestAgency.By(Worker, "one"))));

        var mail = (await Agency.Mailed(MailKind.CopyByMail, document)).Material;
        Assert.Equal((Worker.Email, Convert.ToHexString(pdf)), (mail.Mail.To, Convert.ToHexString(mail.SignedPdf!.Value.Span)));
        Assert.Single(Agency.Accepted(MailKind.CopyByMail));
    }

    [Fact]
    public async Task U11_a_signed_file_is_the_same_as_the_first_one_and_its_purge_does_not_move()
    {
        var document = await Delivered();
        var first = await Agency.Mailed(MailKind.SignedCopy, document);
        Cluster.Time.Advance(TimeSpan.FromHours(71.9));
        Assert.Null((await Agency.Grains.Document(document.Id).MailCopy(TestAgency.By(Worker, "two"))).Refusal);
        var again = await Agency.Mailed(MailKind.CopyByMail, document);
        Assert.True(again.Material.SignedPdf!.Value.Span.SequenceEqual(first.Material.SignedPdf!.Value.Span));
        Cluster.Time.Advance(TimeSpan.FromHours(0.2));
        await Cluster.Until(async () => (await Agency.Signature(document))!.PurgedAt is not null, "the bytes are purged");

        var late = await Agency.Grains.Document(document.Id).MailCopy(TestAgency.By(Worker, "three"));
        Assert.Equal(RefusalCode.Conflict, late.Refusal!.Code);
        Assert.Single(Agency.Accepted(MailKind.CopyByMail));
    }

    [Fact]
    public async Task U11_a_mail_that_comes_too_late_for_the_bytes_is_not_sent()
    {
        var document = await Delivered();
        Cluster.Time.Advance(TimeSpan.FromHours(71));
        Agency.AnswerMails(new HandOver.Deferred("450 later"));
        Assert.Null((await Agency.Grains.Document(document.Id).MailCopy(TestAgency.By(Worker, "four"))).Refusal);
        await Cluster.Until(() => Agency.Mails.Any(mail => mail.Material.Mail.Kind == MailKind.CopyByMail), "the first try");
        Cluster.Time.Advance(TimeSpan.FromHours(1.1));
        await Cluster.Until(async () => (await Agency.Signature(document))!.PurgedAt is not null, "the bytes are purged");
        Agency.AnswerMails(answer: (HandOver?)null);
        Cluster.Time.Advance(TimeSpan.FromHours(2));
        var id = Agency.Mails.First(mail => mail.Material.Mail.Kind == MailKind.CopyByMail).Material.Mail.Id;
        await Cluster.Until(async () => (await Cluster.Rows.Mail(Agency.Tenant, id, CancellationToken.None))!.State == DeliveryState.Cancelled, "the mail is cancelled");
        Assert.Empty(Agency.Accepted(MailKind.CopyByMail));
    }

    [Fact]
    public async Task U11_nothing_is_mailed_before_the_signature_nor_to_somebody_else()
    {
        var document = await Agency.Document(Worker);
        var other = await Agency.Worker("Ander");
        Assert.Equal(RefusalCode.Conflict, (await Agency.Grains.Document(document.Id).MailCopy(TestAgency.By(Worker, "five"))).Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, (await Agency.Grains.Document(document.Id).MailCopy(TestAgency.By(other, "six"))).Refusal!.Code);
    }

    private async Task<Document> Delivered()
    {
        var document = await Agency.Document(Worker, VerificationMethod.None);
        var reply = await Agency.Start(document, Worker);
        Assert.Null(reply.Refusal);
        await Cluster.Until(async () => (await Agency.Row(document)).Copy == SignedCopyState.HandedOver, "the copy is handed over");
        return reply.Document!;
    }
}
