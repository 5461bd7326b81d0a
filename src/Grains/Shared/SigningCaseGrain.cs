using Flexportal.Domain.Common;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Shared;

/// <summary>A grain whose rules decide on agency, worker, document, code flow and signature together.</summary>
internal abstract class SigningCaseGrain(ICommitStore commits, TimeProvider time) : TurnstileGrain<SigningCase>(commits, time)
{
    protected override SigningCase? After(SigningCase? before, Changes committed) =>
        before is null
            ? null
            : before with
            {
                Worker = committed.Worker is { } worker ? worker with { Version = worker.Version + 1 } : before.Worker,
                Document = committed.Document is { } document ? document with { Version = document.Version + 1 } : before.Document,
                Challenge = committed.Challenge is { } challenge ? challenge with { Version = challenge.Version + 1 } : before.Challenge,
                Signature = committed.Signature is { } signature ? signature with { Version = signature.Version + 1 } : before.Signature,
            };

    /// <summary>A rule for a document that is there.</summary>
    protected static Func<SigningCase?, Decision> Known(Func<SigningCase, Decision> rule) => found => found is null ? Decision.No(RefusalCode.NotFound) : rule(found);
}
