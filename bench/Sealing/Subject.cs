using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;

namespace Flexportal.Bench.Sealing;

/// <summary>A file and a key that are measured.</summary>
/// <param name="Name">Short name, for the peer's copy.</param>
/// <param name="Title">What is printed.</param>
/// <param name="File">The original.</param>
/// <param name="Key">The seal key.</param>
/// <param name="Count">Seals per round.</param>
internal sealed record Subject(string Name, string Title, byte[] File, ISealKey Key, int Count)
{
    private static readonly Sealer Plain = new(new SealerOptions { SelfCheck = false }, TimeProvider.System);
    private static readonly Sealer Checking = new(new SealerOptions(), TimeProvider.System);

    private readonly SealRequest _request = BenchFiles.Request(File);

    /// <summary>The peer's seals per round.</summary>
    public int PeerCount { get; init; }

    /// <summary>Modes that the peer is measured in.</summary>
    public IReadOnlyList<string> Modes { get; init; } = [];

    /// <summary>Seals without self-verification.</summary>
    public Task<SealOutcome.Sealed> Seal() => SealBy(Plain);

    /// <summary>Seals with it.</summary>
    public Task<SealOutcome.Sealed> SealChecked() => SealBy(Checking);

    /// <summary>One SHA-256 pass and one signature.</summary>
    public async Task<int> Floor() => SHA256.HashData(File).Length + await Sign();

    /// <summary>One signature.</summary>
    public async Task<int> Sign() => (await Key.Sign(new byte[300], CancellationToken.None)).Length;

    private async Task<SealOutcome.Sealed> SealBy(Sealer sealer) =>
        await sealer.Seal(_request, Key, null, CancellationToken.None) as SealOutcome.Sealed ?? throw new InvalidOperationException("The bench file was refused.");
}
