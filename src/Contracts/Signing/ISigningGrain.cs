using Flexportal.Domain.Common;

namespace Flexportal.Contracts.Signing;

/// <summary>From the signature fact to the purged bytes. Key: tenant/transactionId. All methods are idempotent and may be called at any time.</summary>
[GrainInterfaceType("flexportal.signing")]
[Alias("flexportal.signing")]
public interface ISigningGrain : ITenantGrain
{
    /// <summary>Seals once, stores the tail, queues the copies. Does nothing when that is done. A failure is recorded and tried again with backoff.</summary>
    [Alias("seal")]
    Task Seal();

    /// <summary>A copy's mail has news: follow it, and set the purge when all conditions hold.</summary>
    [Alias("mail-changed")]
    Task MailChanged(MessageId mail);

    /// <summary>Destroys the bytes when it is time.</summary>
    [Alias("purge")]
    Task Purge();
}
