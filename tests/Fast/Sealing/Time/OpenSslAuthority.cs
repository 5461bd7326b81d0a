using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Cms;

namespace Flexportal.Tests.Fast.Sealing.Time;

/// <summary>OpenSSL's own timestamp authority with an RSA key: another hand's tokens.</summary>
internal sealed class OpenSslAuthority(TemporaryFolder folder, X509Certificate2 root) : ITimestampAuthority
{
    private const string Settings = """
        [tsa]
        default_tsa = here
        [here]
        serial = {0}/serial
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        ordering = yes
        tsa_name = yes
        ess_cert_id_chain = no
        ess_cert_id_alg = sha256
        """;

    public string Name => "openssl";

    public X509Certificate2 Root => root;

    public static OpenSslAuthority Create(TemporaryFolder folder)
    {
        using var rootKey = RSA.Create(2048);
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var root = TestKeys.Authority("OpenSSL root", rootKey, 0).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var request = TestKeys.Request("OpenSSL authority", key);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        using var certificate = request.Create(root, now.AddDays(-1), now.AddDays(300), [0x21, 2]);
        File.WriteAllText(folder["tsa.cnf"], Settings.Replace("{0}", folder.Path, StringComparison.Ordinal));
        File.WriteAllText(folder["serial"], "01\n");
        File.WriteAllText(folder["tsa.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["tsa.key"], key.ExportPkcs8PrivateKeyPem());
        return new OpenSslAuthority(folder, X509CertificateLoader.LoadCertificate(root.RawData));
    }

    public async Task<byte[]> Send(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        var (exit, output) = await Tool.Run(
            "openssl", "ts", "-reply", "-config", folder["tsa.cnf"], "-queryfile", folder.File("query", request.Span), "-signer", folder["tsa.pem"],
            "-inkey", folder["tsa.key"], "-out", folder["reply"]);
        return exit == 0 ? await File.ReadAllBytesAsync(folder["reply"], cancellation) : throw new HttpRequestException(output);
    }
}
