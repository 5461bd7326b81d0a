using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;

namespace Flexportal.Tests.Fast.Sealing.Cms;

/// <summary>Seal keys below a root, an issuing authority and of both kinds; made once, because RSA-3072 keys take long.</summary>
internal static class TestKeys
{
    public static readonly DateTimeOffset Made = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<ISealKey> P256Key = new(() => Create(ECDsa.Create(ECCurve.NamedCurves.nistP256)));
    private static readonly Lazy<ISealKey> RsaKey = new(() => Create(RSA.Create(3072)));

    public static ISealKey P256 => P256Key.Value;

    public static ISealKey Rsa => RsaKey.Value;

    public static X509Certificate2 RootOf(ISealKey key) => key.Chain[^1];

    public static ISealKey Create(AsymmetricAlgorithm key)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = Authority("Test root", rootKey, 1).CreateSelfSigned(Made, Made.AddYears(20));
        var issuer = Authority("Test issuing authority", issuerKey, 0).Create(root, Made, Made.AddYears(10), [0x51, 2, 3, 4]);
        var request = Request("Test seal", key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        using var bare = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), Made, Made.AddYears(3), [0x52, 9, 8, 7]);
        var certificate = key is ECDsa ec ? bare.CopyWithPrivateKey(ec) : bare.CopyWithPrivateKey((RSA)key);
        return new SoftwareSealKey(certificate, [Public(issuer), Public(root)]);
    }

    public static CertificateRequest Request(string name, AsymmetricAlgorithm key) => key is ECDsa ec
        ? new CertificateRequest($"CN={name}", ec, HashAlgorithmName.SHA256)
        : new CertificateRequest($"CN={name}", (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static CertificateRequest Authority(string name, AsymmetricAlgorithm key, int below)
    {
        var request = Request(name, key);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, below, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static X509Certificate2 Public(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);
}
