using System.Text;
using Flexportal.Sealing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cos;

public sealed class InspectorTests
{
    [Fact]
    public void A_plain_file_is_described()
    {
        var found = Read(PdfSketch.OnePage().Table());
        Assert.Equal((1, false, false, false, false, false), (found.PageCount, found.IsEncrypted, found.HasSignatures, found.IsRepaired, found.IsTagged, found.HasXfa));
        Assert.Equal(new PageSize(595, 842), Assert.Single(found.Pages));
        Assert.Empty(found.ActiveContent);
        Assert.Null(found.Language);
        Assert.Null(UploadPolicy.Portal.Check(found));
    }

    [Theory]
    [InlineData("/S/JavaScript/JS(app.alert\\(1\\))", ActiveContentKind.JavaScript)]
    [InlineData("/S/Launch/F(calc.exe)", ActiveContentKind.Launch)]
    [InlineData("/S/SubmitForm/F(http://example.invalid)", ActiveContentKind.SubmitForm)]
    [InlineData("/S/ImportData/F(a.fdf)", ActiveContentKind.ImportData)]
    [InlineData("/S/Rendition", ActiveContentKind.RichMedia)]
    public void What_acts_is_found_and_refused_wherever_it_is(string action, ActiveContentKind kind)
    {
        byte[][] files =
        [
            PdfSketch.OnePage(catalog: "/OpenAction 9 0 R").Add(9, $"<<{action}>>").Table(),
            PdfSketch.OnePage(page: $"/AA<</O<<{action}>>>>").Stream([1, 2, 3]),
            PdfSketch.OnePage(page: $"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 1 1]/A<</S/URI/URI(x)/Next[<<{action}>>]>>>>]").Table(),
            PdfSketch.OnePage().Add(77, $"<<{action.Replace("/S/", "/#53/", StringComparison.Ordinal)}>>").Table(),
        ];
        foreach (var file in files)
        {
            var found = Read(file);
            Assert.Contains(found.ActiveContent, item => item.Kind == kind);
            var refusal = UploadPolicy.Portal.Check(found);
            Assert.Equal("active_content", refusal?.Code);
            Assert.NotNull(refusal?.ObjectNumber);
        }
    }

    [Fact]
    public void Many_harmless_finds_hide_no_harmful_one()
    {
        var sketch = PdfSketch.OnePage();
        for (var number = 10; number < 3000; number++)
        {
            sketch.Add(number, "<</S/GoToR/F(other.pdf)>>");
        }

        var found = Read(sketch.Add(3000, "<</S/Launch/F(a)>>").Table());
        Assert.Equal(SealRefusalReason.ActiveContent, UploadPolicy.Portal.Check(found)?.Reason);
    }

    [Fact]
    public void Rich_media_external_streams_and_attachments_are_told_apart()
    {
        var found = Read(PdfSketch.OnePage(page: "/Annots[<</Type/Annot/Subtype/RichMedia/Rect[0 0 1 1]>>]")
            .AddStream(8, "/F(data.bin)", []).AddStream(9, "/Type/EmbeddedFile", [1]).Table());
        Assert.Equal([ActiveContentKind.RichMedia, ActiveContentKind.ExternalStream, ActiveContentKind.EmbeddedFile], found.ActiveContent.Select(item => item.Kind));
    }

    [Fact]
    public void Opening_at_a_page_is_no_action() => Assert.Empty(Read(PdfSketch.OnePage(catalog: "/OpenAction<</S/GoTo/D[3 0 R/Fit]>>").Table()).ActiveContent);

    [Fact]
    public void Tags_language_and_pdf_a_are_seen()
    {
        var xmp = Encoding.ASCII.GetBytes("<rdf:Description pdfaid:part=\"2\" pdfaid:conformance=\"B\"/>");
        var found = Read(PdfSketch.OnePage(catalog: "/Lang(nl-NL)/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R/Metadata 9 0 R")
            .Add(8, "<</Type/StructTreeRoot>>").AddStream(9, "/Type/Metadata/Subtype/XML", xmp).Table());
        Assert.Equal((true, "nl-NL", "2B"), (found.IsTagged, found.Language, found.PdfA));
    }

    [Fact]
    public void A_signed_file_is_seen_and_refused_by_policy()
    {
        var found = Read(PdfSketch.OnePage(catalog: "/AcroForm<</Fields[8 0 R]>>").Add(8, "<</FT/Sig/T(s)/Kids[9 0 R]>>").Add(9, "<</Parent 8 0 R/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>>>").Table());
        Assert.True(found.HasSignatures);
        Assert.Equal("already_signed", UploadPolicy.Portal.Check(found)?.Code);
        Assert.Null((UploadPolicy.Portal with { AcceptSigned = true }).Check(found));
    }

    [Theory]
    [InlineData("/Perms<</DocMDP 9 0 R>>", "docmdp_forbids")]
    [InlineData("/AcroForm<</Fields[<</FT/Sig/T(s)/V 9 0 R>>]>>", "docmdp_forbids")]
    [InlineData("/NeedsRendering true/AcroForm<</Fields[]/XFA 8 0 R>>", "xfa_dynamic")]
    public void What_must_not_be_sealed_is_refused(string catalog, string code)
    {
        var file = PdfSketch.OnePage(catalog: catalog).AddStream(8, "", "<xdp/>"u8.ToArray())
            .Add(9, "<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 3>>>>]>>").Table();
        Assert.Equal(code, Assert.IsType<InspectionOutcome.Refused>(PdfInspector.Inspect(file, SealLimits.Default)).Refusal.Code);
    }

    [Fact]
    public void A_static_xfa_form_is_only_told() => Assert.True(Read(PdfSketch.OnePage(catalog: "/AcroForm<</Fields[]/XFA 8 0 R>>").AddStream(8, "", "<xdp/>"u8.ToArray()).Table()).HasXfa);

    [Fact]
    public void The_bounds_of_the_policy_hold()
    {
        var file = PdfSketch.Pages(12).Table();
        var policy = UploadPolicy.Portal with { MaxPages = 11 };
        Assert.Equal("too_large", Assert.IsType<InspectionOutcome.Refused>(PdfInspector.Inspect(file, policy.Limits)).Refusal.Code);
        Assert.Equal("too_large", policy.Check(Read(file))?.Code);
        var small = UploadPolicy.Portal with { MaxFileBytes = file.Length - 1 };
        Assert.Equal("too_large", Assert.IsType<InspectionOutcome.Refused>(PdfInspector.Inspect(file, small.Limits)).Refusal.Code);
    }

    [Theory]
    [InlineData("/MediaBox[0 0 595 842]/Rotate 90", 842, 595)]
    [InlineData("/MediaBox[0 0 595 842]/CropBox[100 100 300 200]", 200, 100)]
    [InlineData("/MediaBox[595 842 0 0]/UserUnit 2", 1190, 1684)]
    [InlineData("/MediaBox[0 0 595 842]/CropBox[900 900 950 950]", 595, 842)]
    [InlineData("", 612, 792)]
    public void Sizes_are_those_that_are_shown(string boxes, double width, double height) =>
        Assert.Equal(new PageSize(width, height), Assert.Single(Read(PdfSketch.OnePage(mediaBox: boxes).Table()).Pages));

    private static Inspection Read(byte[] file) => Assert.IsType<InspectionOutcome.Read>(PdfInspector.Inspect(file, SealLimits.Default)).Inspection;
}
