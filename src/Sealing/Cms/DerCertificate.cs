using System.Formats.Asn1;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Cms;

/// <summary>An X.509 certificate (RFC 5280) read strictly, for the checks: what it says, and the exact bytes that its issuer signed.</summary>
internal sealed record DerCertificate
{
    private const string CertificatePolicies = "2.5.29.32";

    private DerCertificate()
    {
    }

    public required ReadOnlyMemory<byte> Der { get; init; }

    /// <summary>The part that is signed.</summary>
    public required ReadOnlyMemory<byte> ToBeSigned { get; init; }

    public required AlgorithmId Algorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Contents of the serial number, as in the file.</summary>
    public required ReadOnlyMemory<byte> Serial { get; init; }

    public required ReadOnlyMemory<byte> Issuer { get; init; }

    public required ReadOnlyMemory<byte> Subject { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public required ReadOnlyMemory<byte> PublicKeyInfo { get; init; }

    /// <summary>The extensions by identifier: whether critical, and the DER inside the octet string.</summary>
    public required IReadOnlyDictionary<string, (bool Critical, ReadOnlyMemory<byte> Value)> Extensions { get; init; }

    public bool IsSelfIssued => Issuer.Span.SequenceEqual(Subject.Span);

    /// <summary>Reads one certificate and nothing after it.</summary>
    /// <exception cref="Rejection">It is not strict DER, or holds a critical extension that is not understood.</exception>
    public static DerCertificate Read(ReadOnlyMemory<byte> der)
    {
        try
        {
            return Parse(der);
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException or InvalidOperationException)
        {
            throw new Rejection(VerificationReason.CertificateForm, "A certificate is not strict DER.", null, e);
        }
    }

    /// <summary>Whether the certificate signs certificates (basicConstraints cA, keyUsage keyCertSign), and how many authorities may follow below.</summary>
    public bool IsAuthority(out int below)
    {
        below = int.MaxValue;
        if (!Extensions.TryGetValue(Oids.BasicConstraints, out var constraints)) return false;
        var reader = Der1.Sequence(constraints.Value);
        var authority = reader.HasData && reader.PeekTag() == Asn1Tag.Boolean && reader.ReadBoolean();
        if (reader.HasData && (!reader.TryReadInt32(out below) || below < 0)) return false;
        reader.ThrowIfNotEmpty();
        return authority && HasUsage(KeyUsageBit.CertificateSign);
    }

    /// <summary>Whether keyUsage allows it; a certificate without the extension allows all.</summary>
    public bool HasUsage(KeyUsageBit bit)
    {
        if (!Extensions.TryGetValue(Oids.KeyUsage, out var usage)) return true;
        var bits = new AsnReader(usage.Value, AsnEncodingRules.DER).ReadBitString(out _);
        var index = (int)bit;
        return bits.Length > index / 8 && (bits[index / 8] & (0x80 >> (index % 8))) != 0;
    }

    /// <summary>Whether the extended key usage is exactly this one purpose.</summary>
    public bool IsOnlyFor(string purpose, bool demandCritical)
    {
        if (!Extensions.TryGetValue(Oids.ExtendedKeyUsage, out var usage) || (demandCritical && !usage.Critical)) return false;
        var reader = Der1.Sequence(usage.Value);
        return reader.ReadObjectIdentifier() == purpose && !reader.HasData;
    }

    private static DerCertificate Parse(ReadOnlyMemory<byte> der)
    {
        var certificate = Der1.Sequence(der);
        var tbs = certificate.PeekEncodedValue();
        var fields = certificate.ReadSequence();
        var outer = AlgorithmId.Read(certificate);
        var signature = Der1.Bits(certificate);
        certificate.ThrowIfNotEmpty();

        var version = fields.ReadSequence(Der1.Context(0));
        if (!version.TryReadInt32(out var number) || number != 2) throw new AsnContentException("Only X.509 version 3.");
        version.ThrowIfNotEmpty();
        var serial = fields.ReadIntegerBytes();
        var inner = AlgorithmId.Read(fields);
        // The outer copy is not covered by the signature: it must repeat the inner one (RFC 5280 4.1.1.2).
        if (inner != outer) throw new AsnContentException("The two signature algorithms differ.");
        var issuer = fields.ReadEncodedValue();
        var validity = fields.ReadSequence();
        var notBefore = Der1.Time(validity);
        var notAfter = Der1.Time(validity);
        validity.ThrowIfNotEmpty();
        var subject = fields.ReadEncodedValue();
        var publicKey = fields.ReadEncodedValue();
        var extensions = ReadExtensions(fields);
        fields.ThrowIfNotEmpty();
        return new DerCertificate
        {
            Der = der,
            ToBeSigned = tbs,
            Algorithm = outer,
            Signature = signature,
            Serial = serial,
            Issuer = issuer,
            Subject = subject,
            NotBefore = notBefore,
            NotAfter = notAfter,
            PublicKeyInfo = publicKey,
            Extensions = extensions,
        };
    }

    private static Dictionary<string, (bool Critical, ReadOnlyMemory<byte> Value)> ReadExtensions(AsnReader fields)
    {
        var found = new Dictionary<string, (bool, ReadOnlyMemory<byte>)>(StringComparer.Ordinal);
        if (!fields.HasData) return found;
        var outer = fields.ReadSequence(Der1.Context(3));
        var list = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        while (list.HasData)
        {
            var extension = list.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            var value = Der1.Octets(extension);
            extension.ThrowIfNotEmpty();
            if (!found.TryAdd(oid, (critical, value))) throw new AsnContentException("An extension occurs twice.");
            if (critical && oid is not (Oids.BasicConstraints or Oids.KeyUsage or Oids.ExtendedKeyUsage or CertificatePolicies))
                throw new AsnContentException($"The critical extension {oid} is not understood.");
        }

        return found;
    }
}

/// <summary>Bits of keyUsage (RFC 5280 4.2.1.3).</summary>
internal enum KeyUsageBit
{
    DigitalSignature = 0,
    NonRepudiation = 1,
    CertificateSign = 5,
    CrlSign = 6,
}
