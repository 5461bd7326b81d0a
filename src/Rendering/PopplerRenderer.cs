using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Flexportal.Rendering;

/// <summary>Page images and text by poppler's <c>pdfinfo</c>, <c>pdftoppm</c> and <c>pdftotext</c>.</summary>
public sealed class PopplerRenderer : IPageRenderer, IDisposable
{
    private const int MaxPages = 20_000;

    // Splash counts a pixel as at least 3 bytes and holds a page twice; above this no image of a page is of use to a reader.
    private const long MaxPixels = 30_000_000;

    private readonly LimitedProcess _process;

    /// <summary>A renderer with its own pool of places.</summary>
    /// <param name="limits">Limits; null for the defaults.</param>
    public PopplerRenderer(RenderLimits? limits = null) => _process = new LimitedProcess(limits ?? new RenderLimits());

    /// <inheritdoc />
    public async Task<IReadOnlyList<PageSize>> Pages(ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken) =>
        ParseSizes(await Tool("pdfinfo", ["-f", "1", "-l", MaxPages.ToString(CultureInfo.InvariantCulture), "-"], pdf, cancellationToken));

    /// <inheritdoc />
    public async Task<RenderedPage> Page(ReadOnlyMemory<byte> pdf, int number, int width, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4_000);
        var page = Number(number);
        var sizes = ParseSizes(await Tool("pdfinfo", ["-f", page, "-l", page, "-"], pdf, cancellationToken));
        if (sizes.Count != 1)
            throw new RenderingException(RenderFailure.NoSuchPage, $"page {number}");
        var height = sizes[0].HeightAt(width);
        if ((long)width * height > MaxPixels)
            throw new RenderingException(RenderFailure.TooHeavy, $"page {number} is {width} x {height} pixels");
        string[] arguments =
        [
            "-f", page, "-l", page, "-singlefile", "-cropbox", "-scale-dimension-before-rotation", "-jpeg", "-jpegopt", "quality=70,progressive=n,optimize=y",
            "-scale-to-x", Number(width), "-scale-to-y", Number(height), "-",
        ];
        var jpeg = await Tool("pdftoppm", arguments, pdf, cancellationToken);
        return TryReadJpegSize(jpeg, out var shownWidth, out var shownHeight)
            ? new RenderedPage(jpeg, "image/jpeg", shownWidth, shownHeight)
            : throw new RenderingException(RenderFailure.Damaged, $"page {number} gave no image");
    }

    /// <inheritdoc />
    public async Task<string> Text(ReadOnlyMemory<byte> pdf, int number, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        var text = await Tool("pdftotext", ["-f", Number(number), "-l", Number(number), "-enc", "UTF-8", "-eol", "unix", "-", "-"], pdf, cancellationToken);
        return Clean(Encoding.UTF8.GetString(text));
    }

    /// <summary>Frees the pool of places.</summary>
    public void Dispose() => _process.Dispose();

    private async Task<byte[]> Tool(string tool, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> pdf, CancellationToken cancellationToken)
    {
        var result = await _process.Run(tool, arguments, pdf, cancellationToken);
        return result.ExitCode == 0 ? result.Output : throw new RenderingException(Reason(result), $"{tool} ended with {result.ExitCode}");
    }

    private static RenderFailure Reason(LimitedProcess.Result result) => result switch
    {
        // 127: prlimit found no such tool. From 128: ended by a signal, which is what the limits on CPU and memory do.
        { ExitCode: 127 } => RenderFailure.Unavailable,
        { ExitCode: >= 128 } => RenderFailure.TooHeavy,
        _ when result.Errors.Contains("Incorrect password", StringComparison.Ordinal) => RenderFailure.PasswordNeeded,
        _ when result.Errors.Contains("Out of memory", StringComparison.OrdinalIgnoreCase)
            || result.Errors.Contains("bad_alloc", StringComparison.Ordinal) => RenderFailure.TooHeavy,
        _ when result.Errors.Contains("Wrong page range", StringComparison.Ordinal) => RenderFailure.NoSuchPage,
        _ => RenderFailure.Damaged,
    };

    // Two lines per page: "Page    1 size:  595.28 x 841.89 pts (A4)" and "Page    1 rot:   90".
    private static List<PageSize> ParseSizes(byte[] output)
    {
        var sizes = new List<PageSize>();
        PageSize? pending = null;
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["Page", _, "size:", var width, "x", var height, ..])
                pending = new PageSize(Number(width), Number(height));
            else if (pending is { } page && words is ["Page", _, "rot:", var rotation, ..])
            {
                sizes.Add(Number(rotation) % 180 != 0 ? new PageSize(page.Height, page.Width) : page);
                pending = null;
            }
        }

        return sizes.TrueForAll(s => s.Width > 0 && s.Height > 0 && double.IsFinite(s.Width) && double.IsFinite(s.Height))
            ? sizes
            : throw new RenderingException(RenderFailure.Damaged, "a page has no area");
    }

    // SOF0 to SOF2 (ITU-T T.81, B.2.2) hold height and width; a file without end marker was cut off.
    private static bool TryReadJpegSize(ReadOnlySpan<byte> jpeg, out int width, out int height)
    {
        width = height = 0;
        if (jpeg.Length < 4 || jpeg[0] != 0xFF || jpeg[1] != 0xD8 || jpeg[^2] != 0xFF || jpeg[^1] != 0xD9)
            return false;
        for (var at = 2; at + 9 < jpeg.Length && jpeg[at] == 0xFF;)
        {
            if (jpeg[at + 1] is 0xC0 or 0xC1 or 0xC2)
            {
                height = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 5)..]);
                width = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 7)..]);
                return true;
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
        }

        return false;
    }

    private static string Clean(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value == '\n' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar))
                kept.Append(rune.ToString());
        return kept.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static double Number(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
