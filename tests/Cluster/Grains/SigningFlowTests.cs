using System.Security.Cryptography;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

public sealed class SigningFlowTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    private FlexCluster Cluster => fixture.Cluster;

    [Fact]
    public async Task A_document_is_signed_with_the_mailed_code_sealed_and_mailed()
    {
        var agency = await TestAgency.Create(Cluster);
        var worker = await agency.Worker();
        var pdf = TestPdf.Pages(3);
        var document = await agency.Document(worker, pdf: pdf);
        await agency.Mailed(MailKind.Invite, document);

        var (attempt, code) = await agency.Started(document, worker);
        Assert.Equal(code, (await agency.Mailed(MailKind.Code, document)).Material.Code);
        var reply = await agency.Confirm(document, worker, attempt, code);

        Assert.Null(reply.Refusal);
        Assert.Equal(DocumentState.Signed, reply.Document!.State);
        var copy = await agency.Mailed(MailKind.SignedCopy, document);
        var sealedFile = Assert.Single(copy.Mail.Attachments).Content;
        Assert.True(sealedFile.Span.StartsWith(pdf));
        await Cluster.Until(async () => (await agency.Signature(document))!.State == SignedCopyState.HandedOver, "the copy is handed over");
        var signature = (await agency.Signature(document))!;
        Assert.Equal(signature.Sealed!.Sha256, Convert.ToHexStringLower(SHA256.HashData(sealedFile.Span)));
        Assert.Equal(attempt, signature.Transaction);
        Assert.Equal(SignedCopyState.HandedOver, (await agency.Row(document)).Copy);
    }

    [Fact]
    public async Task A_document_without_verification_is_signed_by_starting()
    {
        var agency = await TestAgency.Create(Cluster);
        var worker = await agency.Worker();
        var document = await agency.Document(worker, VerificationMethod.None);

        var reply = await agency.Start(document, worker);

        Assert.Equal((DocumentState.Signed, null), (reply.Document!.State, reply.Refusal));
        Assert.Null((await agency.Signature(document))!.Evidence.Verification);
        await agency.Mailed(MailKind.SignedCopy, document);
    }
}
