namespace Flexportal.Storage.Due;

/// <summary>Wakes this process's dispatcher. A signal that nobody waits for is kept; several before a wait count as one.</summary>
internal sealed class DueSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already.
        }
    }

    public Task Wait(CancellationToken cancellation) => raised.WaitAsync(cancellation);

    public void Dispose() => raised.Dispose();
}
