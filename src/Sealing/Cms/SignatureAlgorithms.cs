using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Flexportal.Sealing.Cms;

/// <summary>The signatures that are believed: RSA of at least 2048 bits and ECDSA on the NIST curves, SHA-256 and up. SHA-1 is not.</summary>
internal static class SignatureAlgorithms
{
    private const int SmallestRsa = 2048;
    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    /// <summary>The digest of an identifier, or null where it is unknown or too weak.</summary>
    public static HashAlgorithmName? Digest(string oid) => oid switch
    {
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Oids.Sha384 => HashAlgorithmName.SHA384,
        Oids.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Verifies a value.</summary>
    /// <param name="publicKeyInfo">SubjectPublicKeyInfo as DER.</param>
    /// <param name="algorithm">The signature algorithm.</param>
    /// <param name="digest">The digest where the algorithm does not name it (rsaEncryption in CMS); it must agree where it does.</param>
    /// <param name="data">What is signed.</param>
    /// <param name="value">The signature value.</param>
    public static bool Verify(ReadOnlyMemory<byte> publicKeyInfo, AlgorithmId algorithm, HashAlgorithmName? digest, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        try
        {
            return algorithm.Oid switch
            {
                Oids.Rsa => digest is { } hash && algorithm.HasNull && Rsa(publicKeyInfo, hash, RSASignaturePadding.Pkcs1, data, value),
                Oids.RsaSha256 => algorithm.HasNull && Agrees(digest, HashAlgorithmName.SHA256) && Rsa(publicKeyInfo, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1, data, value),
                Oids.RsaSha384 => algorithm.HasNull && Agrees(digest, HashAlgorithmName.SHA384) && Rsa(publicKeyInfo, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1, data, value),
                Oids.RsaSha512 => algorithm.HasNull && Agrees(digest, HashAlgorithmName.SHA512) && Rsa(publicKeyInfo, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1, data, value),
                Oids.RsaPss => Pss(algorithm) is { } hash && Agrees(digest, hash) && Rsa(publicKeyInfo, hash, RSASignaturePadding.Pss, data, value),
                Oids.EcdsaSha256 => algorithm.Parameters.Length == 0 && Agrees(digest, HashAlgorithmName.SHA256) && Ec(publicKeyInfo, HashAlgorithmName.SHA256, data, value),
                Oids.EcdsaSha384 => algorithm.Parameters.Length == 0 && Agrees(digest, HashAlgorithmName.SHA384) && Ec(publicKeyInfo, HashAlgorithmName.SHA384, data, value),
                Oids.EcdsaSha512 => algorithm.Parameters.Length == 0 && Agrees(digest, HashAlgorithmName.SHA512) && Ec(publicKeyInfo, HashAlgorithmName.SHA512, data, value),
                _ => false,
            };
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return false;
        }
    }

    private static bool Agrees(HashAlgorithmName? asked, HashAlgorithmName named) => asked is null || asked == named;

    private static bool Rsa(ReadOnlyMemory<byte> publicKeyInfo, HashAlgorithmName hash, RSASignaturePadding padding, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(publicKeyInfo.Span, out var read);
        return read == publicKeyInfo.Length && rsa.KeySize >= SmallestRsa && value.Length == (rsa.KeySize + 7) / 8 && rsa.VerifyData(data, value, hash, padding);
    }

    private static bool Ec(ReadOnlyMemory<byte> publicKeyInfo, HashAlgorithmName hash, ReadOnlySpan<byte> data, ReadOnlySpan<byte> value)
    {
        // Named curves only: explicit parameters could describe a curve on which anyone can sign.
        var info = Der1.Sequence(publicKeyInfo).ReadSequence();
        if (info.ReadObjectIdentifier() != Oids.EcPublicKey || !Curves.Contains(info.ReadObjectIdentifier(), StringComparer.Ordinal)) return false;
        using var ec = ECDsa.Create();
        ec.ImportSubjectPublicKeyInfo(publicKeyInfo.Span, out var read);
        return read == publicKeyInfo.Length && IsDerPair(value) && ec.VerifyData(data, value, hash, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool IsDerPair(ReadOnlySpan<byte> value)
    {
        AsnDecoder.ReadSequence(value, AsnEncodingRules.DER, out var start, out var length, out var consumed);
        if (consumed != value.Length) return false;
        var pair = value.Slice(start, length);
        AsnDecoder.ReadIntegerBytes(pair, AsnEncodingRules.DER, out var first);
        AsnDecoder.ReadIntegerBytes(pair[first..], AsnEncodingRules.DER, out var second);
        return first + second == pair.Length;
    }

    /// <summary>RFC 4055: digest, MGF1 with the same digest, salt as long as the digest; nothing else is in use.</summary>
    private static HashAlgorithmName? Pss(AlgorithmId algorithm)
    {
        var parameters = Der1.Sequence(Convert.FromHexString(algorithm.Parameters));
        var digest = AlgorithmId.Read(parameters.ReadSequence(Der1.Context(0)));
        var mask = parameters.ReadSequence(Der1.Context(1)).ReadSequence();
        var isMgf1 = mask.ReadObjectIdentifier() == "1.2.840.113549.1.1.8" && AlgorithmId.Read(mask).Oid == digest.Oid;
        var hash = Digest(digest.Oid);
        var salt = parameters.ReadSequence(Der1.Context(2));
        var saltFits = salt.TryReadInt32(out var length) && hash is { } name && length == IncrementalHash.CreateHash(name).HashLengthInBytes;
        return isMgf1 && saltFits && !parameters.HasData ? hash : null;
    }
}
