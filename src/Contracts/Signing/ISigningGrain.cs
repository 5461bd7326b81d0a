namespace Flexportal.Contracts.Signing;

/// <summary>From the signature fact to the purged bytes. Key: tenant/transactionId. All methods are idempotent and may be called at any time.</summary>
[GrainInterfaceType("flexportal.signing")]
[Alias("flexportal.signing")]
public interface ISigningGrain : ITenantGrain
{
    /// <summary>Seals once, stores the tail, queues the copies. Does nothing when that is done. A failure is recorded and tried again with backoff.</summary>
    [Alias("seal")]
    [ResponseTimeout("00:05:00")]
    Task Seal();

    /// <summary>Destroys the bytes when it is time.</summary>
    [Alias("purge")]
    Task Purge();
}
