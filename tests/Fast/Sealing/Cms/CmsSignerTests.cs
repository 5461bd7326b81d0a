using System.Security.Cryptography;
using System.Text;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Keys;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cms;

public sealed class CmsSignerTests
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes("the two byte ranges of a document, joined");

    public static TheoryData<string> Kinds => new("P-256", "RSA-3072");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Openssl_verifies_the_signature_and_its_signing_certificate(string kind)
    {
        using var folder = new TemporaryFolder();
        var cms = await Sign(Key(kind));
        var (exit, output) = await OpenSsl(folder, cms, Content, Key(kind));
        Assert.True(exit == 0, output);
        Assert.Contains("Verification successful", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Openssl_refuses_other_content()
    {
        using var folder = new TemporaryFolder();
        var (exit, _) = await OpenSsl(folder, await Sign(TestKeys.P256), Encoding.ASCII.GetBytes("something else"), TestKeys.P256);
        Assert.NotEqual(0, exit);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Exactly_the_attributes_of_the_profile_are_there(string kind)
    {
        // openssl -cades also passes a message without any signed attribute: their presence is a check of its own.
        using var folder = new TemporaryFolder();
        var path = folder.File("cms.der", await Sign(Key(kind)));
        var (_, text) = await Tool.Run("openssl", "cms", "-cmsout", "-print", "-noout", "-inform", "DER", "-in", path);
        var attributes = text.Split("signedAttrs:")[1].Split('\n').Where(line => line.Contains("object:", StringComparison.Ordinal)).Select(line => line.Split("object:")[1].Trim()).ToList();
        Assert.Contains(attributes, line => line.StartsWith("contentType", StringComparison.Ordinal));
        Assert.Contains(attributes, line => line.StartsWith("messageDigest", StringComparison.Ordinal));
        Assert.Contains(attributes, line => line.StartsWith("id-smime-aa-signingCertificateV2", StringComparison.Ordinal));
        Assert.Contains(attributes, line => line.Contains("1.2.840.113549.1.9.52", StringComparison.Ordinal));
        Assert.Equal(4, attributes.Count);
        Assert.DoesNotContain("signingTime", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_estimate_is_enough_and_not_wasteful(string kind)
    {
        var cms = await Sign(Key(kind));
        var estimate = CmsSigner.Estimate(Key(kind));
        Assert.InRange(cms.Length, estimate - 700, estimate);
    }

    [Fact]
    public async Task Ecdsa_values_always_have_the_lower_s()
    {
        for (var i = 0; i < 64; i++)
        {
            var value = await TestKeys.P256.Sign(new byte[] { (byte)i }, TestContext.Current.CancellationToken);
            Assert.True(LowS.Holds(LowS.Normalise(value)));
        }
    }

    [Fact]
    public void A_malformed_ecdsa_value_is_a_fault_of_the_key() =>
        Assert.Throws<SealKeyException>(() => LowS.Normalise([0x30, 0x03, 0x02, 0x01, 0x00]));

    private static ISealKey Key(string kind) => kind == "P-256" ? TestKeys.P256 : TestKeys.Rsa;

    private static ValueTask<byte[]> Sign(ISealKey key) => CmsSigner.Sign(SHA256.HashData(Content), key, TestContext.Current.CancellationToken);

    private static Task<(int Exit, string Output)> OpenSsl(TemporaryFolder folder, byte[] cms, byte[] content, ISealKey key) => Tool.Run(
        "openssl", "cms", "-verify", "-inform", "DER", "-in", folder.File("cms.der", cms), "-content", folder.File("content", content), "-binary",
        "-CAfile", folder.File("root.pem", Encoding.ASCII.GetBytes(TestKeys.RootOf(key).ExportCertificatePem())), "-purpose", "any", "-cades", "-out", "/dev/null");
}
