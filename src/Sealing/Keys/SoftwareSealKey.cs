using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Keys;

/// <summary>A seal key whose private half is in this process.</summary>
internal sealed class SoftwareSealKey : ISealKey
{
    // Key objects of .NET are not promised to be thread-safe, and making one costs more than a P-256 signature: so they are lent out.
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];
    private readonly Func<AsymmetricAlgorithm> create;

    public SoftwareSealKey(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        if (!certificate.HasPrivateKey) throw new SealKeyException("The seal certificate comes without its private key.");
        SealCertificates.Demand(certificate, chain);
        Certificate = certificate;
        Chain = chain;
        create = () => (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()
            ?? throw new SealKeyException("The seal key is neither RSA nor ECDSA.");
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyList<X509Certificate2> Chain { get; }

    public ValueTask<byte[]> Sign(ReadOnlyMemory<byte> signedAttributes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!idle.TryTake(out var key)) key = create();
        try
        {
            var value = key switch
            {
                ECDsa ec => ec.SignData(signedAttributes.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
                RSA rsa => rsa.SignData(signedAttributes.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                _ => throw new SealKeyException("The seal key is neither RSA nor ECDSA."),
            };
            idle.Add(key);
            return ValueTask.FromResult(value);
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw new SealKeyException("The seal key could not sign.", e);
        }
    }
}
