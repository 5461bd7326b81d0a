using System.Text;
using Flexportal.Sealing;
using Flexportal.Sealing.Cos;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cos;

public sealed class XrefTests
{
    [Fact]
    public void A_classic_table_is_read() => Demand(PdfSketch.OnePage().Table(), repaired: false);

    [Fact]
    public void A_cross_reference_stream_is_read() => Demand(PdfSketch.OnePage().Stream(), repaired: false);

    [Fact]
    public void Its_predictor_is_undone() => Demand(PdfSketch.OnePage().Stream(predictor: true), repaired: false);

    [Fact]
    public void Members_of_an_object_stream_are_found() => Demand(PdfSketch.OnePage().Stream([1, 2, 3]), repaired: false);

    [Fact]
    public void A_hybrid_shows_what_its_stream_adds() => Demand(PdfSketch.OnePage().Hybrid([2, 3]), repaired: false);

    [Fact]
    public void The_newest_section_wins()
    {
        var file = PdfSketch.Update(PdfSketch.OnePage().Table(), "", (1, "<</Type/Catalog/Pages 2 0 R/Lang(nl)>>"));
        Assert.Equal("nl", Read(file, opened => Encoding.ASCII.GetString(((CosString)opened.Catalog["Lang"]!).Bytes.Span)));
    }

    [Fact]
    public void A_freed_number_hides_the_older_object()
    {
        var file = PdfSketch.Update(PdfSketch.OnePage().Table(), "", (4, null));
        Assert.IsType<CosNull>(Read(file, opened => opened.Get(4)));
    }

    [Fact]
    public void A_reference_of_another_generation_is_null()
    {
        var file = PdfSketch.OnePage().Add(9, "(nine)", generation: 3).Table();
        Assert.IsType<CosString>(Read(file, opened => opened.Get(new CosId(9, 3))));
        Assert.IsType<CosNull>(Read(file, opened => opened.Get(new CosId(9, 0))));
    }

    [Fact]
    public void Only_the_chain_counts_and_not_the_order_in_the_file()
    {
        // An update whose section is not reached from startxref is not there.
        var first = PdfSketch.OnePage().Table();
        var updated = PdfSketch.Update(first, "", (1, "<</Type/Catalog/Pages 2 0 R/Lang(nl)>>"));
        var old = Encoding.Latin1.GetString(first);
        byte[] file = [.. updated, .. Encoding.Latin1.GetBytes(old[old.LastIndexOf("startxref", StringComparison.Ordinal)..])];
        Assert.Null(Read(file, opened => opened.Catalog["Lang"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-7)]
    [InlineData(100_000)]
    public void A_wrong_start_is_repaired(long off) => Demand(PdfSketch.OnePage().Table(startAs: start => start + off), repaired: true);

    [Fact]
    public void Wrong_offsets_are_repaired() => Demand(PdfSketch.OnePage().Table((number, offset) => number == 3 ? offset + 5 : offset), repaired: true);

    [Fact]
    public void A_previous_section_in_a_circle_is_repaired()
    {
        var file = PdfSketch.OnePage().Table();
        var start = Encoding.Latin1.GetString(file).LastIndexOf("xref\n0", StringComparison.Ordinal);
        Demand(new PdfSketch { Trailer = $"/Prev {start}" }.Like(PdfSketch.OnePage()).Table(), repaired: true);
    }

    [Fact]
    public void Without_any_section_the_objects_are_found_by_scanning()
    {
        var text = Encoding.Latin1.GetString(PdfSketch.OnePage().Stream([2, 3]));
        Demand(Encoding.Latin1.GetBytes(text.Replace("startxref", "startxxxx", StringComparison.Ordinal)), repaired: true);
    }

    [Fact]
    public void A_scan_takes_the_last_of_two_equal_numbers()
    {
        var text = Encoding.Latin1.GetString(PdfSketch.OnePage().Table()).Replace("startxref", "startxxxx", StringComparison.Ordinal);
        var file = Encoding.Latin1.GetBytes(text + "\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(nl)>>\nendobj\n");
        Assert.NotNull(Read(file, opened => opened.Catalog["Lang"]));
    }

    [Fact]
    public void A_scan_steps_over_files_inside_streams()
    {
        var inner = PdfSketch.OnePage(catalog: "/Lang(xx)").Table();
        var file = PdfSketch.OnePage().AddStream(9, "/Type/EmbeddedFile", inner).Table(startAs: _ => 1);
        Assert.Null(Read(file, opened => opened.Catalog["Lang"]));
    }

    [Theory]
    [InlineData("junk before the header\n")]
    [InlineData("\u00ef\u00bb\u00bf")]
    public void Offsets_may_count_from_the_header(string junk)
    {
        byte[] file = [.. Encoding.Latin1.GetBytes(junk), .. PdfSketch.OnePage().Table()];
        Demand(file, repaired: false);
        Assert.Equal(junk.Length, Read(file, opened => opened.Base));
    }

    [Fact]
    public void Or_from_the_first_byte()
    {
        var junk = "junk before the header\n";
        byte[] file = [.. Encoding.Latin1.GetBytes(junk), .. PdfSketch.OnePage().Table((_, offset) => offset + junk.Length, start => start + junk.Length)];
        Demand(file, repaired: false);
        Assert.Equal(0, Read(file, opened => opened.Base));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("99999")]
    [InlineData("77 0 R")]
    [InlineData("-1")]
    public void A_wrong_stream_length_is_corrected(string length)
    {
        var data = "0 0 m 10 10 l S"u8.ToArray();
        var file = PdfSketch.OnePage().AddStream(4, "", data, length).Table();
        Assert.Equal(data, Read(file, opened => ((CosStream)opened.Get(4)).Raw.ToArray()));
    }

    [Fact]
    public void A_length_that_is_the_stream_itself_ends()
    {
        var file = PdfSketch.OnePage().AddStream(4, "", [65, 66], "4 0 R").Table();
        Assert.Equal([65, 66], Read(file, opened => ((CosStream)opened.Get(4)).Raw.ToArray()));
    }

    [Theory]
    [InlineData("/Filter/ASCIIHexDecode")]
    [InlineData("/Filter[/ASCIIHexDecode]/DecodeParms[null]")]
    public void Text_filters_of_object_streams_are_undone(string filter) =>
        Demand(PdfSketch.OnePage().Stream([1, 2], objectStreamFilter: filter, pack: data => Encoding.ASCII.GetBytes(Convert.ToHexString(data) + ">")), repaired: false);

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7\n")]
    [InlineData("no header at all")]
    [InlineData("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\nstartxref\n0\n%%EOF")]
    public void What_is_no_document_is_refused(string text)
    {
        var refused = Assert.Throws<SealRefusedException>(() => Read(Encoding.ASCII.GetBytes(text), opened => opened));
        Assert.Contains(refused.Refusal.Reason, (SealRefusalReason[])[SealRefusalReason.Empty, SealRefusalReason.NotAPdf]);
    }

    private static void Demand(byte[] file, bool repaired)
    {
        var (count, wasRepaired) = Read(file, opened => (PageTree.Walk(opened).PageCount, opened.IsRepaired));
        Assert.Equal(1, count);
        Assert.Equal(repaired, wasRepaired);
    }

    private static T Read<T>(byte[] file, Func<CosFile, T> work) => CosFile.Read(file, SealLimits.Default, TimeProvider.System, work);
}
