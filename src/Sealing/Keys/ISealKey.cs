using System.Security.Cryptography.X509Certificates;

namespace Flexportal.Sealing.Keys;

/// <summary>A seal key. Only the DER of the signed attributes (a few hundred bytes) ever goes to it, so a file, a token or a cloud service can stand behind it.</summary>
public interface ISealKey
{
    /// <summary>The signer's certificate; RSA of at least 2048 bits or ECDSA P-256.</summary>
    X509Certificate2 Certificate { get; }

    /// <summary>The certificates above the signer, nearest first, the root included.</summary>
    IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>Signs with SHA-256.</summary>
    /// <param name="signedAttributes">The DER SET OF attributes (RFC 5652 5.4).</param>
    /// <param name="cancellation">Ends the wait for a remote key.</param>
    /// <returns>PKCS#1 v1.5 bytes for RSA, the DER sequence (r, s) for ECDSA.</returns>
    /// <exception cref="SealKeyException">The key could not sign.</exception>
    ValueTask<byte[]> Sign(ReadOnlyMemory<byte> signedAttributes, CancellationToken cancellation);
}

/// <summary>A seal key is out of reach or refused to sign; the work may be tried again.</summary>
public sealed class SealKeyException(string message, Exception? cause = null) : Exception(message, cause);
