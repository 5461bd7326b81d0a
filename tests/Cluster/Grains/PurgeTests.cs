using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Mails;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>When the bytes go (design section 7), and that they are gone.</summary>
public sealed class PurgeTests(ClusterFixture fixture) : OneWorker(fixture.Cluster), IClassFixture<ClusterFixture>
{
    protected override Task Prepare()
    {
        Cluster.Mail.ReportsDelivery = false;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_pickup_folder_and_a_confirmed_copy_purge_at_once()
    {
        Agency.AnswerMails(new HandOver.Accepted(Cluster.Now, null, null, Delivered: true));
        var document = await Delivered(SignedCopyState.Delivered);
        var hash = (await Agency.Signature(document))!.Sealed!.Sha256;
        Assert.Equal(RefusalCode.ChecksumMismatch, (await Agency.Grains.Document(document.Id).ConfirmCopy(new string('0', 64), TestAgency.ByKey())).Refusal!.Code);
        Assert.Null((await Agency.Grains.Document(document.Id).ConfirmCopy(hash, TestAgency.ByKey())).Refusal);
        await Gone(document);
        Assert.Equal(SignedCopyState.Purged, (await Agency.Row(document)).Copy);
        var signature = (await Agency.Signature(document))!;
        Assert.Equal((hash, Worker.Email), (signature.Sealed!.Sha256, signature.Evidence.Signer.Email));
    }

    [Fact]
    public async Task A_silent_transport_counts_as_delivered_after_a_day()
    {
        await Agency.Grains.Agency().Update(new UpdateAgency { ArchiveEmail = "archief@bureau.example" }, TestAgency.ByKey());
        var document = await Delivered(SignedCopyState.HandedOver);
        await Agency.Mailed(MailKind.ArchiveCopy, document);
        await Cluster.Until(async () => (await Agency.Signature(document))!.ArchiveCopy!.AcceptedAt is not null, "the archive has its copy");
        Cluster.Time.Advance(TimeSpan.FromHours(23.9));
        await Agency.Grains.Signing(document.Transaction!.Value).Purge();
        Assert.NotNull(await Cluster.Files.Tail(Agency.Tenant, document.Id, CancellationToken.None));
        Cluster.Time.Advance(TimeSpan.FromHours(0.2));
        await Gone(document);
    }

    [Fact]
    public async Task Without_the_agencys_copy_the_ceiling_is_three_days()
    {
        var document = await Delivered(SignedCopyState.HandedOver);
        Cluster.Time.Advance(TimeSpan.FromHours(71.9));
        await Agency.Grains.Signing(document.Transaction!.Value).Purge();
        Assert.NotNull(await Cluster.Files.Original(Agency.Tenant, document.File.Upload, CancellationToken.None));
        Cluster.Time.Advance(TimeSpan.FromHours(0.2));
        await Gone(document);
    }

    [Fact]
    public async Task A_bounce_keeps_the_bytes_and_a_corrected_address_gets_the_same_file()
    {
        Cluster.Mail.ReportsDelivery = true;
        var document = await Delivered(SignedCopyState.HandedOver);
        var first = await Agency.Mailed(MailKind.SignedCopy, document);
        await Agency.Grains.Mail(first.Material.Mail.Id).Report(DeliveryState.Bounced, Cluster.Now, "550 no such user");
        Assert.Equal(SignedCopyState.Bounced, (await Agency.Row(document)).Copy);
        Cluster.Time.Advance(TimeSpan.FromDays(5));
        await Agency.Grains.Signing(document.Transaction!.Value).Purge();

        var known = (await Cluster.Rows.Worker(Agency.Tenant, Worker.Id, CancellationToken.None))!;
        Assert.Equal(DeliveryState.Bounced, known.MailState);
        await Agency.Grains.Worker(Worker.Id).Upsert(
            new UpsertWorker(Worker.ExternalId, "Dooren", "van", "Niki", null, null, "niki.goed@mail.example", null, null, null), TestAgency.ByKey());
        Assert.Null((await Agency.Grains.Document(document.Id).SendCopyAgain(TestAgency.ByKey())).Refusal);
        await Cluster.Until(() => Agency.Accepted(MailKind.SignedCopy).Count == 2, "the copy left again");
        var second = Agency.Accepted(MailKind.SignedCopy)[1];
        Assert.Equal("niki.goed@mail.example", second.Mail.To);
        Assert.True(second.Mail.Attachments[0].Content.Span.SequenceEqual(first.Mail.Attachments[0].Content.Span));
    }

    [Fact]
    public async Task After_a_bounce_the_bytes_stay_fourteen_days()
    {
        Cluster.Mail.ReportsDelivery = true;
        var document = await Delivered(SignedCopyState.HandedOver);
        var mail = await Agency.Mailed(MailKind.SignedCopy, document);
        await Agency.Grains.Mail(mail.Material.Mail.Id).Report(DeliveryState.Bounced, Cluster.Now, "550");
        Cluster.Time.Advance(TimeSpan.FromDays(13.9));
        await Agency.Grains.Signing(document.Transaction!.Value).Purge();
        Assert.NotNull(await Cluster.Files.Tail(Agency.Tenant, document.Id, CancellationToken.None));
        Cluster.Time.Advance(TimeSpan.FromDays(0.2));
        await Gone(document);
        Assert.Equal(SignedCopyState.Bounced, (await Agency.Row(document)).Copy);
    }

    [Fact]
    public async Task A_large_copy_goes_as_a_link_that_works_fourteen_days()
    {
        var text = new string('x', 8_000);
        var document = await Agency.Document(Worker, VerificationMethod.None, TestPdf.Pages(1_000, text));
        Assert.True(document.File.Size > 7 * 1024 * 1024);
        await Agency.Start(document, Worker);
        var copy = await Agency.Mailed(MailKind.SignedCopy, document);
        Assert.Empty(copy.Mail.Attachments);
        var link = await Cluster.Rows.Link(Agency.Tenant, LinkToken.Hash(copy.Material.LinkToken!), CancellationToken.None);
        Assert.Equal((LinkKind.SignedCopy, document.Id), (link!.Kind, link.Document));
        Assert.Equal(TimeSpan.FromDays(14), link.ExpiresAt - copy.Material.Mail.CreatedAt);
    }

    private async Task<Document> Delivered(SignedCopyState state)
    {
        var document = await Agency.Document(Worker, VerificationMethod.None);
        var reply = await Agency.Start(document, Worker);
        Assert.Null(reply.Refusal);
        await Cluster.Until(async () => (await Agency.Row(document)).Copy == state, $"the copy is {state}");
        return reply.Document!;
    }

    private async Task Gone(Document document)
    {
        await Cluster.Until(async () => (await Agency.Signature(document))!.PurgedAt is not null, "the bytes are purged");
        Assert.Null(await Cluster.Files.Original(Agency.Tenant, document.File.Upload, CancellationToken.None));
        Assert.Null(await Cluster.Files.Tail(Agency.Tenant, document.Id, CancellationToken.None));
        Assert.NotNull((await Agency.Row(document)).SignedAt);
    }
}
