namespace Flexportal.Grains.Shared;

/// <summary>Runs heavy work on the thread pool in place of a grain's turn, so many at once and no more: the others wait in line, the turns of other grains go on.</summary>
internal sealed class OffTurn(int places) : IDisposable
{
    private readonly SemaphoreSlim free = new(places);

    public async Task<T> Run<T>(Func<Task<T>> work)
    {
        await free.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            free.Release();
        }
    }

    public Task<T> Run<T>(Func<T> work) => Run(() => Task.FromResult(work()));

    public void Dispose() => free.Dispose();
}
