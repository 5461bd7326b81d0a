namespace Flexportal.Rendering;

/// <summary>
/// Page images and text of a PDF. The file's content is interpreted in child processes only, each with limits on time, memory, output and number,
/// fed through a pipe: the bytes never stand unencrypted in a file. Safe for concurrent use.
/// </summary>
public interface IPageRenderer
{
    /// <summary>The size of each page as it is shown (crop box, after rotation), in order.</summary>
    /// <param name="pdf">The whole file.</param>
    /// <param name="cancellationToken">Ends the child process at once.</param>
    /// <exception cref="RenderingException">The typed reason why there is no answer.</exception>
    Task<IReadOnlyList<PageSize>> Pages(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken);

    /// <summary>One page as an image on white, annotations included.</summary>
    /// <param name="pdf">The whole file.</param>
    /// <param name="number">Page number, from 1.</param>
    /// <param name="width">Wanted width in pixels, 16 to 4,000; the usual ones are in <see cref="PageWidths"/>. The height follows from the page.</param>
    /// <param name="cancellationToken">Ends the child process at once.</param>
    /// <exception cref="RenderingException">The typed reason why there is no image.</exception>
    Task<RenderedPage> Page(ReadOnlyMemory<byte> pdf, int number, int width, CancellationToken cancellationToken);

    /// <summary>The text of one page in reading order, NFC, lines ended by <c>\n</c>, without control characters; empty where the page has no text.</summary>
    /// <param name="pdf">The whole file.</param>
    /// <param name="number">Page number, from 1.</param>
    /// <param name="cancellationToken">Ends the child process at once.</param>
    /// <exception cref="RenderingException">The typed reason why there is no text.</exception>
    Task<string> Text(ReadOnlyMemory<byte> pdf, int number, CancellationToken cancellationToken);
}

/// <summary>The three widths in pixels in which the portal offers page images.</summary>
public static class PageWidths
{
    /// <summary>A small phone.</summary>
    public const int Small = 480;

    /// <summary>A phone with a dense screen, a tablet.</summary>
    public const int Medium = 800;

    /// <summary>A desktop, or zoomed in.</summary>
    public const int Large = 1400;

    /// <summary>All widths, ascending.</summary>
    public static IReadOnlyList<int> All { get; } = [Small, Medium, Large];
}

/// <summary>Size of a page as shown, in points (1/72 inch).</summary>
/// <param name="Width">Above zero.</param>
/// <param name="Height">Above zero.</param>
public readonly record struct PageSize(double Width, double Height)
{
    /// <summary>The height in pixels of an image of this page with the given width, at least 1.</summary>
    /// <param name="width">Width in pixels.</param>
    public int HeightAt(int width) => (int)Math.Clamp(Math.Round(width * Height / Width), 1, 1_000_000);
}

/// <summary>One page image.</summary>
/// <param name="Bytes">The encoded image.</param>
/// <param name="MediaType">For example <c>image/jpeg</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record RenderedPage(ReadOnlyMemory<byte> Bytes, string MediaType, int Width, int Height);
