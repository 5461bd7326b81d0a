using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Flexportal.Sealing;
using Flexportal.Tests.Fast.Sealing.Cos;
using Flexportal.Tests.Fast.Sealing.Update;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Robustness;

public sealed partial class HostileFileTests
{
    [Fact]
    public async Task A_bomb_in_an_object_stream_is_refused()
    {
        var file = PdfSketch.OnePage().Stream([1, 2, 3], pack: data => PdfSketch.Zlib([.. data, .. new byte[100_000_000]]));
        Assert.Equal("too_complex", (await Seals.Refusal(file)).Code);
    }

    [Fact]
    public async Task A_bomb_in_the_page_content_is_not_even_opened()
    {
        var file = PdfSketch.OnePage().AddStream(4, "/Filter/FlateDecode", PdfSketch.Zlib(new byte[100_000_000])).Table();
        Assert.NotEmpty(await Seals.Of(file));
    }

    [Fact]
    public async Task A_table_that_promises_more_than_the_file_holds_is_no_reason_to_allocate()
    {
        var text = Encoding.Latin1.GetString(PdfSketch.OnePage().Table()).Replace("xref\n0 5", "xref\n0 2000000000", StringComparison.Ordinal);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = PdfInspector.Inspect(Encoding.Latin1.GetBytes(text), SealLimits.Default);
        Assert.True(Assert.IsType<InspectionOutcome.Read>(outcome).Inspection.IsRepaired);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("2 0 R")]
    [InlineData("3 0 R")]
    public async Task Circles_in_the_page_tree_end(string kid)
    {
        var file = PdfSketch.OnePage().Add(2, $"<</Type/Pages/Kids[{kid} 5 0 R]/Count 2>>").Add(5, "<</Type/Pages/Kids[2 0 R 5 0 R 3 0 R]/Count 1>>").Table();
        Assert.NotEmpty(await Seals.Of(file));
    }

