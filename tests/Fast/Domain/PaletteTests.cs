using CsCheck;
using Flexportal.Domain.Agencies;
using Xunit;

namespace Flexportal.Tests.Fast.Domain;

public sealed class PaletteTests
{
    [Theory]
    [InlineData(0x0B5563, 0x0B5563, 0xFFFFFF, 0xE9F0F1, 0x0B5563, 0x0B5563, 0x06414C, 0x6ABDD3, 0x203033)]
    [InlineData(0xFFC21A, 0xFFC21A, 0x131A1A, 0xFFFAEA, 0xAE840E, 0x7A5B07, 0x4C3802, 0xFFC21A, 0x33311B)]
    public void the_two_demo_agencies_have_the_colours_of_the_design(int given, int accent, int on, int soft, int edge, int text, int darkCover, int darkFill, int darkSoft) =>
        Assert.Equal(new Palette(accent, on, soft, edge, text, darkCover, darkFill, darkSoft), Palette.Of(given));

    [Fact]
    public void every_accent_gives_readable_colours() => Gen.Int[0, 0xFFFFFF].Sample(accent =>
    {
        var palette = Palette.Of(accent);
        Assert.True(Palette.Contrast(palette.Accent, palette.OnAccent) >= 4.5, $"on accent of {accent:X6}");
        Assert.True(Palette.Contrast(palette.Text, 0xFFFFFF) >= 5.5, $"text of {accent:X6}");
        Assert.True(Palette.Contrast(palette.Text, palette.Soft) >= 5.4, $"text on soft of {accent:X6}");
        Assert.True(Palette.Contrast(palette.Edge, 0xEFF2F1) >= 3, $"edge of {accent:X6}");
        Assert.True(Palette.Contrast(palette.DarkCover, 0xFFFFFF) >= 11, $"dark cover of {accent:X6}");
        Assert.True(Palette.Contrast(palette.DarkFill, 0x1F2727) >= 7, $"dark fill of {accent:X6}");
    });
}
