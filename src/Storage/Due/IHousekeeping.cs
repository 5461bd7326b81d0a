namespace Flexportal.Storage.Due;

/// <summary>What any one host does for the database from time to time: clears what has had its time, and sees to statistics.</summary>
public interface IHousekeeping
{
    /// <summary>
    /// Deletes idempotency answers older than 30 days whose document is not open, sessions unused or ended for 90 days, mail links 30 days past their end,
    /// uploads that were never claimed and are past their end, and counters of tries that nobody touched for two days.
    /// </summary>
    /// <returns>How many rows went.</returns>
    Task<int> DropExpired(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Gathers the planner's statistics of tables that hold rows and have none yet, as those of a new database.</summary>
    /// <returns>How many tables were analysed; 0 also while another host does it.</returns>
    /// <exception cref="Writes.StorageException">The database is out of reach.</exception>
    Task<int> AnalyzeNewTables(CancellationToken cancellation);
}
