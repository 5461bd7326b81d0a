using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Keys;

/// <summary>A seal key from a PKCS#12 file (RFC 7292) that holds the key, its certificate and the certificates above it.</summary>
public static class Pkcs12SealKey
{
    /// <summary>Reads the file once; the key stays in memory and is never written to a key store.</summary>
    /// <param name="path">The .pfx or .p12 file.</param>
    /// <param name="password">Its password, or null where it has none.</param>
    /// <exception cref="SealKeyException">The file cannot be read, or what is in it cannot seal.</exception>
    public static ISealKey Open(string path, string? password)
    {
        try
        {
            // DefaultKeySet is kept in memory on Unix; EphemeralKeySet says so everywhere.
            var found = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password, X509KeyStorageFlags.EphemeralKeySet);
            var signers = found.Where(certificate => certificate.HasPrivateKey).ToList();
            if (signers.Count != 1) throw new SealKeyException($"'{Path.GetFileName(path)}' must hold exactly one private key, it holds {signers.Count}.");
            return new SoftwareSealKey(signers[0], SealCertificates.Order(signers[0], found.Where(certificate => !certificate.HasPrivateKey)));
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SealKeyException($"'{Path.GetFileName(path)}' cannot be read as a PKCS#12 file.", e);
        }
    }
}
