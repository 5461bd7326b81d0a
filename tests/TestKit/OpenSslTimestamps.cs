using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Flexportal.TestKit;

/// <summary>OpenSSL's timestamp authority behind HTTP on the loopback, with a root of its own whose revocation list it serves too. It may be stopped and come back.</summary>
public sealed class OpenSslTimestamps : IAsyncDisposable
{
    private const string List = "/root.crl";

    private readonly string _folder;
    private readonly SemaphoreSlim _turn = new(1);
    private WebApplication? _app;
    private byte[] _list = [];
    private int _stamped;

    private OpenSslTimestamps(string folder) => _folder = folder;

    /// <summary>Where it answers.</summary>
    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>Its root as PEM.</summary>
    public string RootFile => Path.Combine(_folder, "root.pem");

    /// <summary>Tokens given.</summary>
    public int Stamped => _stamped;

    /// <summary>Makes keys and configuration in the folder, and begins to answer.</summary>
    public static async Task<OpenSslTimestamps> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        var authority = new OpenSslTimestamps(folder);
        await authority.Resume();
        authority.WriteKeys();
        await File.WriteAllTextAsync(Path.Combine(folder, "serial"), "01\n");
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
            """);
        return authority;
    }

    /// <summary>Nothing listens any more; the address stays its own.</summary>
    public async Task Stop()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    /// <summary>Answers again, at the same address.</summary>
    public async Task Resume()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Clear();
        _app.Urls.Add(Address);
        _app.MapGet(List, () => Results.Bytes(_list, "application/pkix-crl"));
        _app.MapPost("/", Answer);
        await _app.StartAsync(CancellationToken.None);
        Address = _app.Urls.Single();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        _turn.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        await _turn.WaitAsync(http.RequestAborted);
        try
        {
            await using (var query = File.Create(Path.Combine(_folder, "query")))
            {
                await http.Request.Body.CopyToAsync(query, http.RequestAborted);
            }

            string[] arguments = ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "reply"];
            using var openssl = Process.Start(new ProcessStartInfo("openssl", arguments) { WorkingDirectory = _folder, RedirectStandardError = true })!;
            await openssl.StandardError.ReadToEndAsync(http.RequestAborted);
            await openssl.WaitForExitAsync(http.RequestAborted);
            http.Response.ContentType = "application/timestamp-reply";
            await http.Response.SendFileAsync(Path.Combine(_folder, "reply"), http.RequestAborted);
            Interlocked.Increment(ref _stamped);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void WriteKeys()
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        var request = new CertificateRequest("CN=Time root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        var identifier = new X509SubjectKeyIdentifierExtension(request.PublicKey, false);
        request.CertificateExtensions.Add(identifier);
        using var root = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var signer = new CertificateRequest("CN=Time", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        signer.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.8")], true));
        signer.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([Address + List]));
        var generator = X509SignatureGenerator.CreateForECDsa(rootKey);
        using var certificate = signer.Create(root.SubjectName, generator, now.AddDays(-1), now.AddDays(300), [0x21, 2]);
        _list = new CertificateRevocationListBuilder().Build(
            root.SubjectName, generator, 1, now.AddDays(7), HashAlgorithmName.SHA256, X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(identifier), now.AddHours(-1));
        File.WriteAllText(RootFile, root.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "tsa.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "tsa.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
