namespace Flexportal.Storage.Due;

/// <summary>Clears what has had its time: a daily job of any one host.</summary>
public interface IHousekeeping
{
    /// <summary>
    /// Deletes idempotency answers older than 30 days whose document is not open, sessions unused or ended for 90 days, mail links 30 days past their end,
    /// and uploads that were never claimed and are past their end.
    /// </summary>
    /// <returns>How many rows went.</returns>
    Task<int> DropExpired(DateTimeOffset now, CancellationToken cancellation);
}
