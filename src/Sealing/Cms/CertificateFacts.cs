using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys;

namespace Flexportal.Sealing.Cms;

/// <summary>What every seal asks of the same certificate, found once: opening an RSA public key costs a quarter of an RSA signature.</summary>
/// <param name="Name">Common name of the subject.</param>
/// <param name="SignatureBytes">Bytes that a signature value by its key has at most.</param>
/// <param name="From">Valid from, UTC.</param>
/// <param name="To">Valid to, UTC.</param>
internal sealed record CertificateFacts(string Name, int SignatureBytes, DateTime From, DateTime To)
{
    private const int LargestEcdsa = 80;
    private static readonly ConditionalWeakTable<X509Certificate2, CertificateFacts> Known = [];

    /// <exception cref="SealKeyException">The key is neither RSA nor ECDSA.</exception>
    public static CertificateFacts Of(X509Certificate2 certificate) => Known.GetValue(certificate, Read);

    private static CertificateFacts Read(X509Certificate2 certificate) => new(
        certificate.GetNameInfo(X509NameType.SimpleName, false), Bytes(certificate), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

    private static int Bytes(X509Certificate2 certificate)
    {
        if (certificate.PublicKey.Oid.Value == Oids.EcPublicKey) return LargestEcdsa;
        using var rsa = certificate.GetRSAPublicKey() ?? throw new SealKeyException("The seal certificate has neither an RSA nor an ECDSA key.");
        return rsa.KeySize / 8;
    }
}
