using System.Formats.Asn1;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Ltv;

/// <summary>What an OCSP response (RFC 6960 4.2) says of one certificate, after its signature and responder were checked.</summary>
/// <param name="ThisUpdate">Since when this was known to be so.</param>
/// <param name="NextUpdate">Until when it may be relied on, or null.</param>
/// <param name="ProducedAt">When it was signed.</param>
/// <param name="RevokedAt">When the certificate was revoked, or null when it is good.</param>
/// <param name="Responder">The delegated responder's certificate, or null when the issuer signed itself.</param>
internal sealed record OcspAnswer(DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate, DateTimeOffset ProducedAt, DateTimeOffset? RevokedAt, DerCertificate? Responder)
{
    /// <summary>Reads a response and finds the certificate's status in it.</summary>
    /// <returns>Null when the response is about other certificates.</returns>
    /// <exception cref="Rejection">It is malformed, unsuccessful, or not signed by the issuer or its delegate.</exception>
    public static OcspAnswer? Read(ReadOnlyMemory<byte> der, DerCertificate certificate, DerCertificate issuer)
    {
        try
        {
            return Parse(der, certificate, issuer);
        }
        catch (Exception e) when (e is AsnContentException or ArgumentException)
        {
            throw new Rejection(VerificationReason.RevocationData, "An OCSP response is not strict DER.", null, e);
        }
    }

    private static OcspAnswer? Parse(ReadOnlyMemory<byte> der, DerCertificate certificate, DerCertificate issuer)
    {
        var outer = Der1.Sequence(der);
        if (outer.ReadEnumeratedBytes().Span is not [0]) throw Bad("An OCSP response is an error message.");
        var wrapped = outer.ReadSequence(Der1.Context(0));
        outer.ThrowIfNotEmpty();
        var bytes = wrapped.ReadSequence();
        wrapped.ThrowIfNotEmpty();
        if (bytes.ReadObjectIdentifier() != Oids.OcspBasic) throw Bad("An OCSP response is not of the basic type.");
        var basic = Der1.Sequence(Der1.Octets(bytes));
        bytes.ThrowIfNotEmpty();

        var signed = basic.PeekEncodedValue();
        var data = basic.ReadSequence();
        var algorithm = AlgorithmId.Read(basic);
        var value = Der1.Bits(basic);
        var certificates = new List<DerCertificate>();
        if (basic.HasData)
        {
            var list = basic.ReadSequence(Der1.Context(0)).ReadSequence();
            while (list.HasData) certificates.Add(DerCertificate.Read(list.ReadEncodedValue()));
        }

        basic.ThrowIfNotEmpty();
        if (data.PeekTag() == Der1.Context(0)) data.ReadEncodedValue();
        data.ReadEncodedValue();
        var producedAt = data.ReadGeneralizedTime();
        var found = Find(data.ReadSequence(), certificate, issuer);
        if (found is null) return null;
        var responder = Signer(issuer, certificates, algorithm, signed, value, producedAt);
        return found with { ProducedAt = producedAt, Responder = responder };
    }

    private static OcspAnswer? Find(AsnReader responses, DerCertificate certificate, DerCertificate issuer)
    {
        while (responses.HasData)
        {
            var single = responses.ReadSequence();
            var id = single.ReadSequence();
            var algorithm = AlgorithmId.Read(id);
            var name = Der1.Octets(id);
            var key = Der1.Octets(id);
            var serial = id.ReadIntegerBytes();
            id.ThrowIfNotEmpty();
            var (status, revokedAt) = Status(single);
            var thisUpdate = single.ReadGeneralizedTime();
            DateTimeOffset? nextUpdate = null;
            if (single.HasData && single.PeekTag() == Der1.Context(0))
            {
                var next = single.ReadSequence(Der1.Context(0));
                nextUpdate = next.ReadGeneralizedTime();
                next.ThrowIfNotEmpty();
            }

            var (issuerName, issuerKey) = OcspExchange.IssuerHashes(issuer);
            var same = algorithm.Oid == Oids.Sha1 && name.Span.SequenceEqual(issuerName) && key.Span.SequenceEqual(issuerKey) && serial.Span.SequenceEqual(certificate.Serial.Span);
            if (!same) continue;
            if (status == 2) throw Bad("The responder does not know a certificate.");
            return new OcspAnswer(thisUpdate, nextUpdate, default, revokedAt, null);
        }

        return null;
    }

    private static (int Status, DateTimeOffset? RevokedAt) Status(AsnReader single)
    {
        var tag = single.PeekTag();
        if (tag == Der1.Context(0, constructed: false))
        {
            single.ReadNull(tag);
            return (0, null);
        }

        if (tag == Der1.Context(1)) return (1, single.ReadSequence(tag).ReadGeneralizedTime());
        single.ReadEncodedValue();
        return (2, null);
    }

    private static DerCertificate? Signer(
        DerCertificate issuer, List<DerCertificate> certificates, AlgorithmId algorithm, ReadOnlyMemory<byte> signed, ReadOnlyMemory<byte> value, DateTimeOffset at)
    {
        if (SignatureAlgorithms.Verify(issuer.PublicKeyInfo, algorithm, null, signed.Span, value.Span)) return null;
        var delegated = certificates.Find(candidate =>
            candidate.IsOnlyFor(Oids.ForOcspSigning, demandCritical: false)
            && CertificatePath.Issued(issuer, candidate)
            && at >= candidate.NotBefore && at <= candidate.NotAfter
            && SignatureAlgorithms.Verify(candidate.PublicKeyInfo, algorithm, null, signed.Span, value.Span));
        return delegated ?? throw Bad("An OCSP response is signed neither by the issuer nor by its delegate.");
    }

    private static Rejection Bad(string detail) => new(VerificationReason.RevocationData, detail);
}
