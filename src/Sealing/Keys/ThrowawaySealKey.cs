namespace Flexportal.Sealing.Keys;

/// <summary>A key for dry seals: made once per process, kept nowhere. Its root is in no trust store, so nothing sealed with it is ever valid.</summary>
public static class ThrowawaySealKey
{
    /// <summary>Valid at any instant that evidence may state: a dry seal is about the file, not about the time.</summary>
    private static readonly DateTimeOffset Always = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<ISealKey> Made = new(Make);

    /// <summary>The key; ECDSA P-256.</summary>
    public static ISealKey Instance => Made.Value;

    private static SoftwareSealKey Make()
    {
        var (signer, root) = LocalAuthority.Create("Flexportal DRY RUN do not trust", Always, rootYears: 200, signerYears: 200);
        return new SoftwareSealKey(signer, [root]);
    }
}
