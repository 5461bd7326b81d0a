using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Sealing;

namespace Flexportal.Grains.Signing;

/// <summary>What the grains ask of the sealing library. All of it runs outside of a grain's turn, a limited number at once.</summary>
public interface IDocumentSealer
{
    /// <summary>Looks at an upload: how many pages, and whether the product takes it.</summary>
    Task<UploadFigures> Inspect(ReadOnlyMemory<byte> pdf, SigningPolicy policy);

    /// <summary>Seals with a throw-away key and drops the result: what this refuses, sealing would refuse after the fact.</summary>
    /// <returns>The refusal, or null.</returns>
    Task<Refusal?> DrySeal(SealRequest request);

    /// <summary>Seals with the agency's key, and checks the finished file.</summary>
    /// <param name="request">What is to be sealed.</param>
    /// <param name="tenant">Whose key, where <paramref name="keyId"/> is null.</param>
    /// <param name="keyId">The key that the agency is set to, or null for the configured one.</param>
    Task<SealOutcome> Seal(SealRequest request, TenantId tenant, string? keyId);
}

/// <summary>An upload's figures, or why it is not taken.</summary>
public sealed record UploadFigures(int PageCount, Refusal? Refusal);
