using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Verify;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Ltv;

/// <summary>Who may say that a certificate is good.</summary>
public sealed class RevocationTests
{
    private const string ForOcsp = "1.3.6.1.5.5.7.3.9";
    private static readonly DerCertificate Signer = DerCertificate.Read(TestPki.World.SealSigner.Certificate.RawData);
    private static readonly DerCertificate Root = DerCertificate.Read(TestPki.World.SealRoot.Certificate.RawData);

    [Theory]
    [InlineData(-10, 10, ForOcsp, true)]
    [InlineData(-10, -1, ForOcsp, false)]
    [InlineData(1, 10, ForOcsp, false)]
    [InlineData(-10, 10, "1.3.6.1.5.5.7.3.8", false)]
    [InlineData(-10, 10, null, false)]
    public async Task A_delegate_answers_within_its_time_and_purpose_only(int from, int to, string? purpose, bool counts)
    {
        var now = SealedFiles.Now;
        var delegated = TestPki.Issue("Delegate", TestPki.World.SealRoot, request => Purpose(request, purpose), now.AddDays(from), now.AddDays(to));
        await Judge(delegated, counts);
    }

    [Fact]
    public async Task A_delegate_of_another_issuer_does_not_answer() =>
        await Judge(TestPki.Issue("Delegate", TestPki.World.OtherRoot, request => Purpose(request, ForOcsp)), counts: false);

    [Theory]
    [InlineData(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.KeyCertSign, false, true)]
    [InlineData(X509KeyUsageFlags.KeyCertSign, false, false)]
    [InlineData(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.KeyCertSign, true, false)]
    public void A_list_counts_by_an_issuer_that_may_sign_lists_and_without_what_is_not_understood(X509KeyUsageFlags usage, bool isPartial, bool counts)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = TestKeys.Request("Lister", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        using var certificate = request.CreateSelfSigned(TestPki.From, TestPki.From.AddYears(9));
        var list = new CertificateRevocationListBuilder().Build(
            certificate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), 7, SealedFiles.Now.AddDays(7), HashAlgorithmName.SHA256,
            X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier([1, 2, 3]), SealedFiles.Now.AddDays(-1));
        if (isPartial)
        {
            list = Partial(list, key);
        }

        var issuer = DerCertificate.Read(certificate.RawData);
        if (counts)
        {
            Assert.NotNull(RevocationList.Read(list, Signer, issuer));
        }
        else
        {
            Assert.Equal(VerificationReason.RevocationData, Assert.Throws<Rejection>(() => RevocationList.Read(list, Signer, issuer)).Reason);
        }
    }

    private static async Task Judge(Holder responder, bool counts)
    {
        var source = new TestRevocation(TestPki.World, new FakeTimeProvider(SealedFiles.Now), responder: responder);
        var response = await source.Ocsp(new Uri("http://ocsp.example.test/"), OcspExchange.Request(Signer, Root), TestContext.Current.CancellationToken);
        if (counts)
        {
            Assert.Null(OcspAnswer.Read(response, Signer, Root)!.RevokedAt);
        }
        else
        {
            Assert.Equal(VerificationReason.RevocationData, Assert.Throws<Rejection>(() => OcspAnswer.Read(response, Signer, Root)).Reason);
        }
    }

    private static void Purpose(CertificateRequest request, string? oid)
    {
        if (oid is not null)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(oid)], false));
        }
    }

    /// <summary>The same list as one that says what changed since list 1 (deltaCRLIndicator, critical).</summary>
    private static byte[] Partial(byte[] list, ECDsa key)
    {
        var outer = new AsnReader(list, AsnEncodingRules.DER).ReadSequence();
        var inner = outer.ReadSequence();
        var algorithm = outer.ReadEncodedValue();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (inner.HasData)
            {
                var part = inner.ReadEncodedValue();
                if (part.Span[0] != 0xA0)
                {
                    writer.WriteEncodedValue(part.Span);
                }
            }

            var extensions = new Asn1Tag(TagClass.ContextSpecific, 0);
            using (writer.PushSequence(extensions))
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("2.5.29.27");
                writer.WriteBoolean(true);
                writer.WriteOctetString([2, 1, 1]);
            }
        }

        var signed = writer.Encode();
        var whole = new AsnWriter(AsnEncodingRules.DER);
        using (whole.PushSequence())
        {
            whole.WriteEncodedValue(signed);
            whole.WriteEncodedValue(algorithm.Span);
            whole.WriteBitString(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }

        return whole.Encode();
    }
}
