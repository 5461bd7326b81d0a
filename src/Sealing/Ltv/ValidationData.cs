namespace Flexportal.Sealing.Ltv;

/// <summary>What a later reader needs to judge a signature without asking anyone: the contents of a DSS (ETSI EN 319 142-1 5.4.2), each as DER.</summary>
/// <param name="Certificates">Every certificate of the chains, roots included.</param>
/// <param name="OcspResponses">OCSPResponse values.</param>
/// <param name="Crls">CertificateList values.</param>
public sealed record ValidationData(
    IReadOnlyList<ReadOnlyMemory<byte>> Certificates, IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses, IReadOnlyList<ReadOnlyMemory<byte>> Crls)
{
    /// <summary>Nothing.</summary>
    public static ValidationData Empty { get; } = new([], [], []);

    /// <summary>Both, without doubles.</summary>
    public ValidationData With(ValidationData more) =>
        new(Distinct(Certificates, more.Certificates), Distinct(OcspResponses, more.OcspResponses), Distinct(Crls, more.Crls));

    private static List<ReadOnlyMemory<byte>> Distinct(IReadOnlyList<ReadOnlyMemory<byte>> first, IReadOnlyList<ReadOnlyMemory<byte>> second) =>
        [.. first.Concat(second).DistinctBy(der => Convert.ToHexString(der.Span))];
}

/// <summary>Revocation data could not be had, or say that a certificate is revoked. The seal stays at its level and may be raised later.</summary>
public sealed class ValidationDataException(string message, Exception? cause = null) : Exception(message, cause);
