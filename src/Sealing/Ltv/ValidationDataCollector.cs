using System.Security.Cryptography;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Ltv;

/// <summary>
/// Collects certificates and revocation data of the signer's and the timestamp authority's chains, after the signature was stamped. OCSP first, the list
/// where there is no responder or it fails; everything is checked before it is used.
/// </summary>
/// <param name="source">The network.</param>
/// <param name="anchors">Pinned roots; addresses are taken from certificates below them only.</param>
public sealed class ValidationDataCollector(IRevocationSource source, TrustAnchors anchors)
{
    private readonly List<ReadOnlyMemory<byte>> sealRoots = [.. anchors.SealRoots.Select(root => root.RawDataMemory)];
    private readonly List<ReadOnlyMemory<byte>> timeRoots = [.. anchors.TimeRoots.Select(root => root.RawDataMemory)];

    /// <summary>Data for a timestamped seal: its signer's chain and its timestamp's.</summary>
    /// <param name="cms">The seal's CMS.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ValidationDataException">A certificate is revoked, its data cannot be had, or the seal has no timestamp.</exception>
    public Task<ValidationData> ForSeal(ReadOnlyMemory<byte> cms, CancellationToken cancellation) => ForSeal(cms, null, cancellation);

    /// <summary>The same for a seal that may be without timestamp, because one over the whole file is about to follow.</summary>
    /// <param name="cms">The seal's CMS.</param>
    /// <param name="now">The instant that counts for a seal without timestamp, or null to refuse one.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ValidationDataException">A certificate is revoked, or its data cannot be had.</exception>
    public Task<ValidationData> ForSeal(ReadOnlyMemory<byte> cms, DateTimeOffset? now, CancellationToken cancellation) => Guard(() =>
    {
        var message = CmsReader.Read(cms, sortedCertificates: true);
        if (message.UnsignedAttributes.TryGetValue(Oids.SignatureTimestamp, out var stamp))
        {
            var token = TimestampToken.Check(stamp, SHA256.HashData(message.Signature.Span), timeRoots);
            return (SealProfile.DemandChain(message, sealRoots, token.Time), token.Chain, token.Time);
        }

        var at = now ?? throw new ValidationDataException("The seal has no timestamp: there is no time to collect data for.");
        return (SealProfile.DemandChain(message, sealRoots, at), [], at);
    }, cancellation);

    /// <summary>Data for an archive timestamp that a newer one is to follow.</summary>
    /// <param name="token">The DocTimeStamp's token.</param>
    /// <param name="imprintSha256">SHA-256 of the bytes that it covers.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="ValidationDataException">A certificate is revoked, or its data cannot be had.</exception>
    public Task<ValidationData> ForTimestamp(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> imprintSha256, CancellationToken cancellation) => Guard(() =>
    {
        var read = TimestampToken.Check(token, imprintSha256.Span, timeRoots);
        return (read.Chain, (IReadOnlyList<DerCertificate>)[], read.Time);
    }, cancellation);

    private async Task<ValidationData> Guard(
        Func<(IReadOnlyList<DerCertificate> First, IReadOnlyList<DerCertificate> Second, DateTimeOffset At)> chains, CancellationToken cancellation)
    {
        try
        {
            var (first, second, at) = chains();
            var data = await ForChain(first, at, cancellation);
            return second.Count == 0 ? data : data.With(await ForChain(second, at, cancellation));
        }
        catch (Rejection e)
        {
            throw new ValidationDataException(e.Message, e);
        }
    }

    private async Task<ValidationData> ForChain(IReadOnlyList<DerCertificate> chain, DateTimeOffset at, CancellationToken cancellation)
    {
        var data = new ValidationData([.. chain.Select(certificate => certificate.Der)], [], []);
        for (var index = 0; index + 1 < chain.Count; index++)
        {
            var pointers = RevocationPointers.Of(chain[index]);
            if (!pointers.Any) continue;
            data = data.With(await ForCertificate(chain[index], chain[index + 1], pointers, at, cancellation));
        }

        return data;
    }

    private async Task<ValidationData> ForCertificate(
        DerCertificate certificate, DerCertificate issuer, RevocationPointers pointers, DateTimeOffset at, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (var responder in pointers.Responders)
        {
            var der = await Fetch(() => source.Ocsp(responder, OcspExchange.Request(certificate, issuer), cancellation), responder, failures, cancellation);
            if (der is null) continue;
            try
            {
                if (OcspAnswer.Read(der, certificate, issuer) is { } answer && RevocationStatus.Covers(answer, at))
                    return new ValidationData(answer.Responder is { } delegated ? [delegated.Der] : [], [der], []);
                failures.Add($"{responder.Host}: about another certificate, or stale");
            }
            catch (Rejection e) when (e.Reason != VerificationReason.Revoked)
            {
                failures.Add($"{responder.Host}: {e.Message}");
            }
        }

        foreach (var point in pointers.Lists)
        {
            var der = await Fetch(() => source.Crl(point, cancellation), point, failures, cancellation);
            if (der is null) continue;
            try
            {
                if (RevocationList.Read(der, certificate, issuer) is { } list && RevocationStatus.Covers(list, at)) return new ValidationData([], [], [der]);
                failures.Add($"{point.Host}: of another issuer, or stale");
            }
            catch (Rejection e) when (e.Reason != VerificationReason.Revoked)
            {
                failures.Add($"{point.Host}: {e.Message}");
            }
        }

        throw new ValidationDataException("No usable revocation data: " + string.Join("; ", failures));
    }

    private static async Task<byte[]?> Fetch(Func<Task<byte[]>> ask, Uri address, List<string> failures, CancellationToken cancellation)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            failures.Add($"{address.Host}: {e.Message}");
            return null;
        }
    }
}
