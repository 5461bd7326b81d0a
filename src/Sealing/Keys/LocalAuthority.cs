using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Keys;

/// <summary>Makes a root and a signer below it, for development and for throw-away keys. No real authority stands behind them.</summary>
internal static class LocalAuthority
{
    /// <summary>A P-256 root and a P-256 signer, both valid from one hour before <paramref name="now"/>.</summary>
    /// <param name="name">Common name of the root; the signer's adds "seal".</param>
    /// <param name="now">The instant of making.</param>
    /// <param name="rootYears">Life of the root.</param>
    /// <param name="signerYears">Life of the signer; a seal certificate lives at most three years.</param>
    public static (X509Certificate2 Signer, X509Certificate2 Root) Create(string name, DateTimeOffset now, int rootYears, int signerYears)
    {
        var from = now.AddHours(-1);
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest(Name($"{name} root"), rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        rootRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        rootRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(rootRequest.PublicKey, false));
        using var root = rootRequest.CreateSelfSigned(from, now.AddYears(rootYears));

        using var signerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name($"{name} seal"), signerKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        using var signer = request.Create(root, from, now.AddYears(signerYears), SerialNumber());
        return (signer.CopyWithPrivateKey(signerKey), X509CertificateLoader.LoadCertificate(root.RawData));
    }

    /// <summary>16 random bytes, positive and without a leading zero (RFC 5280 4.1.2.2).</summary>
    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static X500DistinguishedName Name(string commonName)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(commonName);
        return builder.Build();
    }
}
