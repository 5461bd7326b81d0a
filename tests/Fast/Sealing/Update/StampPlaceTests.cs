using Flexportal.Sealing.Cos;
using Flexportal.Sealing.Update;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Cos;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Update;

public sealed class StampPlaceTests
{
    [Theory]
    [InlineData("", 391, 14, 581, 66)]
    [InlineData("/Rotate 90", 529, 638, 581, 828)]
    [InlineData("/Rotate 180", 14, 776, 204, 828)]
    [InlineData("/Rotate 270", 14, 14, 66, 204)]
    [InlineData("/Rotate -90", 14, 14, 66, 204)]
    [InlineData("/Rotate 450", 529, 638, 581, 828)]
    [InlineData("/Rotate 45", 391, 14, 581, 66)]
    [InlineData("/CropBox[0 0 400 400]", 196, 14, 386, 66)]
    [InlineData("/CropBox[400 500 100 100]", 196, 114, 386, 166)]
    [InlineData("/UserUnit 2", 493, 7, 588, 33)]
    public void It_stands_in_the_lower_right_corner_as_shown(string entries, double left, double bottom, double right, double top)
    {
        var place = Place(PdfSketch.OnePage(page: entries).Table());
        Assert.Equal([left, bottom, right, top], Numbers(place.Rect));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(100, 20)]
    [InlineData(20, 900)]
    [InlineData(1, 1)]
    public void On_a_small_page_it_shrinks_into_the_page(double width, double height)
    {
        foreach (var turn in (int[])[0, 90, 180, 270])
        {
            var rect = Numbers(Place(PdfSketch.OnePage(page: $"/Rotate {turn}", mediaBox: FormattableString.Invariant($"/MediaBox[0 0 {width} {height}]")).Table()).Rect);
            Assert.True(rect[0] >= 0 && rect[1] >= 0 && rect[2] <= width && rect[3] <= height && rect[2] > rect[0] && rect[3] > rect[1]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(180)]
    [InlineData(270)]
    public async Task Its_text_reads_upright_in_the_corner(int turn)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("x.pdf", await Seals.Of(PdfSketch.OnePage(page: $"/Rotate {turn}").Table()));
        var (width, height) = turn % 180 == 0 ? (595, 842) : (842, 595);
        var corner = await Tool.Run("pdftotext", "-f", "1", "-l", "1", "-x", $"{width - 210}", "-y", $"{height - 72}", "-W", "210", "-H", "72", path, "-");
        Assert.Contains("Ondertekend door", corner.Output, StringComparison.Ordinal);
        Assert.Contains("Niki van Dooren", corner.Output, StringComparison.Ordinal);
    }

    private static StampPlace Place(byte[] file) =>
        CosFile.Read(file, Flexportal.Sealing.SealLimits.Default, TimeProvider.System, opened => StampPlace.On(opened, PageTree.Walk(opened).First, 190, 52));

    private static double[] Numbers(CosArray array) => [.. array.Items.Select(item => item.AsReal()!.Value)];
}
