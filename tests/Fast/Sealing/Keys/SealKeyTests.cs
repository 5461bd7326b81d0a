using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;
using Flexportal.Tests.Fast.Sealing.Cms;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Keys;

public sealed class SealKeyTests
{
    private readonly FakeTimeProvider clock = new(TestKeys.Made.AddDays(10));

    [Fact]
    public void The_development_key_is_made_once_and_named_loudly()
    {
        using var folder = new TemporaryFolder();
        var first = DevelopmentSealKey.Open(folder["keys"], clock);
        var second = DevelopmentSealKey.Open(folder["keys"], clock);
        Assert.Equal(first.Certificate.Thumbprint, second.Certificate.Thumbprint);
        Assert.Contains("DEVELOPMENT", first.Certificate.Subject, StringComparison.Ordinal);
        var root = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(folder["keys"], DevelopmentSealKey.RootFile));
        Assert.Equal(root.Thumbprint, Assert.Single(first.Chain).Thumbprint);
        Assert.All(new DirectoryInfo(folder["keys"]).GetFiles(), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode));
    }

    [Fact]
    public async Task Two_starts_at_once_make_one_key()
    {
        using var folder = new TemporaryFolder();
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DevelopmentSealKey.Open(folder["keys"], clock), TestContext.Current.CancellationToken)));
        Assert.Single(keys.Select(key => key.Certificate.Thumbprint).Distinct());
    }

    [Fact]
    public void A_development_key_that_has_run_out_says_so()
    {
        using var folder = new TemporaryFolder();
        DevelopmentSealKey.Open(folder["keys"], clock);
        clock.Advance(TimeSpan.FromDays(4 * 365));
        Assert.Contains("run out", Assert.Throws<SealKeyException>(() => DevelopmentSealKey.Open(folder["keys"], clock)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P-256", null)]
    [InlineData("RSA", "geheim")]
    public async Task A_pkcs12_file_is_a_key(string kind, string? password)
    {
        using var folder = new TemporaryFolder();
        var made = kind == "RSA" ? TestKeys.Rsa : TestKeys.P256;
        var bundle = new X509Certificate2Collection(made.Chain.Reverse().Append(made.Certificate).ToArray());
        var path = folder.File("seal.pfx", bundle.Export(X509ContentType.Pfx, password)!);
        var key = Pkcs12SealKey.Open(path, password);
        Assert.Equal(made.Chain.Select(certificate => certificate.Thumbprint), key.Chain.Select(certificate => certificate.Thumbprint));
        Assert.NotEmpty(await key.Sign(new byte[] { 1 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_bad_pkcs12_file_is_refused_without_its_contents()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<SealKeyException>(() => Pkcs12SealKey.Open(folder["nothing.pfx"], null));
        Assert.Throws<SealKeyException>(() => Pkcs12SealKey.Open(folder.File("bad.pfx", [1, 2, 3]), null));
        var alone = TestKeys.P256.Certificate.Export(X509ContentType.Pfx);
        Assert.Contains("root", Assert.Throws<SealKeyException>(() => Pkcs12SealKey.Open(folder.File("alone.pfx", alone), null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weak_keys_do_not_seal()
    {
        using var small = RSA.Create(1024);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Contains("2048", Assert.Throws<SealKeyException>(() => TestKeys.Create(small)).Message, StringComparison.Ordinal);
        Assert.Contains("P-256", Assert.Throws<SealKeyException>(() => TestKeys.Create(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ring_finds_current_and_older_keys()
    {
        var keys = new Dictionary<string, ISealKey> { ["2025"] = TestKeys.Rsa, ["2026"] = TestKeys.P256, ["taldemo-1"] = ThrowawaySealKey.Instance };
        var ring = new SealKeyRing(keys, "2026", new Dictionary<string, string> { ["taldemo"] = "taldemo-1" });
        Assert.Equal("2026", ring.CurrentId("werkstad"));
        Assert.Equal("taldemo-1", ring.CurrentId("taldemo"));
        Assert.Same(TestKeys.Rsa, ring.Find("2025"));
        Assert.Throws<SealKeyException>(() => ring.Find("2024"));
    }

    [Fact]
    public void A_ring_without_its_current_key_is_refused_at_once() =>
        Assert.Throws<SealKeyException>(() => new SealKeyRing(new Dictionary<string, ISealKey>(), "2026", new Dictionary<string, string>()));
}
