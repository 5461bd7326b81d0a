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
public sealed class PurgeTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>, IAsyncLifetime
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
    public async Task A_pickup_folder_and_a_confirmed_copy_purge_at_once()
    {
        agency.AnswerMails(new HandOver.Accepted(cluster.Now, null, null, Delivered: true));
        var document = await Delivered(SignedCopyState.Delivered);
        var hash = (await agency.Signature(document))!.Sealed!.Sha256;
        Assert.Equal(RefusalCode.ChecksumMismatch, (await agency.Grains.Document(document.Id).ConfirmCopy(new string('0', 64), TestAgency.ByKey())).Refusal!.Code);
        Assert.Null((await agency.Grains.Document(document.Id).ConfirmCopy(hash, TestAgency.ByKey())).Refusal);
        await Gone(document);
        Assert.Equal(SignedCopyState.Purged, (await agency.Row(document)).Copy);
        var signature = (await agency.Signature(document))!;
        Assert.Equal((hash, worker.Email), (signature.Sealed!.Sha256, signature.Evidence.Signer.Email));
    }

    [Fact]
    public async Task A_silent_transport_counts_as_delivered_after_a_day()
    {
        await agency.Grains.Agency().Update(new UpdateAgency { ArchiveEmail = "archief@bureau.example" }, TestAgency.ByKey());
        var document = await Delivered(SignedCopyState.HandedOver);
        await agency.Mailed(MailKind.ArchiveCopy, document);
        await cluster.Until(async () => (await agency.Signature(document))!.ArchiveCopy!.AcceptedAt is not null, "the archive has its copy");
        cluster.Time.Advance(TimeSpan.FromHours(23.9));
        await agency.Grains.Signing(document.Transaction!.Value).Purge();
        Assert.NotNull(await cluster.Files.Tail(agency.Tenant, document.Id, CancellationToken.None));
        cluster.Time.Advance(TimeSpan.FromHours(0.2));
        await Gone(document);
    }

    [Fact]
    public async Task Without_the_agencys_copy_the_ceiling_is_three_days()
    {
        var document = await Delivered(SignedCopyState.HandedOver);
        cluster.Time.Advance(TimeSpan.FromHours(71.9));
        await agency.Grains.Signing(document.Transaction!.Value).Purge();
        Assert.NotNull(await cluster.Files.Original(agency.Tenant, document.File.Upload, CancellationToken.None));
        cluster.Time.Advance(TimeSpan.FromHours(0.2));
        await Gone(document);
    }

    [Fact]
    public async Task A_bounce_keeps_the_bytes_and_a_corrected_address_gets_the_same_file()
    {
        cluster.Mail.ReportsDelivery = true;
        var document = await Delivered(SignedCopyState.HandedOver);
        var first = await agency.Mailed(MailKind.SignedCopy, document);
        await agency.Grains.Mail(first.Material.Mail.Id).Report(DeliveryState.Bounced, cluster.Now, "550 no such user");
        Assert.Equal(SignedCopyState.Bounced, (await agency.Row(document)).Copy);
        cluster.Time.Advance(TimeSpan.FromDays(5));
        await agency.Grains.Signing(document.Transaction!.Value).Purge();

        var known = (await cluster.Rows.Worker(agency.Tenant, worker.Id, CancellationToken.None))!;
        Assert.Equal(DeliveryState.Bounced, known.MailState);
        await agency.Grains.Worker(worker.Id).Upsert(
            new UpsertWorker(worker.ExternalId, "Dooren", "van", "Niki", null, null, "niki.goed@mail.example", null, null, null), TestAgency.ByKey());
        Assert.Null((await agency.Grains.Document(document.Id).SendCopyAgain(TestAgency.ByKey())).Refusal);
        await cluster.Until(() => agency.Accepted(MailKind.SignedCopy).Count == 2, "the copy left again");
        var second = agency.Accepted(MailKind.SignedCopy)[1];
        Assert.Equal("niki.goed@mail.example", second.Mail.To);
        Assert.True(second.Mail.Attachments[0].Content.Span.SequenceEqual(first.Mail.Attachments[0].Content.Span));
    }

    [Fact]
    public async Task After_a_bounce_the_bytes_stay_fourteen_days()
    {
        cluster.Mail.ReportsDelivery = true;
        var document = await Delivered(SignedCopyState.HandedOver);
        var mail = await agency.Mailed(MailKind.SignedCopy, document);
        await agency.Grains.Mail(mail.Material.Mail.Id).Report(DeliveryState.Bounced, cluster.Now, "550");
        cluster.Time.Advance(TimeSpan.FromDays(13.9));
        await agency.Grains.Signing(document.Transaction!.Value).Purge();
        Assert.NotNull(await cluster.Files.Tail(agency.Tenant, document.Id, CancellationToken.None));
        cluster.Time.Advance(TimeSpan.FromDays(0.2));
        await Gone(document);
        Assert.Equal(SignedCopyState.Bounced, (await agency.Row(document)).Copy);
    }

    [Fact]
    public async Task A_large_copy_goes_as_a_link_that_works_fourteen_days()
    {
        var text = new string('x', 8_000);
        var document = await agency.Document(worker, VerificationMethod.None, TestPdf.Pages(1_000, text));
        Assert.True(document.File.Size > 7 * 1024 * 1024);
        await agency.Start(document, worker);
        var copy = await agency.Mailed(MailKind.SignedCopy, document);
        Assert.Empty(copy.Mail.Attachments);
        var link = await cluster.Rows.Link(agency.Tenant, LinkToken.Hash(copy.Material.LinkToken!), CancellationToken.None);
        Assert.Equal((LinkKind.SignedCopy, document.Id), (link!.Kind, link.Document));
        Assert.Equal(TimeSpan.FromDays(14), link.ExpiresAt - copy.Material.Mail.CreatedAt);
    }

    private async Task<Document> Delivered(SignedCopyState state)
    {
        var document = await agency.Document(worker, VerificationMethod.None);
        var reply = await agency.Start(document, worker);
        Assert.Null(reply.Refusal);
        await cluster.Until(async () => (await agency.Row(document)).Copy == state, $"the copy is {state}");
        return reply.Document!;
    }

    private async Task Gone(Document document)
    {
        await cluster.Until(async () => (await agency.Signature(document))!.PurgedAt is not null, "the bytes are purged");
        Assert.Null(await cluster.Files.Original(agency.Tenant, document.File.Upload, CancellationToken.None));
        Assert.Null(await cluster.Files.Tail(agency.Tenant, document.Id, CancellationToken.None));
        Assert.NotNull((await agency.Row(document)).SignedAt);
    }
}
