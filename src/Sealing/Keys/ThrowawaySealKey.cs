namespace Flexportal.Sealing.Keys;

/// <summary>A key for dry seals: made once per process, kept nowhere. Its root is in no trust store, so nothing sealed with it is ever valid.</summary>
public static class ThrowawaySealKey
{
    private static readonly Lazy<ISealKey> Made = new(Make);

    /// <summary>The key; ECDSA P-256.</summary>
    public static ISealKey Instance => Made.Value;

    private static SoftwareSealKey Make()
    {
        var (signer, root) = LocalAuthority.Create("Flexportal DRY RUN do not trust", TimeProvider.System.GetUtcNow(), rootYears: 10, signerYears: 10);
        return new SoftwareSealKey(signer, [root]);
    }
}
