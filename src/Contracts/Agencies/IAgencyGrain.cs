using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;

namespace Flexportal.Contracts.Agencies;

/// <summary>An agency. Key: the tenant. Called by the API, the portal (branding) and other grains (policy).</summary>
[GrainInterfaceType("flexportal.agency")]
[Alias("flexportal.agency")]
public interface IAgencyGrain : ITenantGrain
{
    /// <summary>The agency as it is; null for a tenant that does not exist.</summary>
    [Alias("get")]
    ValueTask<Agency?> Get();

    /// <summary>Changes name, look, contact, mail identity or policy. Idempotent by the command's key.</summary>
    [Alias("update")]
    Task<Reply<Agency>> Update(UpdateAgency command, CommandContext context);

    /// <summary>Adds or changes a document type. Idempotent by the command's key.</summary>
    [Alias("upsert-type")]
    Task<Reply<DocumentType>> UpsertDocumentType(UpsertDocumentType command, CommandContext context);
}
