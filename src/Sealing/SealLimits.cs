namespace Flexportal.Sealing;

/// <summary>Bounds on what one file may cost. Every one is checked while reading, so a hostile file costs at most what stands here.</summary>
public sealed record SealLimits
{
    /// <summary>The library's own bounds; the product's are lower.</summary>
    public static SealLimits Default { get; } = new();

    /// <summary>Largest file in bytes; never above 2,147,483,647.</summary>
    public int MaxFileBytes { get; init; } = 100 * 1024 * 1024;

    /// <summary>Most pages of the original.</summary>
    public int MaxPages { get; init; } = 20_000;

    /// <summary>Deepest nesting of arrays and dictionaries.</summary>
    public int MaxDepth { get; init; } = 500;

    /// <summary>Most inflated bytes of one object stream or cross-reference stream.</summary>
    public int MaxInflatedPerStream { get; init; } = 64 * 1024 * 1024;

    /// <summary>Most inflated bytes of one file altogether.</summary>
    public long MaxInflatedTotal { get; init; } = 256L * 1024 * 1024;

    /// <summary>Highest object number (ISO 32000-1 annex C).</summary>
    public int MaxObjectNumber { get; init; } = 8_388_607;

    /// <summary>Most cross-reference sections along <c>/Prev</c>.</summary>
    public int MaxSections { get; init; } = 4_096;

    /// <summary>Longest time that reading one file may take.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(10);
}
