using Flexportal.Domain.Agencies;
using Flexportal.Domain.Workers;
using Flexportal.Sealing;

namespace Flexportal.Grains.Signing;

/// <summary>How a proof looks for an agency and a worker.</summary>
internal static class Looks
{
    public static ProofLook Of(Agency agency, Worker worker) =>
        new(agency.Name, agency.AccentRgb, worker.Language.StartsWith("nl", StringComparison.OrdinalIgnoreCase) ? "en" : worker.Language);
}
