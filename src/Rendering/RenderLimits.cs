namespace Flexportal.Rendering;

/// <summary>What one child process may use, and how many there may be. The defaults suit contracts of up to 2,000 pages on a small host.</summary>
public sealed record RenderLimits
{
    /// <summary>Wall clock of one child, input and output included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>CPU seconds of one child (the kernel ends it), at least 1.</summary>
    public int CpuSeconds { get; init; } = 8;

    /// <summary>Address space of one child in bytes.</summary>
    public long Memory { get; init; } = 512L << 20;

    /// <summary>Bytes that one child may write to its output.</summary>
    public int Output { get; init; } = 16 << 20;

    /// <summary>Children at the same time in this process.</summary>
    public int Processes { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>How long a call waits for a free place before it answers <see cref="RenderFailure.Busy"/>.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(15);
}
