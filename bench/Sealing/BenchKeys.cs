using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;

namespace Flexportal.Bench.Sealing;

/// <summary>A key of each kind below one root, with certificates of usual size.</summary>
public sealed class BenchKeys : IDisposable
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ECDsa _root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(3072);
    private readonly X509Certificate2 _rootCertificate;

    /// <summary>Makes the keys.</summary>
    public BenchKeys()
    {
        var request = new CertificateRequest("CN=Bench root", _root, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        _rootCertificate = request.CreateSelfSigned(From, From.AddYears(20));
        P256Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        P256 = Key(new CertificateRequest("CN=Bench seal", P256Key, HashAlgorithmName.SHA256), certificate => certificate.CopyWithPrivateKey(P256Key));
        Rsa = Key(new CertificateRequest("CN=Bench seal", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), certificate => certificate.CopyWithPrivateKey(_rsa));
    }

    /// <summary>ECDSA P-256.</summary>
    public ISealKey P256 { get; }

    /// <summary>RSA-3072.</summary>
    public ISealKey Rsa { get; }

    /// <summary>The P-256 key itself, for peers.</summary>
    public ECDsa P256Key { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _root.Dispose();
        _rsa.Dispose();
        P256Key.Dispose();
        _rootCertificate.Dispose();
    }

    private ISealKey Key(CertificateRequest request, Func<X509Certificate2, X509Certificate2> withKey)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        using var bare = request.Create(_rootCertificate.SubjectName, X509SignatureGenerator.CreateForECDsa(_root), From, From.AddYears(3), [0x51, 1, 2, 3]);
        var bundle = new X509Certificate2Collection { withKey(bare), X509CertificateLoader.LoadCertificate(_rootCertificate.RawData) };
        var path = Path.Combine(Path.GetTempPath(), $"flexportal-bench-{Environment.ProcessId}.pfx");
        try
        {
            File.WriteAllBytes(path, bundle.Export(X509ContentType.Pfx)!);
            return Pkcs12SealKey.Open(path, null);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
