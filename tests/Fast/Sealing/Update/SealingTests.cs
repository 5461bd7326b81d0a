using System.Text;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Cos;
using UglyToad.PdfPig;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Update;

public sealed class SealingTests
{
    public static TheoryData<string> Forms => ["table", "stream", "members", "hybrid", "repaired", "repaired members", "no end of line", "leading junk"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_file_is_sealed_and_judged_good(string form)
    {
        var file = File(form);
        var whole = await Seals.Of(file);
        await Seals.DemandGood(whole);
        var report = new SealVerifier(Seals.Anchors(TestKeys.P256)).Verify(whole);
        Assert.True(report.Verdict == Verdict.Valid, $"{report.ReasonCode}: {report.Detail}");
        using var document = PdfDocument.Open(whole);
        Assert.Contains("Transactiebewijs", document.GetPage(2).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rsa_seals_too() => await Seals.DemandGood(await Seals.Of(File("table"), TestKeys.Rsa), TestKeys.Rsa);

    [Theory]
    [InlineData("table", false)]
    [InlineData("hybrid", false)]
    [InlineData("stream", true)]
    [InlineData("members", true)]
    public async Task The_update_keeps_the_form_of_the_cross_reference(string form, bool stream)
    {
        var file = File(form);
        var tail = Tail(file, await Seals.Of(file));
        Assert.Equal(stream, tail.Contains("/Type/XRef", StringComparison.Ordinal));
        Assert.Equal(!stream, tail.Contains("\nxref\n", StringComparison.Ordinal));
        Assert.Contains("/Prev ", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repaired_file_gets_a_whole_cross_reference_and_no_previous_one()
    {
        var file = File("repaired");
        var tail = Tail(file, await Seals.Of(file));
        Assert.DoesNotContain("/Prev", tail, StringComparison.Ordinal);
        Assert.Contains("\nxref\n0 1\n", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identifier_and_generation_are_kept()
    {
        var file = new PdfSketch()
            .Add(1, "<</Type/Catalog/Pages 2 5 R>>").Add(2, "<</Type/Pages/Kids[3 2 R]/Count 1>>", generation: 5)
            .Add(3, "<</Type/Page/Parent 2 5 R/MediaBox[0 0 200 200]>>", generation: 2).Table();
        var whole = await Seals.Of(file);
        var tail = Tail(file, whole);
        Assert.Contains("\n3 2 obj\n", tail, StringComparison.Ordinal);
        Assert.Contains("\n2 5 obj\n", tail, StringComparison.Ordinal);
        Assert.Contains("/ID[<00112233445566778899aabbccddeeff><", tail, StringComparison.Ordinal);
        await Seals.DemandGood(whole);
    }

    [Fact]
    public async Task Entries_of_the_table_have_twenty_bytes()
    {
        var file = File("table");
        var lines = Tail(file, await Seals.Of(file)).Split("\nxref\n")[1].Split("trailer")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines.Where(line => line.Length > 12), line => Assert.Matches("^[0-9]{10} [0-9]{5} n $", line));
    }

    [Fact]
    public async Task Inheritable_values_of_the_tree_do_not_reach_the_proof()
    {
        var file = new PdfSketch().Add(1, "<</Type/Catalog/Pages 2 0 R>>")
            .Add(2, "<</Type/Pages/Kids[3 0 R]/Count 1/Rotate 90/MediaBox[0 0 50 50]/CropBox[0 0 9 9]/Resources<</Font<<>>>>>>")
            .Add(3, "<</Type/Page/Parent 2 0 R>>").Table();
        using var document = PdfDocument.Open(await Seals.Of(file));
        var proof = document.GetPage(2);
        Assert.Equal((595, 842, 0), ((int)Math.Round(proof.Width), (int)Math.Round(proof.Height), proof.Rotation.Value));
    }

    [Theory]
    [InlineData("<</Type/Pages/Kids 9 0 R/Count 10 0 R>>")]
    [InlineData("<</Type/Pages/Kids[3 0 R null 77 0 R]/Count 5>>")]
    [InlineData("<</Type/Pages/Kids[8 0 R 2 0 R]/Count 1>>")]
    public async Task Odd_page_trees_are_sealed(string root)
    {
        var file = PdfSketch.OnePage().Add(2, root).Add(8, "<</Type/Pages/Parent 2 0 R/Kids[3 0 R 8 0 R]/Count 1>>").Add(9, "[3 0 R]").Add(10, "1").Table();
        Assert.Equal(2, PageCount(await Seals.Of(file)) - 1);
    }

    [Fact]
    public async Task What_pointed_nowhere_does_not_point_to_our_objects()
    {
        var dangling = string.Join(' ', Enumerable.Range(12, 60).Select(number => $"{number} 0 R"));
        var file = PdfSketch.OnePage(page: $"/Annots[{dangling}]").Table();
        var tail = Tail(file, await Seals.Of(file));
        Assert.DoesNotMatch("\\n(1[2-9]|[2-6][0-9]|7[01]) 0 obj", tail);
        Assert.Contains("\n72 0 obj", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_catalog_that_leads_straight_to_a_page_gets_a_tree()
    {
        var file = new PdfSketch().Add(1, "<</Type/Catalog/Pages 2 0 R>>").Add(2, "<</Type/Page/MediaBox[0 0 100 100]>>").Table();
        Assert.Equal(3, PageCount(await Seals.Of(file)));
    }

    [Fact]
    public async Task A_page_written_into_the_tree_gets_a_number()
    {
        var file = new PdfSketch().Add(1, "<</Type/Catalog/Pages 2 0 R>>").Add(2, "<</Type/Pages/Count 1/Kids[<</Type/Page/MediaBox[0 0 100 100]>>]>>").Table();
        Assert.Equal(3, PageCount(await Seals.Of(file)));
    }

    [Fact]
    public async Task An_existing_form_and_existing_attachments_stay()
    {
        var file = PdfSketch.OnePage(page: "/Annots 7 0 R", catalog: "/AcroForm 8 0 R/Names<</EmbeddedFiles<</Names[(a.txt)10 0 R(evidence.json)10 0 R]>>/Dests<</Names[]>>>>/AF[10 0 R]")
            .Add(7, "[9 0 R]").Add(8, "<</Fields[9 0 R]/DA(/Helv 0 Tf)/NeedAppearances true>>")
            .Add(9, "<</Type/Annot/Subtype/Widget/FT/Tx/T(FlexportalSeal)/V(x)/Rect[0 0 10 10]/P 3 0 R/AP<</N 12 0 R>>>>")
            .Add(10, "<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 11 0 R>>>>").AddStream(11, "/Type/EmbeddedFile", [65])
            .AddStream(12, "/Type/XObject/Subtype/Form/BBox[0 0 10 10]", []).Table();
        var whole = await Seals.Of(file);
        await Seals.DemandGood(whole);
        var tail = Tail(file, whole);
        Assert.Contains("/T<466c6578706f7274616c5365616c32>", tail, StringComparison.Ordinal);
        Assert.Contains("/Annots[9 0 R ", tail, StringComparison.Ordinal);
        Assert.Contains("/DA<2f48656c7620302054662>"[..12], tail, StringComparison.Ordinal);
        Assert.DoesNotContain("NeedAppearances", tail, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        var attachments = (await Tool.Run("qpdf", "--list-attachments", folder.File("x.pdf", whole))).Output;
        Assert.Contains("a.txt", attachments, StringComparison.Ordinal);
        Assert.Contains("flexportal-evidence-2.json", attachments, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_only_viewers_draw_stay_drawn()
    {
        var file = PdfSketch.OnePage(catalog: "/AcroForm<</Fields[9 0 R]/NeedAppearances true>>")
            .Add(9, "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(x)/Rect[0 0 10 10]>>").Table();
        Assert.Contains("/NeedAppearances true", Tail(file, await Seals.Of(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tree_of_names_in_several_levels_keeps_its_order()
    {
        var file = PdfSketch.OnePage(catalog: "/Names<</EmbeddedFiles 8 0 R>>")
            .Add(8, "<</Kids[9 0 R 10 0 R]>>").Add(9, "<</Limits[(a)(d)]/Names[(a)11 0 R(d)11 0 R]>>").Add(10, "<</Limits[(f)(g)]/Names[(f)11 0 R(g)11 0 R]>>")
            .Add(11, "<</Type/Filespec/F(x)/EF<</F 12 0 R>>>>").AddStream(12, "/Type/EmbeddedFile", [65]).Table();
        var whole = await Seals.Of(file);
        await Seals.DemandGood(whole);
        using var folder = new TemporaryFolder();
        var names = (await Tool.Run("qpdf", "--list-attachments", folder.File("x.pdf", whole))).Output.Split('\n').Select(line => line.Split(' ')[0]).Where(name => name.Length > 0);
        Assert.Equal(["a", "d", "evidence.json", "f", "g"], names);
    }

    [Fact]
    public async Task A_tagged_file_stays_tagged_and_its_tree_grows()
    {
        var file = PdfSketch.OnePage(page: "/StructParents 0", catalog: "/MarkInfo<</Marked true>>/StructTreeRoot 8 0 R")
            .Add(8, "<</Type/StructTreeRoot/K 9 0 R/ParentTree<</Nums[0[9 0 R]]>>/ParentTreeNextKey 1>>")
            .Add(9, "<</S/P/P 8 0 R/Pg 3 0 R/K 0>>").Table();
        var whole = await Seals.Of(file);
        await Seals.DemandGood(whole);
        using var folder = new TemporaryFolder();
        var info = (await Tool.Run("pdfinfo", "-struct", folder.File("x.pdf", whole))).Output;
        Assert.Contains("Form", info, StringComparison.Ordinal);
        Assert.Contains("Table", info, StringComparison.Ordinal);
        Assert.Contains("Tagged:          yes", (await Tool.Run("pdfinfo", folder["x.pdf"])).Output, StringComparison.Ordinal);
        Assert.Contains("/Nums[0[9 0 R] 1[", Tail(file, whole), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_untagged_file_is_not_said_to_be_tagged()
    {
        using var folder = new TemporaryFolder();
        var info = (await Tool.Run("pdfinfo", folder.File("x.pdf", await Seals.Of(File("table"))))).Output;
        Assert.Contains("Tagged:          no", info, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_seal_certifies_and_forbids_a_second_one()
    {
        var once = await Seals.Of(File("table"));
        Assert.Contains("/Perms<</DocMDP", Encoding.Latin1.GetString(once), StringComparison.Ordinal);
        Assert.Contains("/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/P 1/V/1.2>>", Encoding.Latin1.GetString(once), StringComparison.Ordinal);
        Assert.Equal("docmdp_forbids", (await Seals.Refusal(once)).Code);
    }

    [Fact]
    public async Task A_foreign_signature_stays_valid_and_is_not_certified_over()
    {
        using var folder = new TemporaryFolder();
        var signed = await ForeignSignature.Sign(PdfSketch.OnePage().Table());
        var whole = await Seals.Of(signed, TestKeys.P256);
        var answer = await Seals.Pdfsig(folder, folder.File("whole.pdf", whole));
        Assert.Equal(2, answer.Split("Signature is Valid").Length - 1);
        Assert.DoesNotContain("DocMDP", Tail(signed, whole), StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_of_another_file_is_refused()
    {
        var file = File("table");
        var request = Seals.Request(file);
        foreach (var stated in (Flexportal.Domain.Signing.EvidenceFile[])
            [request.Evidence.File with { PageCount = 2 }, request.Evidence.File with { Size = 1 }, request.Evidence.File with { Sha256 = new string('0', 64) }])
        {
            var outcome = Seals.Sealer.DrySeal(request with { Evidence = request.Evidence with { File = stated } });
            Assert.Equal("evidence_mismatch", Assert.IsType<SealOutcome.Refused>(outcome).Refusal.Code);
        }
    }

    [Fact]
    public void A_name_that_cannot_be_printed_is_refused()
    {
        var request = Seals.Request(File("table"));
        var outcome = Seals.Sealer.DrySeal(request with { Evidence = request.Evidence with { Signer = request.Evidence.Signer with { Name = "王秀英" } } });
        var refusal = Assert.IsType<SealOutcome.Refused>(outcome).Refusal;
        Assert.Equal("text_unprintable", refusal.Code);
        Assert.DoesNotContain("王", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dry_seal_is_a_whole_seal_that_nobody_trusts()
    {
        var file = File("members");
        var done = Assert.IsType<SealOutcome.Sealed>(Seals.Sealer.DrySeal(Seals.Request(file)));
        byte[] whole = [.. file, .. done.Tail.Span];
        Assert.Equal(Verdict.NotValid, new SealVerifier(Seals.Anchors(TestKeys.P256)).Verify(whole).Verdict);
        Assert.Equal((SealLevel.B, 3), (done.Level, done.PageCount));
    }

    [Fact]
    public async Task A_key_that_does_not_sign_is_to_be_tried_again()
    {
        var outcome = await Seals.Try(File("table"), new BrokenKey());
        Assert.Equal("key_unavailable", Assert.IsType<SealOutcome.Refused>(outcome).Refusal.Code);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public async Task A_key_whose_certificate_is_not_valid_now_waits_for_its_successor(int years)
    {
        var request = Seals.Request(File("table")) with { SignedAt = TestKeys.P256.Certificate.NotBefore.AddYears(years) };
        var outcome = await Seals.Sealer.Seal(request, TestKeys.P256, null, TestContext.Current.CancellationToken);
        Assert.Equal("key_unavailable", Assert.IsType<SealOutcome.Refused>(outcome).Refusal.Code);
    }

    private static byte[] File(string form) => form switch
    {
        "table" => PdfSketch.OnePage().Table(),
        "stream" => PdfSketch.OnePage().Stream(),
        "members" => PdfSketch.OnePage(catalog: "/AcroForm 9 0 R").Add(9, "<</Fields[]>>").Stream([1, 2, 3, 9], predictor: true),
        "hybrid" => PdfSketch.OnePage(catalog: "/AcroForm 9 0 R").Add(9, "<</Fields[]>>").Hybrid([9]),
        "repaired" => PdfSketch.OnePage().Table(startAs: start => start - 11),
        "repaired members" => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(PdfSketch.OnePage().Stream([1, 2, 3])).Replace("startxref", "startxxxx", StringComparison.Ordinal)),
        "no end of line" => PdfSketch.OnePage().Table()[..^1],
        "leading junk" => [.. "mail head\r\n"u8, .. PdfSketch.OnePage().Table()],
        _ => throw new ArgumentOutOfRangeException(nameof(form)),
    };

    private static string Tail(byte[] file, byte[] whole) => Encoding.Latin1.GetString(whole.AsSpan(file.Length));

    private static int PageCount(byte[] whole) => Assert.IsType<InspectionOutcome.Read>(
        PdfInspector.Inspect(whole, SealLimits.Default) is InspectionOutcome.Refused ? Uncertified(whole) : PdfInspector.Inspect(whole, SealLimits.Default)).Inspection.PageCount;

    /// <summary>The certification would refuse to be read again as an upload; the count is all that is wanted here.</summary>
    private static InspectionOutcome Uncertified(byte[] whole) =>
        PdfInspector.Inspect(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(whole).Replace("/DocMDP", "/DocXXX", StringComparison.Ordinal)), SealLimits.Default);

    private sealed class BrokenKey : ISealKey
    {
        public System.Security.Cryptography.X509Certificates.X509Certificate2 Certificate => TestKeys.P256.Certificate;

        public IReadOnlyList<System.Security.Cryptography.X509Certificates.X509Certificate2> Chain => TestKeys.P256.Chain;

        public ValueTask<byte[]> Sign(ReadOnlyMemory<byte> signedAttributes, CancellationToken cancellation) => throw new SealKeyException("the token is out");
    }
}
