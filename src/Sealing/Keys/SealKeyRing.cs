namespace Flexportal.Sealing.Keys;

/// <summary>The seal keys of an installation. Key ids are stable names that are stored with a signature, so a key can be rotated while older work still finds its own.</summary>
public interface ISealKeyRing
{
    /// <summary>The id of the key that new seals of this agency are made with.</summary>
    /// <param name="agency">The tenant's slug.</param>
    string CurrentId(string agency);

    /// <summary>The key of an id, current or rotated out.</summary>
    /// <exception cref="SealKeyException">No such key is configured.</exception>
    ISealKey Find(string id);
}

/// <summary>Keys by configuration: one for the platform, and one of its own for any agency that has it.</summary>
/// <param name="keys">Key id to key; rotated keys stay in as long as work may name them.</param>
/// <param name="platformKeyId">The current key of agencies without one of their own.</param>
/// <param name="agencyKeyIds">Tenant slug to the id of its current key.</param>
public sealed class SealKeyRing(
    IReadOnlyDictionary<string, ISealKey> keys, string platformKeyId, IReadOnlyDictionary<string, string> agencyKeyIds) : ISealKeyRing
{
    private readonly IReadOnlyDictionary<string, ISealKey> keys = Complete(keys, [platformKeyId, .. agencyKeyIds.Values]);

    /// <inheritdoc />
    public string CurrentId(string agency) => agencyKeyIds.GetValueOrDefault(agency, platformKeyId);

    /// <inheritdoc />
    public ISealKey Find(string id) => keys.TryGetValue(id, out var key) ? key : throw new SealKeyException($"No seal key '{id}' is configured.");

    /// <summary>A current key that is not there is a fault of the configuration, said at start and not at the first seal.</summary>
    private static IReadOnlyDictionary<string, ISealKey> Complete(IReadOnlyDictionary<string, ISealKey> keys, IEnumerable<string> current)
    {
        foreach (var id in current)
        {
            if (!keys.ContainsKey(id)) throw new SealKeyException($"The current seal key '{id}' is not among the configured keys.");
        }

        return keys;
    }
}
