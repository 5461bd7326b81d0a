using GraphQL.DataLoader;

namespace Flexportal.Api.Common;

/// <summary>Collects the keys that the fields of one level ask for and reads them in one statement. One per request.</summary>
internal sealed class BatchLoader<TKey, TValue>(Func<IReadOnlyCollection<TKey>, CancellationToken, Task<IReadOnlyDictionary<TKey, TValue>>> fetch)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Batch> _batches = [];
    private Batch? _open;

    /// <summary>The value of a key, read together with its neighbours; the selector gets null for an unknown key.</summary>
    public IDataLoaderResult<TOut> Load<TOut>(TKey key, Func<TValue?, TOut> select)
    {
        lock (_gate)
        {
            if (!_batches.TryGetValue(key, out var batch))
            {
                batch = _open ??= new Batch();
                batch.Keys.Add(key);
                _batches.Add(key, batch);
            }

            return new Result<TOut>(this, batch, key, select);
        }
    }

    private Task<IReadOnlyDictionary<TKey, TValue>> Fetch(Batch batch, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_open == batch)
                _open = null;
            return batch.Values ??= fetch(batch.Keys, cancellation);
        }
    }

    private sealed class Batch
    {
        public HashSet<TKey> Keys { get; } = [];

        public Task<IReadOnlyDictionary<TKey, TValue>>? Values { get; set; }
    }

    private sealed class Result<TOut>(BatchLoader<TKey, TValue> loader, Batch batch, TKey key, Func<TValue?, TOut> select) : IDataLoaderResult<TOut>
    {
        public async Task<TOut> GetResultAsync(CancellationToken cancellationToken = default)
        {
            var values = await loader.Fetch(batch, cancellationToken);
            return select(values.GetValueOrDefault(key));
        }

        async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
    }
}
