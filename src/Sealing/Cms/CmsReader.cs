using System.Formats.Asn1;
using System.Security.Cryptography;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Cms;

/// <summary>A SignedData with one signer, as read (RFC 5652). Shares no code with <see cref="CmsSigner"/>: a fault of one cannot hide in the other.</summary>
internal sealed record CmsMessage
{
    public required int Version { get; init; }

    public required AlgorithmId Digest { get; init; }

    public required string ContentType { get; init; }

    /// <summary>The encapsulated content, or null when it is detached.</summary>
    public required ReadOnlyMemory<byte>? Content { get; init; }

    public required IReadOnlyList<DerCertificate> Certificates { get; init; }

    public required DerCertificate Signer { get; init; }

    /// <summary>The signed attributes as they were signed: DER SET OF.</summary>
    public required ReadOnlyMemory<byte> SignedAttributesDer { get; init; }

    /// <summary>Identifier to the one value, as DER.</summary>
    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> SignedAttributes { get; init; }

    public required AlgorithmId SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    public required IReadOnlyDictionary<string, ReadOnlyMemory<byte>> UnsignedAttributes { get; init; }

    /// <summary>The digest's name; unknown and weak ones were refused on reading.</summary>
    public HashAlgorithmName DigestName => SignatureAlgorithms.Digest(Digest.Oid) ?? throw new InvalidOperationException("Refused on reading.");
}

/// <summary>Reads CMS strictly: DER, one signer by issuer and serial, one digest, one value per attribute, no revocation lists, nothing after the end.</summary>
internal static class CmsReader
{
    /// <summary>Reads one message.</summary>
    /// <param name="der">Exactly the message.</param>
    /// <param name="sortedCertificates">False for tokens of others: many authorities do not sort the set of certificates, and it is checked one by one anyway.</param>
    /// <exception cref="Rejection">It is not of that form.</exception>
    public static CmsMessage Read(ReadOnlyMemory<byte> der, bool sortedCertificates)
    {
        try
        {
            return Parse(der, sortedCertificates);
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException or InvalidOperationException)
        {
            throw new Rejection(VerificationReason.CmsForm, $"The CMS is not strict DER of the profile: {e.Message}", null, e);
        }
    }

    /// <summary>Checks message digest, content type and the signature value over the attributes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="contentDigest">Digest of the content by the message's digest algorithm.</param>
    /// <exception cref="Rejection">One of them is wrong.</exception>
    public static void DemandSignature(CmsMessage message, ReadOnlySpan<byte> contentDigest)
    {
        var type = One(message.SignedAttributes, Oids.ContentType);
        if (type.ReadObjectIdentifier() != message.ContentType) throw new Rejection(VerificationReason.CmsForm, "The content-type attribute names another type.");
        var digest = Der1.Octets(One(message.SignedAttributes, Oids.MessageDigest));
        if (!CryptographicOperations.FixedTimeEquals(digest.Span, contentDigest)) throw new Rejection(VerificationReason.Digest, "The signed bytes were changed: their hash differs.");
        if (!SignatureAlgorithms.Verify(message.Signer.PublicKeyInfo, message.SignatureAlgorithm, message.DigestName, message.SignedAttributesDer.Span, message.Signature.Span))
            throw new Rejection(VerificationReason.SignatureValue, "The signature value is wrong.");
    }

    /// <summary>A reader on an attribute's value.</summary>
    /// <exception cref="Rejection">The attribute is absent.</exception>
    public static AsnReader One(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> attributes, string oid) =>
        attributes.TryGetValue(oid, out var value)
            ? new AsnReader(value, AsnEncodingRules.DER)
            : throw new Rejection(oid == Oids.SigningCertificateV2 ? VerificationReason.SigningCertificate : VerificationReason.CmsForm, $"The signed attribute {oid} is missing.");

