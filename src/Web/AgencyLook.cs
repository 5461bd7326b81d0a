using System.Collections.Concurrent;
using System.Security.Cryptography;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;

namespace Flexportal.Web;

/// <summary>How the agency of a page looks and is reached. Colours are computed once per accent.</summary>
public sealed record AgencyLook
{
    private const int KnownAccents = 1_000;

    private static readonly ConcurrentDictionary<int, (string Css, Palette Palette)> Colours = new();

    /// <summary>For error pages where the agency itself cannot be read.</summary>
    public static readonly AgencyLook Unknown = new() { Name = "", Css = ColoursOf(0x0B5563).Css, Palette = Palette.Of(0x0B5563), DefaultLanguage = "nl", Languages = ["nl", "en"] };

    public required string Name { get; init; }

    /// <summary>The custom properties of the page's one style element.</summary>
    public required string Css { get; init; }

    public required Palette Palette { get; init; }

    public required string DefaultLanguage { get; init; }

    public required IReadOnlyList<string> Languages { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Hours { get; init; }

    /// <summary>Own address of the logo, which changes with its content; null shows the mark.</summary>
    public string? LogoUrl { get; init; }

    /// <summary>Digits for <c>tel:</c>.</summary>
    public string? PhoneAddress => Phone is null ? null : PhoneNumber.Dialled(Phone);

    public static AgencyLook Of(Agency agency)
    {
        var (css, palette) = ColoursOf(agency.AccentRgb);
        return new AgencyLook
        {
            Name = agency.Name,
            Css = css,
            Palette = palette,
            DefaultLanguage = agency.DefaultLanguage,
            Languages = agency.Languages,
            Phone = Text(agency.Contact.Phone),
            Email = Text(agency.Contact.Email),
            Hours = Text(agency.Contact.Hours),
            LogoUrl = agency.LogoPng is { Length: > 0 } logo ? $"/logo.png?v={Convert.ToHexStringLower(SHA256.HashData(logo.Span))[..10]}" : null,
        };
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    private static (string Css, Palette Palette) ColoursOf(int accent)
    {
        if (Colours.TryGetValue(accent, out var known))
            return known;
        var p = Palette.Of(accent);
        var css = $":root{{--accent:{Palette.Css(p.Accent)};--on-accent:{Palette.Css(p.OnAccent)};--a-soft:{Palette.Css(p.Soft)};--a-edge:{Palette.Css(p.Edge)};"
            + $"--a-text:{Palette.Css(p.Text)};--d-cover:{Palette.Css(p.DarkCover)};--d-fill:{Palette.Css(p.DarkFill)};--d-soft:{Palette.Css(p.DarkSoft)}}}";
        if (Colours.Count < KnownAccents)
            Colours[accent] = (css, p);
        return (css, p);
    }
}
