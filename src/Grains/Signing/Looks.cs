using Flexportal.Domain.Agencies;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Sealing;

namespace Flexportal.Grains.Signing;

/// <summary>How a proof looks for an agency and a worker.</summary>
internal static class Looks
{
    /// <summary>The agency's name is that of the evidence: it was checked before the signature, a later one was not.</summary>
    public static ProofLook Of(TransactionEvidence evidence, Agency agency, Worker worker) =>
        new(evidence.Agency.Name, agency.AccentRgb, worker.Language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? "en" : worker.Language);
}
