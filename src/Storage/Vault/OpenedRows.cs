using System.Collections.Concurrent;
using Flexportal.Domain.Common;

namespace Flexportal.Storage.Vault;

/// <summary>
/// Rows that were opened lately, so that a list that is looked at again is not decrypted and parsed again. What is stored stays the truth: a row is found only by the
/// sealed bytes that were just read, all of them, never by its id or version. Records are immutable, so they can be shared. Two generations keep it bounded: what was
/// not asked for while the young one filled up is forgotten.
/// </summary>
/// <param name="generation">Most rows of one generation.</param>
internal sealed class OpenedRows(int generation = 8_192)
{
    private readonly Lock gate = new();
    private volatile ConcurrentDictionary<Place, Row> young = new();
    private volatile ConcurrentDictionary<Place, Row> old = new();

    /// <summary>The record that these very bytes held, or null.</summary>
    public T? Find<T>(TenantId tenant, string table, string id, ReadOnlySpan<byte> message)
        where T : class
    {
        var place = new Place(tenant, table, id);
        if (young.TryGetValue(place, out var row))
        {
            return row.Is(message) ? row.Record as T : null;
        }

        if (!old.TryGetValue(place, out row) || !row.Is(message))
        {
            return null;
        }

        Keep(place, row);
        return row.Record as T;
    }

    /// <summary>Remembers what an authentic message held; the caller keeps its hands off both.</summary>
    public void Add(TenantId tenant, string table, string id, byte[] message, object record) => Keep(new Place(tenant, table, id), new Row(message, record));

    private void Keep(Place place, Row row)
    {
        if (young.Count >= generation)
        {
            lock (gate)
            {
                if (young.Count >= generation)
                {
                    (old, young) = (young, new());
                }
            }
        }

        young[place] = row;
    }

    private readonly record struct Place(TenantId Tenant, string Table, string Id);

    private sealed record Row(byte[] Message, object Record)
    {
        public bool Is(ReadOnlySpan<byte> message) => message.SequenceEqual(Message);
    }
}
