using Flexportal.Contracts.Agencies;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Grains.Shared;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Agencies;

/// <summary>The agency: the only writer of its row.</summary>
[GrainType("flexportal.agency")]
internal sealed class AgencyGrain(IRowReader rows, ICommitStore commits, TimeProvider time) : TurnstileGrain<Agency>(commits, time), IAgencyGrain
{
    public ValueTask<Agency?> Get() => Current();

    public Task<Reply<Agency>> Update(UpdateAgency command, CommandContext context) => Pass(
        context,
        agency => agency is null ? Decision.No(RefusalCode.NotFound) : AgencyRules.Update(agency, command, context.Actor, Now),
        (agency, refusal) => new Reply<Agency>(agency, refusal));

    public Task<Reply<DocumentType>> UpsertDocumentType(UpsertDocumentType command, CommandContext context) => Pass(
        context,
        agency => agency is null ? Decision.No(RefusalCode.NotFound) : AgencyRules.UpsertDocumentType(agency, command, context.Actor, Now),
        (agency, refusal) => new Reply<DocumentType>(refusal is null ? agency?.TypeOf(command.Code) : null, refusal));

    protected override Task<Agency?> Read() => rows.Agency(Tenant, CancellationToken.None);

    protected override Agency? After(Agency? before, Changes committed) =>
        committed.Agency is { } agency ? agency with { Version = agency.Version + 1 } : before;
}
