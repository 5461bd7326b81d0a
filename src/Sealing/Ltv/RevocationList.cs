using System.Formats.Asn1;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Ltv;

/// <summary>What a certificate list (RFC 5280 5) says of one certificate, after its signature was checked.</summary>
/// <param name="ThisUpdate">When the list was issued.</param>
/// <param name="NextUpdate">Until when it may be relied on.</param>
/// <param name="RevokedAt">When the certificate was revoked, or null.</param>
internal sealed record RevocationList(DateTimeOffset ThisUpdate, DateTimeOffset NextUpdate, DateTimeOffset? RevokedAt)
{
    private const string IssuingDistributionPoint = "2.5.29.28";

    /// <summary>Reads a list and looks the certificate up.</summary>
    /// <returns>Null when the list is another issuer's.</returns>
    /// <exception cref="Rejection">It is malformed, partial, or not signed by the issuer.</exception>
    public static RevocationList? Read(ReadOnlyMemory<byte> der, DerCertificate certificate, DerCertificate issuer)
    {
        try
        {
            return Parse(der, certificate, issuer);
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.RevocationData, "A revocation list is not strict DER.", null, e);
        }
    }

    private static RevocationList? Parse(ReadOnlyMemory<byte> der, DerCertificate certificate, DerCertificate issuer)
    {
        var outer = Der1.Sequence(der);
        var signed = outer.PeekEncodedValue();
        var list = outer.ReadSequence();
        var algorithm = AlgorithmId.Read(outer);
        var value = Der1.Bits(outer);
        outer.ThrowIfNotEmpty();

        if (!list.TryReadInt32(out var version) || version != 1) throw Bad("A revocation list is not of version 2.");
        if (AlgorithmId.Read(list) != algorithm) throw Bad("A revocation list names two signature algorithms.");
        if (!list.ReadEncodedValue().Span.SequenceEqual(issuer.Subject.Span)) return null;
        var thisUpdate = Der1.Time(list);
        if (!list.HasData || (list.PeekTag() != new Asn1Tag(UniversalTagNumber.UtcTime) && list.PeekTag() != new Asn1Tag(UniversalTagNumber.GeneralizedTime)))
            throw Bad("A revocation list does not say when the next one comes.");
        var nextUpdate = Der1.Time(list);
        var revokedAt = list.HasData && list.PeekTag() == Asn1Tag.Sequence ? Find(list.ReadSequence(), certificate) : null;
        if (list.HasData) DemandWhole(list.ReadSequence(Der1.Context(0)).ReadSequence(), certificate);
        list.ThrowIfNotEmpty();
        if (!issuer.HasUsage(KeyUsageBit.CrlSign) || !SignatureAlgorithms.Verify(issuer.PublicKeyInfo, algorithm, null, signed.Span, value.Span))
            throw Bad("A revocation list is not signed by the issuer.");
        return new RevocationList(thisUpdate, nextUpdate, revokedAt);
    }

    private static DateTimeOffset? Find(AsnReader entries, DerCertificate certificate)
    {
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = entry.ReadIntegerBytes();
            if (serial.Span.SequenceEqual(certificate.Serial.Span)) return Der1.Time(entry);
        }

        return null;
    }

    /// <summary>A list for some reasons, some kind of certificate, or only the differences would make "not listed" say less than it seems.</summary>
    private static void DemandWhole(AsnReader extensions, DerCertificate certificate)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var oid = extension.ReadObjectIdentifier();
            var critical = extension.PeekTag() == Asn1Tag.Boolean && extension.ReadBoolean();
            var value = Der1.Octets(extension);
            if (oid == IssuingDistributionPoint) DemandCovered(Der1.Sequence(value), certificate);
            else if (critical) throw Bad($"A revocation list has the critical extension {oid}, which is not understood.");
        }
    }

    private static void DemandCovered(AsnReader point, DerCertificate certificate)
    {
        while (point.HasData)
        {
            var tag = point.PeekTag();
            if (tag == Der1.Context(0))
            {
                point.ReadEncodedValue();
                continue;
            }

            var isAuthority = certificate.IsAuthority(out _);
            var covered = (tag.TagValue == 1 && !isAuthority) || (tag.TagValue == 2 && isAuthority);
            if (!point.ReadBoolean(tag) || !covered) throw Bad("A revocation list does not cover this certificate.");
        }
    }

    private static Rejection Bad(string detail) => new(VerificationReason.RevocationData, detail);
}
