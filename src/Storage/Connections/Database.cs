using Flexportal.Storage.Writes;
using Npgsql;

namespace Flexportal.Storage.Connections;

/// <summary>What every question to the database has in common.</summary>
internal static class Database
{
    /// <summary>Asks; what the driver throws comes as our own fault.</summary>
    /// <param name="problem">What it means that no answer came.</param>
    /// <param name="question">Asks and gives the answer.</param>
    /// <exception cref="StorageException">The database could not be asked, or said no.</exception>
    public static async Task<T> Ask<T>(string problem, Func<Task<T>> question)
    {
        try
        {
            return await question();
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            throw new StorageException(problem, exception);
        }
    }
}
