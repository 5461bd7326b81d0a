using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Verify;

/// <summary>The roots that a verdict rests on. Nothing of the machine's own store counts.</summary>
/// <param name="SealRoots">Roots of seal certificates.</param>
/// <param name="TimeRoots">Roots of timestamp authorities.</param>
public sealed record TrustAnchors(IReadOnlyList<X509Certificate2> SealRoots, IReadOnlyList<X509Certificate2> TimeRoots)
{
    /// <summary>Folder of the timestamp authorities' roots, below the folder of trust.</summary>
    public const string TimeFolder = "time";

    /// <summary>Reads <c>*.pem</c>, <c>*.crt</c> and <c>*.cer</c> of a folder as seal roots, and those of its subfolder <c>time</c> as time roots.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="CryptographicException">A file there is no certificate.</exception>
    public static TrustAnchors FromFolder(string folder)
    {
        var time = Path.Combine(folder, TimeFolder);
        return new TrustAnchors(Read(folder), Directory.Exists(time) ? Read(time) : []);
    }

    private static List<X509Certificate2> Read(string folder) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(path => Path.GetExtension(path) is ".pem" or ".crt" or ".cer")
            .Order(StringComparer.Ordinal)
            .SelectMany(ReadFile),
    ];

    private static IEnumerable<X509Certificate2> ReadFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.AsSpan().IndexOf("-----BEGIN"u8) < 0) return [X509CertificateLoader.LoadCertificate(bytes)];
        var collection = new X509Certificate2Collection();
        collection.ImportFromPemFile(path);
        return collection;
    }
}
