using Flexportal.Storage.Due;

namespace Flexportal.Silo.Work;

/// <summary>Whether this process can do its work: started, warm, the database in reach, and its clock within a second of the database's.</summary>
internal sealed class Readiness(IDueStore due, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private string? _problem = "starting";

    /// <summary>Set once, when the cluster has been joined and a page has been made.</summary>
    public bool IsWarm { get; set; }

    /// <summary>The process is leaving: balancers must look elsewhere before the port closes.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>One word, or null when all is well. The database is asked at most once a second, however often we are.</summary>
    public async ValueTask<string?> Problem(CancellationToken cancellation)
    {
        if (IsLeaving || !IsWarm)
        {
            return IsLeaving ? "leaving" : "starting";
        }

        await _one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (now - _askedAt >= Remembered)
            {
                (_problem, _askedAt) = (await Ask(cancellation), now);
            }

            return _problem;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> Ask(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var skew = await due.ClockSkew(time.GetUtcNow(), limit.Token);
            return Math.Abs(skew) > 1 ? "clock" : null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return "database";
        }
    }
}
