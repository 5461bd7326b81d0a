using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Cms;

/// <summary>
/// Checks a chain to pinned roots at one instant, with nothing but the bytes at hand: no network, no store of the machine, so the verdict is the same
/// everywhere and for ever (RFC 5280 6.1 without policies and name constraints, whose critical forms are refused on reading).
/// </summary>
internal static class CertificatePath
{
    private const int Longest = 8;

    /// <summary>The chain from the leaf to the pinned root, both included.</summary>
    /// <param name="leaf">The end certificate.</param>
    /// <param name="pool">Certificates that may stand between, and the root.</param>
    /// <param name="roots">The pinned roots as DER.</param>
    /// <param name="at">When all of them must be valid.</param>
    /// <exception cref="Rejection">There is no such chain.</exception>
    public static IReadOnlyList<DerCertificate> Build(DerCertificate leaf, IReadOnlyList<DerCertificate> pool, IReadOnlyList<ReadOnlyMemory<byte>> roots, DateTimeOffset at)
    {
        var chain = new List<DerCertificate> { leaf };
        DemandTime(leaf, at);
        while (!IsPinned(chain[^1], roots))
        {
            if (chain.Count == Longest) throw new Rejection(VerificationReason.UntrustedRoot, "The certificate chain is too long.");
            var below = chain[^1];
            if (below.IsSelfIssued) throw new Rejection(VerificationReason.UntrustedRoot, "The certificate chain ends at a root that is not trusted.");
            var above = Candidates(pool, roots).FirstOrDefault(candidate => Issued(candidate, below))
                ?? throw new Rejection(VerificationReason.UntrustedRoot, "The certificate chain does not lead to a trusted root.");
            DemandAuthority(above, chain.Count - 1);
            DemandTime(above, at);
            chain.Add(above);
        }

        return chain;
    }

    /// <summary>Whether the upper certificate's key signed the lower one, and the names fit.</summary>
    public static bool Issued(DerCertificate above, DerCertificate below) =>
        above.Subject.Span.SequenceEqual(below.Issuer.Span)
        && SignatureAlgorithms.Verify(above.PublicKeyInfo, below.Algorithm, null, below.ToBeSigned.Span, below.Signature.Span);

    private static bool IsPinned(DerCertificate certificate, IReadOnlyList<ReadOnlyMemory<byte>> roots) =>
        roots.Any(root => root.Span.SequenceEqual(certificate.Der.Span));

    private static IEnumerable<DerCertificate> Candidates(IReadOnlyList<DerCertificate> pool, IReadOnlyList<ReadOnlyMemory<byte>> roots) =>
        pool.Concat(roots.Select(DerCertificate.Read));

    private static void DemandAuthority(DerCertificate above, int authoritiesBelow)
    {
        if (!above.IsAuthority(out var below)) throw new Rejection(VerificationReason.CertificateForm, "A certificate in the chain is no authority.");
        if (authoritiesBelow > below) throw new Rejection(VerificationReason.CertificateForm, "A certificate in the chain allows fewer authorities below it.");
    }

    private static void DemandTime(DerCertificate certificate, DateTimeOffset at)
    {
        if (at < certificate.NotBefore || at > certificate.NotAfter)
            throw new Rejection(VerificationReason.CertificateTime, $"A certificate was valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}, not at {at:u}.");
    }
}
