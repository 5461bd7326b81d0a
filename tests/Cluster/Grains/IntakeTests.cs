using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Files;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>What may become a document, and that a refused one leaves nothing half done.</summary>
public sealed class IntakeTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private FlexCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task The_same_key_gives_the_same_document_and_other_data_are_refused()
    {
        var (agency, worker) = await Arrange();
        var command = await agency.DocumentCommand(worker);
        var grain = agency.Grains.Document(NewId());
        var first = await grain.Create(command, TestAgency.ByKey("k1", "h1"));
        await Cluster.Forget(grain);
        Assert.Equal(first, await grain.Create(command, TestAgency.ByKey("k1", "h1")));
        var other = await grain.Create(command with { Title = "Iets anders" }, TestAgency.ByKey("k1", "h2"));
        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Refusal!.Code);
    }

    [Fact]
    public async Task The_same_key_eight_times_at_once_makes_one_document()
    {
        var (agency, worker) = await Arrange();
        var command = await agency.DocumentCommand(worker);
        var id = NewId();
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => agency.Grains.Document(id).Create(command, TestAgency.ByKey("k", "h"))));
        Assert.All(replies, reply => Assert.Equal(replies[0], reply));
        Assert.Equal(1L, await Cluster.See($"select count(*) from document where tenant = '{agency.Tenant}'"));
    }

    [Theory]
    [InlineData("not a pdf at all", RefusalCode.FileNotPdf)]
    [InlineData("%PDF-1.7\n%%EOF", RefusalCode.FileNotPdf)]
    public async Task A_file_that_is_no_pdf_is_refused(string bytes, RefusalCode expected) => await Refused(System.Text.Encoding.ASCII.GetBytes(bytes), expected);

    [Fact]
    public async Task A_pdf_without_pages_is_refused() => await Refused(TestPdf.Pages(0), RefusalCode.PdfNoPages);

    [Fact]
    public async Task A_pdf_with_too_many_pages_is_refused() => await Refused(TestPdf.Pages(2_001), RefusalCode.FileTooLarge);

    [Fact]
    public async Task Bytes_that_are_not_the_announced_ones_are_refused()
    {
        var (agency, worker) = await Arrange();
        var upload = await agency.Upload(TestPdf.Pages(), new string('0', 64));
        var reply = await agency.Grains.Document(NewId()).Create((await agency.DocumentCommand(worker)) with { Upload = upload }, TestAgency.ByKey());
        Assert.Equal((RefusalCode.ChecksumMismatch, "uploadId"), (reply.Refusal!.Code, reply.Refusal.Field));
    }

    [Fact]
    public async Task Unknown_and_foreign_uploads_and_workers_are_refused_alike()
    {
        var (agency, worker) = await Arrange();
        var (other, stranger) = await Arrange();
        var foreign = await other.DocumentCommand(stranger);
        var own = await agency.DocumentCommand(worker);
        var unknown = new UploadId(new string('c', 32));
        Assert.Equal(await Code(agency, own with { Upload = unknown }), await Code(agency, own with { Upload = foreign.Upload }));
        Assert.Equal(await Code(agency, own with { Worker = new WorkerId(new string('d', 32)) }), await Code(agency, own with { Worker = stranger.Id }));
        Assert.Equal(await Code(agency, own with { TypeCode = "NIETS" }), (RefusalCode.NotFound, "typeCode"));
    }

    [Fact]
    public async Task An_upload_becomes_one_document_only()
    {
        var (agency, worker) = await Arrange();
        var command = await agency.DocumentCommand(worker);
        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => agency.Grains.Document(NewId()).Create(command, TestAgency.ByKey())));
        Assert.Single(replies, reply => reply.IsAccepted);
        Assert.All(replies.Where(reply => !reply.IsAccepted), reply => Assert.Equal(RefusalCode.UploadMissing, reply.Refusal!.Code));
    }

    [Fact]
    public async Task An_upload_that_has_no_bytes_yet_or_is_too_old_is_missing()
    {
        var (agency, worker) = await Arrange();
        var announced = new UploadId(new string('e', 32));
        await Cluster.Files.Announce(agency.Tenant, [new StagedUpload(announced, "a.pdf", "application/pdf", 10, new string('0', 64), Cluster.Now.AddHours(1))], CancellationToken.None);
        Assert.Equal((RefusalCode.UploadMissing, "uploadId"), await Code(agency, (await agency.DocumentCommand(worker)) with { Upload = announced }));
    }

    [Theory]
    [InlineData("Overeenkomst 🙂")]
    [InlineData("合同")]
    public async Task A_title_that_the_proof_cannot_print_is_refused_before_anything_is_written(string title)
    {
        var (agency, worker) = await Arrange();
        Assert.Equal(RefusalCode.TextUnprintable, (await Code(agency, (await agency.DocumentCommand(worker)) with { Title = title })).Code);
        Assert.Equal(0L, await Cluster.See($"select count(*) from document where tenant = '{agency.Tenant}'"));
    }

    [Fact]
    public async Task A_name_that_became_unprintable_is_refused_when_signing_starts()
    {
        var (agency, worker) = await Arrange();
        var document = await agency.Document(worker, VerificationMethod.None);
        await agency.Grains.Worker(worker.Id).Upsert(
            new UpsertWorker(worker.ExternalId, "田中", null, null, null, null, worker.Email, null, null, null), TestAgency.ByKey());
        Assert.Equal(RefusalCode.TextUnprintable, (await agency.Start(document, worker)).Refusal!.Code);
        Assert.Null(await agency.Signature(document));
    }

    [Theory]
    [InlineData("'t Hart")]
    [InlineData("Đặng-Łukasiewicz Şahin")]
    [InlineData("Папандреу Ωμέγα")]
    public async Task Latin_greek_and_cyrillic_names_sign(string family)
    {
        var agency = await TestAgency.Create(Cluster);
        var worker = await agency.Worker(family);
        var document = await agency.Document(worker, VerificationMethod.None);
        Assert.Null((await agency.Start(document, worker)).Refusal);
        await agency.Mailed(Domain.Mails.MailKind.SignedCopy, document);
    }

    [Fact]
    public async Task A_double_external_id_is_refused()
    {
        var (agency, worker) = await Arrange();
        var external = new ExternalId("OVK-1", "payroll");
        var first = await agency.Grains.Document(NewId()).Create((await agency.DocumentCommand(worker)) with { ExternalId = external }, TestAgency.ByKey());
        Assert.True(first.IsAccepted);
        Assert.Equal((RefusalCode.DuplicateExternalId, "externalId"), await Code(agency, (await agency.DocumentCommand(worker, pdf: TestPdf.Pages(2))) with { ExternalId = external }));
    }

    [Fact]
    public async Task A_workers_second_address_holder_is_refused()
    {
        var (agency, worker) = await Arrange();
        var command = new UpsertWorker(new ExternalId("2", "payroll"), "Jansen", null, null, null, null, worker.Email.ToUpperInvariant(), null, null, null);
        var reply = await agency.Grains.Worker(new WorkerId(new string('f', 32))).Upsert(command, TestAgency.ByKey());
        Assert.Equal((RefusalCode.DuplicateExternalId, "email"), (reply.Refusal!.Code, reply.Refusal.Field));
    }

    [Fact]
    public async Task A_document_past_its_last_moment_is_ended_by_the_sweeper()
    {
        await using var own = await FlexCluster.Start();
        var agency = await TestAgency.Create(own);
        var worker = await agency.Worker();
        var command = (await agency.DocumentCommand(worker)) with { ExpiresAt = own.Now.AddDays(2) };
        var document = (await agency.Grains.Document(NewId()).Create(command, TestAgency.ByKey())).Value!;
        var (attempt, code) = await agency.Started(document, worker);
        own.Time.Advance(TimeSpan.FromDays(2));
        await own.Until(async () => (await agency.Row(document)).State == DocumentState.Expired, "the document expired");
        Assert.Equal(RefusalCode.DocumentExpired, (await agency.Confirm(document, worker, attempt, code)).Refusal!.Code);
    }

    private static DocumentId NewId() => new(OpaqueId.From(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16)));

    private static async Task<(RefusalCode Code, string? Field)> Code(TestAgency agency, CreateDocument command)
    {
        var reply = await agency.Grains.Document(NewId()).Create(command, TestAgency.ByKey());
        Assert.Null(reply.Value);
        return (reply.Refusal!.Code, reply.Refusal.Field);
    }

    private async Task<(TestAgency Agency, Worker Worker)> Arrange()
    {
        var agency = await TestAgency.Create(Cluster);
        return (agency, await agency.Worker());
    }

    private async Task Refused(byte[] bytes, RefusalCode expected)
    {
        var (agency, worker) = await Arrange();
        Assert.Equal((expected, "uploadId"), await Code(agency, await agency.DocumentCommand(worker, pdf: bytes)));
        Assert.Equal(0L, await Cluster.See($"select count(*) from document where tenant = '{agency.Tenant}'"));
    }
}
