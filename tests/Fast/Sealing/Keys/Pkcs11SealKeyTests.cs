using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Keys;
using Flexportal.Tests.Fast.Sealing.Cms;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Keys;

/// <summary>Against Debian's SoftHSM. One token per process: the library reads its configuration once.</summary>
public sealed class Pkcs11SealKeyTests : IAsyncLifetime
{
    private const string Library = "/usr/lib/softhsm/libsofthsm2.so";
    private const string Pin = "4321";
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static TemporaryFolder? shared;

    public async ValueTask InitializeAsync()
    {
        await Turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            shared ??= await MakeToken();
        }
        finally
        {
            Turn.Release();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("ec")]
    [InlineData("rsa")]
    public async Task A_key_in_a_token_seals(string kind)
    {
        using var key = Pkcs11SealKey.Open(Location(kind));
        var content = Encoding.ASCII.GetBytes("two byte ranges");
        var cms = await CmsSigner.Sign(SHA256.HashData(content), key, TestContext.Current.CancellationToken);
        var message = CmsReader.Read(cms, sortedCertificates: true);
        SealProfile.Demand(message, SHA256.HashData(content));
    }

    [Fact]
    public async Task Many_callers_share_the_token()
    {
        using var key = Pkcs11SealKey.Open(Location("ec"));
        using var ec = key.Certificate.GetECDsaPublicKey()!;
        var values = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            var data = BitConverter.GetBytes(number);
            return (data, value: await key.Sign(data, TestContext.Current.CancellationToken));
        }));
        Assert.All(values, pair => Assert.True(ec.VerifyData(pair.data, pair.value, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    [Fact]
    public void A_wrong_pin_is_refused_with_its_code()
    {
        // The session is public until a first login; another session of this process may be logged in, so another token is used.
        var failure = Assert.Throws<SealKeyException>(() => Pkcs11SealKey.Open(Location("ec") with { TokenLabel = "locked", Pin = "9999" }));
        Assert.Contains("C_Login", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_token_key_or_library_is_named()
    {
        Assert.Contains("'nowhere'", Assert.Throws<SealKeyException>(() => Pkcs11SealKey.Open(Location("ec") with { TokenLabel = "nowhere" })).Message, StringComparison.Ordinal);
        Assert.Contains("'nothing'", Assert.Throws<SealKeyException>(() => Pkcs11SealKey.Open(Location("ec") with { KeyLabel = "nothing" })).Message, StringComparison.Ordinal);
        Assert.Contains("no.so", Assert.Throws<SealKeyException>(() => Pkcs11SealKey.Open(Location("ec") with { Library = "/nowhere/no.so" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_of_another_key_is_noticed()
    {
        var failure = Assert.Throws<SealKeyException>(() => Pkcs11SealKey.Open(Location("ec") with { CertificateFile = shared!["other.pem"] }));
        Assert.Contains("does not belong", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pin_is_in_no_text() => Assert.DoesNotContain(Pin, Location("ec").ToString(), StringComparison.Ordinal);

    private static Pkcs11Location Location(string kind) => new(Library, "flexportal", Pin, kind, shared![kind + ".pem"]);

    private static async Task<TemporaryFolder> MakeToken()
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["tokens"]);
        File.WriteAllText(folder["softhsm2.conf"], $"directories.tokendir = {folder["tokens"]}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // Both for the tool and, through the C library's environment, for the library in this process.
        SetEnvironment("SOFTHSM2_CONF", folder["softhsm2.conf"]);
        foreach (var label in (string[])["flexportal", "locked"])
        {
            var (made, output) = await Tool.Run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", Pin, "--so-pin", "12345678");
            Assert.True(made == 0, output);
        }

        await Import(folder, "ec", TestKeys.P256, "11");
        await Import(folder, "rsa", TestKeys.Rsa, "22");
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var other = TestKeys.Create(stranger);
        File.WriteAllText(folder["other.pem"], Pem(other));
        return folder;
    }

    private static async Task Import(TemporaryFolder folder, string label, ISealKey key, string id)
    {
        File.WriteAllText(folder[label + ".pem"], Pem(key));
        var pkcs8 = key.Certificate.GetECDsaPrivateKey()?.ExportPkcs8PrivateKeyPem() ?? key.Certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(folder[label + ".key"], pkcs8);
        var (exit, output) = await Tool.Run("softhsm2-util", "--import", folder[label + ".key"], "--token", "flexportal", "--label", label, "--id", id, "--pin", Pin);
        Assert.True(exit == 0, string.Create(CultureInfo.InvariantCulture, $"{exit}: {output}"));
    }

    private static string Pem(ISealKey key) => string.Join('\n', new[] { key.Certificate }.Concat(key.Chain).Select(certificate => certificate.ExportCertificatePem())) + "\n";

    /// <summary>.NET keeps a copy of the environment of its own; native code in this process reads the C library's.</summary>
    private static void SetEnvironment(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        _ = setenv(Encoding.UTF8.GetBytes(name + '\0'), Encoding.UTF8.GetBytes(value + '\0'), 1);
    }

    [DllImport("libc")]
    private static extern int setenv(byte[] name, byte[] value, int overwrite);
}
