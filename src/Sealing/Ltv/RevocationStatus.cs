using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Verify;

namespace Flexportal.Sealing.Ltv;

/// <summary>Judges a chain by revocation data at hand. Collector and verifier call the same code.</summary>
internal static class RevocationStatus
{
    /// <summary>
    /// Demands for every certificate below the root that names a place to ask: data at hand that were still current at <paramref name="at"/>, and no
    /// revocation by then.
    /// </summary>
    /// <param name="chain">The chain, end certificate first, root last.</param>
    /// <param name="data">OCSP responses and lists at hand.</param>
    /// <param name="at">The time that the signature is known to have existed.</param>
    /// <exception cref="Rejection">A certificate was revoked, or its data are missing, stale or wrong.</exception>
    public static void Demand(IReadOnlyList<DerCertificate> chain, ValidationData data, DateTimeOffset at)
    {
        for (var index = 0; index + 1 < chain.Count; index++)
        {
            if (RevocationPointers.Of(chain[index]).Any) DemandOne(chain[index], chain[index + 1], data, at);
        }
    }

    /// <summary>Whether this response is good news, current at the time; wrong ones are refused with their reason.</summary>
    public static bool Covers(OcspAnswer answer, DateTimeOffset at)
    {
        DemandNotRevoked(answer.RevokedAt, at);
        return answer.NextUpdate is not { } next ? answer.ProducedAt >= at.AddDays(-1) : next >= at;
    }

    /// <summary>The same for a list.</summary>
    public static bool Covers(RevocationList list, DateTimeOffset at)
    {
        DemandNotRevoked(list.RevokedAt, at);
        return list.NextUpdate >= at;
    }

    private static void DemandOne(DerCertificate certificate, DerCertificate issuer, ValidationData data, DateTimeOffset at)
    {
        var covered = false;
        foreach (var response in data.OcspResponses)
        {
            if (OcspAnswer.Read(response, certificate, issuer) is { } answer) covered |= Covers(answer, at);
        }

        foreach (var der in data.Crls)
        {
            if (RevocationList.Read(der, certificate, issuer) is { } list) covered |= Covers(list, at);
        }

        if (!covered) throw new Rejection(VerificationReason.RevocationData, $"There are no current revocation data for the certificate with serial number {Convert.ToHexStringLower(certificate.Serial.Span)}.");
    }

    private static void DemandNotRevoked(DateTimeOffset? revokedAt, DateTimeOffset at)
    {
        if (revokedAt <= at) throw new Rejection(VerificationReason.Revoked, $"A certificate was revoked at {revokedAt:u}.");
    }
}
