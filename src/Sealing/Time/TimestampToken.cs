using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Time;

/// <summary>
/// An RFC 3161 token that passed every check. The client that asks for one and the verifier that finds one call the same code: what the verifier would not
/// take is never put into a file.
/// </summary>
internal sealed record TimestampToken
{
    private static readonly string[] Profile =
        [Oids.ContentType, Oids.MessageDigest, Oids.SigningCertificate, Oids.SigningCertificateV2, Oids.AlgorithmProtection, "1.2.840.113549.1.9.5"];

    private TimestampToken()
    {
    }

    public required ReadOnlyMemory<byte> Der { get; init; }

    /// <summary>The stamped instant.</summary>
    public required DateTimeOffset Time { get; init; }

    public required BigInteger? Nonce { get; init; }

    /// <summary>The authority's chain, its own certificate first, the pinned root last.</summary>
    public required IReadOnlyList<DerCertificate> Chain { get; init; }

    /// <summary>Reads and checks a token.</summary>
    /// <param name="der">The ContentInfo, nothing after it.</param>
    /// <param name="imprintSha256">SHA-256 of what must be stamped.</param>
    /// <param name="roots">The pinned roots of timestamp authorities as DER.</param>
    /// <exception cref="Rejection">The reason is always <see cref="VerificationReason.Timestamp"/>.</exception>
    public static TimestampToken Check(ReadOnlyMemory<byte> der, ReadOnlySpan<byte> imprintSha256, IReadOnlyList<ReadOnlyMemory<byte>> roots)
    {
        try
        {
            return Checked(der, imprintSha256, roots);
        }
        catch (Rejection e)
        {
            throw new Rejection(VerificationReason.Timestamp, $"Timestamp token: {e.Message}", e.ObjectNumber, e);
        }
        catch (AsnContentException e)
        {
            throw new Rejection(VerificationReason.Timestamp, "Timestamp token: it is not strict DER.", null, e);
        }
    }

    /// <summary>Whether the token is about these bytes at all; says nothing of its soundness.</summary>
    /// <exception cref="Rejection">It cannot be read.</exception>
    public static bool IsAbout(ReadOnlyMemory<byte> der, ReadOnlySpan<byte> imprintSha256)
    {
        try
        {
            var info = Der1.Sequence(CmsReader.Read(der, sortedCertificates: false).Content ?? throw Bad("it has no content."));
            info.ReadEncodedValue();
            info.ReadEncodedValue();
            var stamped = info.ReadSequence();
            stamped.ReadEncodedValue();
            return Der1.Octets(stamped).Span.SequenceEqual(imprintSha256);
        }
        catch (Exception e) when (e is AsnContentException or Rejection)
        {
            throw new Rejection(VerificationReason.Timestamp, $"Timestamp token: {e.Message}", null, e);
        }
    }

    private static TimestampToken Checked(ReadOnlyMemory<byte> der, ReadOnlySpan<byte> imprint, IReadOnlyList<ReadOnlyMemory<byte>> roots)
    {
        var message = CmsReader.Read(der, sortedCertificates: false);
        if (message.Version != 3 || message.ContentType != Oids.TimestampInfo || message.Content is not { } content) throw Bad("it is no timestamp.");
        if (message.UnsignedAttributes.Count != 0) throw Bad("it has unsigned attributes.");
        if (message.SignedAttributes.Keys.Any(oid => !Profile.Contains(oid, StringComparer.Ordinal))) throw Bad("it has a signed attribute that is not understood.");
        var (time, nonce) = ReadInfo(content, imprint);
        SigningCertificateAttribute.DemandAny(message);
        CmsReader.DemandSignature(message, CryptographicOperations.HashData(message.DigestName, content.Span));
        if (!message.Signer.IsOnlyFor(Oids.ForTimestamping, demandCritical: true)) throw Bad("its certificate is not for timestamps alone (critical extended key usage).");
        var chain = CertificatePath.Build(message.Signer, message.Certificates, roots, time);
        if (message.Certificates.Any(given => !chain.Any(link => link.Der.Span.SequenceEqual(given.Der.Span)))) throw Bad("it carries certificates outside its chain.");
        if (message.Certificates.DistinctBy(given => Convert.ToHexString(given.Der.Span)).Count() != message.Certificates.Count) throw Bad("it carries a certificate twice.");
        return new TimestampToken { Der = der, Time = time, Nonce = nonce, Chain = chain };
    }

    /// <summary>TSTInfo (RFC 3161 2.4.2).</summary>
    private static (DateTimeOffset Time, BigInteger? Nonce) ReadInfo(ReadOnlyMemory<byte> content, ReadOnlySpan<byte> imprint)
    {
        var info = Der1.Sequence(content);
        if (!info.TryReadInt32(out var version) || version != 1) throw Bad("its version is not 1.");
        info.ReadObjectIdentifier();
        var stamped = info.ReadSequence();
        var algorithm = AlgorithmId.Read(stamped);
        var hash = Der1.Octets(stamped);
        stamped.ThrowIfNotEmpty();
        if (algorithm.Oid != Oids.Sha256 || !algorithm.IsPlain || !hash.Span.SequenceEqual(imprint)) throw Bad("it stamps something else.");
        info.ReadIntegerBytes();
        var time = info.ReadGeneralizedTime();
        if (info.HasData && info.PeekTag() == Asn1Tag.Sequence) info.ReadEncodedValue();
        if (info.HasData && info.PeekTag() == Asn1Tag.Boolean) info.ReadBoolean();
        BigInteger? nonce = info.HasData && info.PeekTag() == Asn1Tag.Integer ? info.ReadInteger() : null;
        if (info.HasData && info.PeekTag() == Der1.Context(0)) info.ReadEncodedValue();
        if (info.HasData) throw Bad("it has extensions that are not understood.");
        return (time, nonce);
    }

    private static Rejection Bad(string detail) => new(VerificationReason.Timestamp, detail);
}
