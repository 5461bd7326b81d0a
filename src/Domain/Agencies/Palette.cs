namespace Flexportal.Domain.Agencies;

/// <summary>
/// All colours of an agency's pages and mails, computed from its one accent so that each keeps its contrast (WCAG 2 relative luminance) whatever
/// the agency chose. Every colour is 0xRRGGBB.
/// </summary>
/// <param name="Accent">The cover and the filled button; darker than asked for when no text would be readable on it.</param>
/// <param name="OnAccent">Text on <paramref name="Accent"/>: at least 4.5 to 1.</param>
/// <param name="Soft">A tint of the accent over white.</param>
/// <param name="Edge">Edges of controls: at least 3 to 1 on quiet areas.</param>
/// <param name="Text">Links and lines: at least 5.5 to 1 on white and on <paramref name="Soft"/>.</param>
/// <param name="DarkCover">The cover in dark mode: white on it has at least 11 to 1.</param>
/// <param name="DarkFill">Button, links and lines in dark mode: at least 7 to 1 on dark paper; dark ink on it.</param>
/// <param name="DarkSoft">A tint of <paramref name="DarkFill"/> over dark paper.</param>
public sealed record Palette(int Accent, int OnAccent, int Soft, int Edge, int Text, int DarkCover, int DarkFill, int DarkSoft)
{
    private const int White = 0xFFFFFF;
    private const int Ink = 0x131A1A;
    private const int Well = 0xEFF2F1;
    private const int DarkPaper = 0x151B1B;
    private const int DarkWell = 0x1F2727;

    // Rounding to 8 bits loses a little contrast.
    private const double Margin = 1.02;

    /// <summary>The palette of one accent.</summary>
    /// <param name="accent">0xRRGGBB.</param>
    public static Palette Of(int accent)
    {
        var on = Contrast(accent, White) >= 4.5 || Contrast(accent, White) >= Contrast(accent, Ink) ? White : Ink;
        if (Contrast(accent, on) < 4.5)
        {
            (accent, on) = (Darken(accent, White, 4.5), White);
        }

        var soft = Mix(accent, White, 0.09);
        var darkFill = Lighten(accent, DarkWell, 7);
        return new(
            accent,
            on,
            soft,
            Darken(accent, Well, 3),
            Darken(accent, Luminance(soft) < Luminance(Well) ? soft : Well, 5.5),
            Darken(accent, White, 11),
            darkFill,
            Mix(darkFill, DarkPaper, 0.13));
    }

    /// <summary>The colour as CSS writes it: <c>#0B5563</c>.</summary>
    public static string Css(int colour) => $"#{colour:X6}";

    /// <summary>WCAG contrast of two colours, 1 to 21.</summary>
    public static double Contrast(int one, int other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static int Darken(int colour, int background, double ratio)
    {
        if (Contrast(colour, background) >= ratio)
        {
            return colour;
        }

        var k = ((Luminance(background) + 0.05) / (ratio * Margin) - 0.05) / Luminance(colour);
        return FromLinear(Linear(colour), channel => channel * k);
    }

    private static int Lighten(int colour, int background, double ratio)
    {
        if (Contrast(colour, background) >= ratio)
        {
            return colour;
        }

        // Scaling keeps the hue; white is mixed in only where scaling alone would leave the gamut.
        var target = (Luminance(background) + 0.05) * ratio * Margin - 0.05;
        var (r, g, b) = Linear(colour);
        var own = Math.Max(Luminance(colour), 1e-6);
        var k = Math.Min(target / own, Math.Max(1, 0.6 / Math.Max(Math.Max(r, Math.Max(g, b)), 1e-6)));
        var white = Math.Max(0, (target - own * k) / (1 - own * k));
        return FromLinear((r, g, b), channel => channel * k * (1 - white) + white);
    }

    private static int Mix(int colour, int background, double part)
    {
        int Channel(int shift) => (int)Math.Round((colour >> shift & 255) * part + (background >> shift & 255) * (1 - part));
        return Channel(16) << 16 | Channel(8) << 8 | Channel(0);
    }

    private static double Luminance(int colour)
    {
        var (r, g, b) = Linear(colour);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    private static (double R, double G, double B) Linear(int colour) => (Linear8(colour >> 16 & 255), Linear8(colour >> 8 & 255), Linear8(colour & 255));

    private static double Linear8(int channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static int FromLinear((double R, double G, double B) colour, Func<double, double> change) =>
        Channel8(change(colour.R)) << 16 | Channel8(change(colour.G)) << 8 | Channel8(change(colour.B));

    private static int Channel8(double linear)
    {
        var value = Math.Clamp(linear, 0, 1);
        return (int)Math.Round(255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * Math.Pow(value, 1 / 2.4) - 0.055));
    }
}
