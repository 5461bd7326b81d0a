using Flexportal.Sealing.Cos;

namespace Flexportal.Sealing.Update;

/// <summary>
/// Where the stamp goes: the lower right corner of page 1 as it is shown, whatever its rotation, crop box and unit (ISO 32000-2 7.7.3.3, 12.5.5).
/// </summary>
/// <param name="Rect">The widget's rectangle in default user space.</param>
/// <param name="Matrix">The form's matrix that keeps it upright, or null on an unturned page.</param>
internal sealed record StampPlace(CosArray Rect, CosArray? Matrix)
{
    /// <summary>Distance from the edges in points.</summary>
    private const double Margin = 14;

    /// <summary>On small pages the stamp and its margins take at most this share of a side.</summary>
    private const double LargestShare = 0.94;

    public static StampPlace On(CosFile file, PageNode page, double width, double height)
    {
        var (left, bottom, right, top) = VisibleBox(file, page);
        var turn = Turn(file.Resolve(page.Value("Rotate")).AsReal());
        var unit = Unit(file, page);
        var sideways = turn is 90 or 270;
        var (shownWidth, shownHeight) = sideways ? (top - bottom, right - left) : (right - left, top - bottom);
        var (wide, high, margin) = (width / unit, height / unit, Margin / unit);
        var scale = Math.Min(1, LargestShare * Math.Min(shownWidth / (wide + 2 * margin), shownHeight / (high + 2 * margin)));
        (wide, high, margin) = (wide * scale, high * scale, margin * scale);
        return turn switch
        {
            90 => new StampPlace(Box(right - margin - high, top - margin - wide, high, wide), Numbers(0, 1, -1, 0, height, 0)),
            180 => new StampPlace(Box(left + margin, top - margin - high, wide, high), Numbers(-1, 0, 0, -1, width, height)),
            270 => new StampPlace(Box(left + margin, bottom + margin, high, wide), Numbers(0, -1, 1, 0, 0, width)),
            _ => new StampPlace(Box(right - margin - wide, bottom + margin, wide, high), null),
        };
    }

    /// <summary>The page's size as shown, in points.</summary>
    public static PageSize ShownSize(CosFile file, PageNode page)
    {
        var (left, bottom, right, top) = VisibleBox(file, page);
        var unit = Unit(file, page);
        var (width, height) = ((right - left) * unit, (top - bottom) * unit);
        return Turn(file.Resolve(page.Value("Rotate")).AsReal()) is 90 or 270 ? new PageSize(height, width) : new PageSize(width, height);
    }

    private static double Unit(CosFile file, PageNode page) => file.Resolve(page.Dictionary["UserUnit"]).AsReal() is > 0 and var unit ? unit : 1;

    private static int Turn(double? rotate)
    {
        var turn = ((rotate ?? 0) % 360 + 360) % 360;
        return turn is 90 or 180 or 270 ? (int)turn : 0;
    }

    private static (double Left, double Bottom, double Right, double Top) VisibleBox(CosFile file, PageNode page)
    {
        // A page without a usable media box is shown as US Letter.
        var media = Read(file, page.Value("MediaBox")) ?? (0, 0, 612, 792);
        if (Read(file, page.Value("CropBox")) is not { } crop)
        {
            return media;
        }

        var both = (Left: Math.Max(media.Left, crop.Left), Bottom: Math.Max(media.Bottom, crop.Bottom), Right: Math.Min(media.Right, crop.Right), Top: Math.Min(media.Top, crop.Top));
        return both.Right > both.Left && both.Top > both.Bottom ? both : media;
    }

    private static (double Left, double Bottom, double Right, double Top)? Read(CosFile file, CosObject? value)
    {
        if (file.Array(value) is not { Items.Count: >= 4 } box
            || file.Resolve(box.Items[0]).AsReal() is not { } x1 || file.Resolve(box.Items[1]).AsReal() is not { } y1
            || file.Resolve(box.Items[2]).AsReal() is not { } x2 || file.Resolve(box.Items[3]).AsReal() is not { } y2
            || x1 == x2 || y1 == y2)
        {
            return null;
        }

        return (Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));
    }

    private static CosArray Box(double x, double y, double width, double height) => Numbers(x, y, x + width, y + height);

    private static CosArray Numbers(params ReadOnlySpan<double> values)
    {
        var items = new List<CosObject>(values.Length);
        foreach (var value in values)
        {
            items.Add(CosNumber.From(value));
        }

        return new CosArray(items);
    }
}
