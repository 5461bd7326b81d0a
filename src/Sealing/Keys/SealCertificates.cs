using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Keys;

/// <summary>What a seal certificate must be before a key is put to use (ETSI TS 119 312; our own verifier demands the same).</summary>
internal static class SealCertificates
{
    private const string NistP256 = "1.2.840.10045.3.1.7";
    private const int SmallestRsa = 2048;

    /// <summary>Checks key kind, key size, key usage and that the chain leads from the signer to a self-signed root.</summary>
    /// <exception cref="SealKeyException">Something of that does not hold.</exception>
    public static void Demand(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        DemandKey(certificate);
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault();
        if (usage is not null && (usage.KeyUsages & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) == 0)
            throw new SealKeyException("The seal certificate is not for signing.");

        var below = certificate;
        foreach (var above in chain)
        {
            if (!below.IssuerName.RawData.AsSpan().SequenceEqual(above.SubjectName.RawData))
                throw new SealKeyException($"The chain of the seal certificate is broken above '{below.GetNameInfo(X509NameType.SimpleName, false)}'.");
            below = above;
        }

        if (!below.IssuerName.RawData.AsSpan().SequenceEqual(below.SubjectName.RawData))
            throw new SealKeyException("The chain of the seal certificate does not reach its root.");
    }

    /// <summary>Puts loose certificates in order: nearest to the signer first, the root last. Others are left out.</summary>
    public static IReadOnlyList<X509Certificate2> Order(X509Certificate2 signer, IEnumerable<X509Certificate2> loose)
    {
        var pool = loose.ToList();
        var chain = new List<X509Certificate2>();
        var below = signer;
        while (!below.IssuerName.RawData.AsSpan().SequenceEqual(below.SubjectName.RawData))
        {
            var issuer = below.IssuerName.RawData;
            var above = pool.Find(candidate => candidate.SubjectName.RawData.AsSpan().SequenceEqual(issuer));
            if (above is null) break;
            pool.Remove(above);
            chain.Add(above);
            below = above;
        }

        return chain;
    }

    private static void DemandKey(X509Certificate2 certificate)
    {
        using var ec = certificate.GetECDsaPublicKey();
        if (ec is not null)
        {
            if (ec.ExportParameters(false).Curve.Oid.Value != NistP256) throw new SealKeyException("An ECDSA seal key must be on the curve P-256.");
            return;
        }

        using var rsa = certificate.GetRSAPublicKey() ?? throw new SealKeyException("The seal key is neither RSA nor ECDSA.");
        if (rsa.KeySize < SmallestRsa) throw new SealKeyException($"An RSA seal key needs at least {SmallestRsa} bits.");
    }
}