    private static CmsMessage Parse(ReadOnlyMemory<byte> der, bool sortedCertificates)
    {
        var info = Der1.Sequence(der);
        if (info.ReadObjectIdentifier() != Oids.SignedData) throw new AsnContentException("It is no SignedData.");
        var wrapped = info.ReadSequence(Der1.Context(0));
        info.ThrowIfNotEmpty();
        var data = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();

        if (!data.TryReadInt32(out var version)) throw new AsnContentException("The version is no small number.");
        var digests = data.ReadSetOf();
        var digest = AlgorithmId.Read(digests);
        digests.ThrowIfNotEmpty();
        var (type, content) = ReadContent(data.ReadSequence());
        var certificates = ReadCertificates(data.ReadSetOf(!sortedCertificates, Der1.Context(0)));
        var signers = data.ReadSetOf();
        var signer = signers.ReadSequence();
        signers.ThrowIfNotEmpty();
        data.ThrowIfNotEmpty();
        return ReadSigner(signer, new Head(version, digest, type, content, certificates));
    }

    private sealed record Head(int Version, AlgorithmId Digest, string ContentType, ReadOnlyMemory<byte>? Content, IReadOnlyList<DerCertificate> Certificates);

    private static CmsMessage ReadSigner(AsnReader signer, Head head)
    {
        if (!signer.TryReadInt32(out var version) || version != 1) throw new AsnContentException("The signer's version is not 1.");
        var identity = signer.ReadSequence();
        var issuer = identity.ReadEncodedValue();
        var serial = identity.ReadIntegerBytes();
        identity.ThrowIfNotEmpty();
        var digest = AlgorithmId.Read(signer);
        if (digest != head.Digest || !digest.IsPlain || SignatureAlgorithms.Digest(digest.Oid) is null) throw new AsnContentException("The digest algorithm is not one of SHA-2, or named differently twice.");
        var attributesDer = signer.PeekEncodedValue().ToArray();
        var attributes = ReadAttributes(signer.ReadSetOf(Der1.Context(0)));
        // What is signed has the tag SET OF instead of [0] (RFC 5652 5.4).
        attributesDer[0] = 0x31;
        var algorithm = AlgorithmId.Read(signer);
        var signature = Der1.Octets(signer);
        var unsigned = signer.HasData ? ReadAttributes(signer.ReadSetOf(Der1.Context(1))) : new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        signer.ThrowIfNotEmpty();

        var matching = head.Certificates.Where(candidate => candidate.Issuer.Span.SequenceEqual(issuer.Span) && candidate.Serial.Span.SequenceEqual(serial.Span)).ToList();
        if (matching.Count != 1) throw new Rejection(VerificationReason.CertificateSet, "The signer's certificate is not among the certificates exactly once.");
        return new CmsMessage
        {
            Version = head.Version,
            Digest = digest,
            ContentType = head.ContentType,
            Content = head.Content,
            Certificates = head.Certificates,
            Signer = matching[0],
            SignedAttributesDer = attributesDer,
            SignedAttributes = attributes,
            SignatureAlgorithm = algorithm,
            Signature = signature,
            UnsignedAttributes = unsigned,
        };
    }

    private static (string Type, ReadOnlyMemory<byte>? Content) ReadContent(AsnReader info)
    {
        var type = info.ReadObjectIdentifier();
        if (!info.HasData) return (type, null);
        var wrapped = info.ReadSequence(Der1.Context(0));
        info.ThrowIfNotEmpty();
        var content = Der1.Octets(wrapped);
        wrapped.ThrowIfNotEmpty();
        return (type, content);
    }

    private static List<DerCertificate> ReadCertificates(AsnReader set)
    {
        var found = new List<DerCertificate>();
        while (set.HasData) found.Add(DerCertificate.Read(set.ReadEncodedValue()));
        return found;
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadAttributes(AsnReader set)
    {
        var found = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (!set.HasData) throw new AsnContentException("A set of attributes is empty.");
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var oid = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf();
            attribute.ThrowIfNotEmpty();
            var value = values.ReadEncodedValue();
            values.ThrowIfNotEmpty();
            if (!found.TryAdd(oid, value)) throw new AsnContentException("An attribute occurs twice.");
        }

        return found;
    }
}