    [Theory]
    [InlineData("/Pages 2 0 R/AcroForm 1 0 R", "3 0 R")]
    [InlineData("/Pages 2 0 R/AcroForm 3 0 R", "3 0 R")]
    [InlineData("/Pages 2 0 R/StructTreeRoot 2 0 R", "3 0 R")]
    [InlineData("/Pages 2 0 R", "1 0 R")]
    public async Task One_object_in_two_parts_is_refused(string catalog, string kid)
    {
        var file = new PdfSketch().Add(1, $"<</Type/Catalog{catalog}>>").Add(2, $"<</Type/Pages/Kids[{kid}]/Count 1>>").Add(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>").Table();
        Assert.Equal("damaged", (await Seals.Refusal(file)).Code);
    }

    [Fact]
    public async Task A_tree_as_deep_as_the_file_is_long_is_walked()
    {
        var sketch = new PdfSketch().Add(1, "<</Type/Catalog/Pages 2 0 R>>");
        for (var number = 2; number < 20_000; number++)
        {
            sketch.Add(number, string.Create(CultureInfo.InvariantCulture, $"<</Type/Pages/Kids[{number + 1} 0 R]/Count 1>>"));
        }

        Assert.NotEmpty(await Seals.Of(sketch.Add(20_000, "<</Type/Page/MediaBox[0 0 9 9]>>").Table()));
    }

    [Fact]
    public void Previous_sections_in_a_circle_end()
    {
        var first = PdfSketch.OnePage().Table();
        var text = Encoding.Latin1.GetString(PdfSketch.Update(PdfSketch.Update(first, "", (9, "null")), "", (9, "true")));
        var starts = Starts().Matches(text).Select(match => match.Groups[1].Value).ToList();
        // The second section's /Prev leads to the third, which leads back.
        Demand(Encoding.Latin1.GetBytes(text.Replace($"/Prev {starts[0]}", $"/Prev {starts[2]}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/Prev {0}")]
    [InlineData("/XRefStm {0}")]
    [InlineData("/XRefStm {0}/Prev {0}")]
    [InlineData("/Extends 5 0 R/Prev 18446744073709551616")]
    public void A_section_that_leads_to_itself_ends(string entries)
    {
        foreach (var make in (Func<PdfSketch, byte[]>[])[sketch => sketch.Table(), sketch => sketch.Stream([1, 2, 3])])
        {
            var start = Starts().Match(Encoding.Latin1.GetString(make(PdfSketch.OnePage()))).Groups[1].Value;
            Demand(make(new PdfSketch { Trailer = string.Format(CultureInfo.InvariantCulture, entries, start) }.Like(PdfSketch.OnePage())));
        }
    }

    [Theory]
    [InlineData("<</Type/ObjStm/N 1/First 4/Extends 9 0 R/Length 9 0 R>>")]
    [InlineData("<</Type/ObjStm/N 9 0 R/First 9 0 R/Filter 9 0 R/DecodeParms 9 0 R/Length 4>>")]
    public void An_object_stream_that_needs_itself_ends(string dictionary)
    {
        var text = Encoding.Latin1.GetString(PdfSketch.OnePage().Add(9, dictionary + "stream\n9 0 9\nendstream").Table());
        Demand(Encoding.Latin1.GetBytes(text));
        Demand(Encoding.Latin1.GetBytes(text.Replace("startxref", "startxxxx", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("/AcroForm<</Fields[8 0 R]>>", "<</T(a)/Kids[8 0 R 8 0 R]>>")]
    [InlineData("/AcroForm 8 0 R", "8 0 R")]
    [InlineData("/Names 8 0 R", "<</EmbeddedFiles 8 0 R/Kids[8 0 R]>>")]
    [InlineData("/StructTreeRoot 8 0 R", "<</K 8 0 R/ParentTree 8 0 R/Kids[8 0 R]>>")]
    [InlineData("/OpenAction 8 0 R", "<</S 8 0 R/Next 8 0 R>>")]
    public async Task References_in_circles_end(string catalog, string body)
    {
        var outcome = await Seals.Try(PdfSketch.OnePage(catalog: catalog).Add(8, body).Table());
        Assert.True(outcome is SealOutcome.Sealed or SealOutcome.Refused);
        Assert.NotNull(PdfInspector.Inspect(PdfSketch.OnePage(catalog: catalog).Add(8, body).Table(), SealLimits.Default));
    }

    [Theory]
    [InlineData('[')]
    [InlineData('(')]
    [InlineData('<')]
    public async Task Deep_nesting_is_sealed_or_refused(char opening)
    {
        var outcome = await Seals.Try(PdfSketch.OnePage(catalog: "/X " + new string(opening, 300_000)).Table());
        Assert.True(outcome is SealOutcome.Sealed or SealOutcome.Refused);
    }

    [Fact]
    public async Task Headers_without_objects_cost_linear_time()
    {
        var text = "%PDF-1.4\n" + string.Concat(Enumerable.Repeat("1 0 obj (", 200_000));
        Assert.Equal("not_a_pdf", (await Seals.Refusal(Encoding.ASCII.GetBytes(text))).Code);
        text = "%PDF-1.4\n" + string.Concat(Enumerable.Range(1, 100_000).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj<</Length 9>>stream\n")));
        Assert.Equal("not_a_pdf", (await Seals.Refusal(Encoding.ASCII.GetBytes(text))).Code);
    }

    [Fact]
    public async Task Too_many_sections_are_refused()
    {
        var file = PdfSketch.OnePage().Table();
        for (var update = 0; update < 20; update++)
        {
            file = PdfSketch.Update(file, "", (50 + update, "null"));
        }

        var sealer = new Sealer(new SealerOptions { Limits = new SealLimits { MaxSections = 20 } }, TimeProvider.System);
        var refused = Assert.IsType<SealOutcome.Refused>(await sealer.Seal(Seals.Request(file, 1), Cms.TestKeys.P256, null, TestContext.Current.CancellationToken));
        Assert.Equal(SealRefusalReason.TooComplex, refused.Refusal.Reason);
    }

    [Fact]
    public void Time_is_bounded()
    {
        var outcome = PdfInspector.Inspect(PdfSketch.Pages(2_000).Table(), new SealLimits { MaxTime = TimeSpan.Zero });
        Assert.Equal(SealRefusalReason.TooComplex, Assert.IsType<InspectionOutcome.Refused>(outcome).Refusal.Reason);
    }

    private static void Demand(byte[] file)
    {
        var outcome = Seals.Sealer.DrySeal(Seals.Request(file));
        Assert.DoesNotContain("unforeseen", (outcome as SealOutcome.Refused)?.Refusal.Detail ?? "", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"startxref\n([0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Starts();
}
