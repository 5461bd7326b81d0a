using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

/// <summary>OpenSSL's timestamp authority behind HTTP, with a root of its own.</summary>
internal sealed class OpenSslTimestamps : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private OpenSslTimestamps(WebApplication app, string folder) => (_app, _folder) = (app, folder);

    public string Address => _app.Urls.Single();

    public string RootFile => Path.Combine(_folder, "root.pem");

    public static async Task<OpenSslTimestamps> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        WriteKeys(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "serial"), "01\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "tsa.cnf"), $"""
            [tsa]
            default_tsa = here
            [here]
            serial = {folder}/serial
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256
            accuracy = secs:1
            ess_cert_id_alg = sha256
            """, TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Clear();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(http => Answer(http, folder));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new OpenSslTimestamps(app, folder);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static async Task Answer(HttpContext http, string folder)
    {
        await using (var query = File.Create(Path.Combine(folder, "query")))
        {
            await http.Request.Body.CopyToAsync(query, http.RequestAborted);
        }

        string[] arguments = ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "reply"];
        using var openssl = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = folder, RedirectStandardError = true })!;
        await openssl.StandardError.ReadToEndAsync(http.RequestAborted);
        await openssl.WaitForExitAsync(http.RequestAborted);
        http.Response.ContentType = "application/timestamp-reply";
        await http.Response.SendFileAsync(Path.Combine(folder, "reply"), http.RequestAborted);
    }

    private static void WriteKeys(string folder)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=Time root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using var root = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var signer = new CertificateRequest("CN=Time", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        signer.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        using var certificate = signer.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), now.AddDays(-1), now.AddDays(300), [0x21, 2]);
        File.WriteAllText(Path.Combine(folder, "root.pem"), root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tsa.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "tsa.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
