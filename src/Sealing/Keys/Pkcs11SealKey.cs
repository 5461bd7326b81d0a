using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Keys.Pkcs11;

namespace Flexportal.Sealing.Keys;

/// <summary>Where a key stands in a PKCS#11 token.</summary>
/// <param name="Library">Path of the maker's shared library.</param>
/// <param name="TokenLabel">Label of the token.</param>
/// <param name="Pin">The user's PIN.</param>
/// <param name="KeyLabel">Label of the private key; it must be the only one with it.</param>
/// <param name="CertificateFile">PEM file with the signer's certificate first, then those above it, the root included.</param>
public sealed record Pkcs11Location(string Library, string TokenLabel, string Pin, string KeyLabel, string CertificateFile)
{
    /// <summary>Without the PIN.</summary>
    public override string ToString() => $"{KeyLabel} in {TokenLabel}";
}

/// <summary>A seal key in a hardware module or a smart card, by PKCS#11 2.40 (Unix). The private key never leaves the token; only digests go to it.</summary>
public sealed class Pkcs11SealKey : ISealKey, IDisposable
{
    private const uint RsaPkcs = 0x1;
    private const uint Ecdsa = 0x1041;
    private const int LargestSignature = 1024;

    /// <summary>DER of a DigestInfo for SHA-256 up to the digest (RFC 8017 9.2): CKM_RSA_PKCS pads, but does not wrap.</summary>
    private static readonly byte[] DigestInfo = Convert.FromHexString("3031300D060960864801650304020105000420");

    private readonly Pkcs11Location location;
    private readonly Cryptoki cryptoki;
    private readonly bool isRsa;
    private readonly SemaphoreSlim turn = new(1, 1);
    private Pkcs11Session? session;

    private Pkcs11SealKey(Pkcs11Location location, Cryptoki cryptoki, X509Certificate2 certificate, IReadOnlyList<X509Certificate2> chain)
    {
        this.location = location;
        this.cryptoki = cryptoki;
        Certificate = certificate;
        Chain = chain;
        using var rsa = certificate.GetRSAPublicKey();
        isRsa = rsa is not null;
    }

    /// <inheritdoc />
    public X509Certificate2 Certificate { get; }

    /// <inheritdoc />
    public IReadOnlyList<X509Certificate2> Chain { get; }

    /// <summary>Opens the token, finds the key and proves by a trial signature that the certificate is the key's.</summary>
    /// <exception cref="SealKeyException">Anything of that fails.</exception>
    public static Pkcs11SealKey Open(Pkcs11Location location)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(location.CertificateFile);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SealKeyException($"'{Path.GetFileName(location.CertificateFile)}' cannot be read as PEM certificates.", e);
        }

        if (certificates.Count == 0) throw new SealKeyException($"'{Path.GetFileName(location.CertificateFile)}' holds no certificate.");
        var chain = SealCertificates.Order(certificates[0], certificates.Skip(1));
        SealCertificates.Demand(certificates[0], chain);
        var key = new Pkcs11SealKey(location, Cryptoki.Load(location.Library), certificates[0], chain);
        key.Prove();
        return key;
    }

    /// <inheritdoc />
    public async ValueTask<byte[]> Sign(ReadOnlyMemory<byte> signedAttributes, CancellationToken cancellation)
    {
        var digest = SHA256.HashData(signedAttributes.Span);
        await turn.WaitAsync(cancellation);
        try
        {
            // A token may take long; the caller's thread is not for waiting.
            return await Task.Run(() => SignDigest(digest), cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        session?.Dispose();
        turn.Dispose();
    }

    private byte[] SignDigest(byte[] digest)
    {
        try
        {
            return SignOnce(digest);
        }
        catch (SealKeyException)
        {
            // A token that was pulled, restarted or timed out has lost the session: once more with a new one.
            session?.Dispose();
            session = null;
            return SignOnce(digest);
        }
    }

    private byte[] SignOnce(byte[] digest)
    {
        session ??= Pkcs11Session.Open(cryptoki, location);
        return isRsa
            ? session.Sign(RsaPkcs, [.. DigestInfo, .. digest], LargestSignature)
            : AsDer(session.Sign(Ecdsa, digest, LargestSignature));
    }

    /// <summary>Tokens return r and s side by side, CMS wants a DER sequence.</summary>
    private static byte[] AsDer(byte[] pair)
    {
        if (pair.Length is 0 || pair.Length % 2 != 0) throw new SealKeyException("The token returned a malformed ECDSA value.");
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(pair.AsSpan(0, pair.Length / 2).TrimStart((byte)0) is { Length: > 0 } r ? r : [0]);
            writer.WriteIntegerUnsigned(pair.AsSpan(pair.Length / 2).TrimStart((byte)0) is { Length: > 0 } s ? s : [0]);
        }

        return writer.Encode();
    }

    private void Prove()
    {
        var probe = "is this certificate the key's?"u8.ToArray();
        var value = SignDigest(SHA256.HashData(probe));
        using var rsa = Certificate.GetRSAPublicKey();
        using var ec = Certificate.GetECDsaPublicKey();
        var fits = rsa?.VerifyData(probe, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ?? ec?.VerifyData(probe, value, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            ?? false;
        if (!fits) throw new SealKeyException($"The certificate in '{Path.GetFileName(location.CertificateFile)}' does not belong to the key {location}.");
    }
}
