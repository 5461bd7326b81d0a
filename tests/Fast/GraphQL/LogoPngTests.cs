using System.Text;
using CsCheck;
using Flexportal.Api.Files;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

public sealed class LogoPngTests
{
    // Two pixels, red and half transparent blue: palette with tRNS, 1 bit.
    private const string Palette = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEX/AAAAAP9sof2OAAAAAnRSTlP/gAgPs2oAAAAKSURBVHicY3AAAABCAEEpN/TvAAAAAElFTkSuQmCC";

    [Fact]
    public void pixels_survive_writing_and_reading() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40]).SelectMany((w, h) => Gen.Byte.Array[w * h * 4].Select(rgba => new Pixels(w, h, rgba))).Sample(pixels =>
        {
            var read = PngImage.Read(PngImage.Write(pixels));
            Assert.NotNull(read);
            Assert.Equal((pixels.Width, pixels.Height), (read.Width, read.Height));
            Assert.Equal(pixels.Rgba, read.Rgba);
        });

    [Fact]
    public void a_palette_with_transparency_is_read()
    {
        var pixels = PngImage.Read(Convert.FromBase64String(Palette));

        Assert.Equal([255, 0, 0, 255, 0, 0, 255, 128], pixels?.Rgba ?? []);
    }

    [Fact]
    public void nothing_but_the_picture_survives()
    {
        var png = PngImage.Write(new Pixels(4, 4, new byte[64]));
        var polyglot = (byte[])[.. png, .. Encoding.ASCII.GetBytes("<script>alert(1)</script>")];

        var logo = LogoPng.Of(polyglot);

        Assert.NotNull(logo);
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(logo), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("GIF89a/*<svg/onload=alert(1)>*/")]
    [InlineData("")]
    public void other_formats_are_refused(string content) => Assert.Null(LogoPng.Of(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void damaged_bytes_never_throw()
    {
        var png = PngImage.Write(new Pixels(8, 8, [.. Enumerable.Range(0, 256).Select(i => (byte)i)]));
        Gen.Select(Gen.Int[0, png.Length - 1], Gen.Byte, Gen.Int[0, png.Length]).Sample((at, value, length) =>
        {
            var copy = (byte[])png.Clone();
            copy[at] = value;
            PngImage.Read(copy.AsSpan(0, length));
        });
    }

    [Fact]
    public void a_small_file_that_claims_huge_sides_is_refused_before_memory_is_taken()
    {
        var png = PngImage.Write(new Pixels(1, 1, new byte[4]));
        png[16] = 0x7F;

        Assert.Null(PngImage.Read(png));
    }

    [Fact]
    public void a_large_noisy_picture_becomes_a_small_logo()
    {
        var random = new Random(1);
        var rgba = new byte[1_000 * 600 * 4];
        random.NextBytes(rgba);

        Assert.InRange(LogoPng.Of(PngImage.Write(new Pixels(1_000, 600, rgba)).AsSpan())?.Length ?? 1, 0, 64 * 1024);
    }

    [Fact]
    public void shrinking_does_not_mix_in_the_colour_of_what_is_transparent()
    {
        var half = new Pixels(2, 1, [255, 0, 0, 255, 0, 255, 0, 0]);

        Assert.Equal([255, 0, 0, 127], PngImage.Fit(half, 1, 1).Rgba);
    }
}
