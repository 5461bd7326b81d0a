using System.Globalization;
using System.Text;
using Flexportal.Sealing;
using Flexportal.Tests.Fast.Sealing.Cos;
using Flexportal.Tests.Fast.Sealing.Update;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Robustness;

/// <summary>What is as large as a file may be, and what only pretends to be small. Allocation stands for memory: all that a thread ever asked for bounds what it held.</summary>
[Trait("Length", "Long")]
public sealed class LargestFilesTests
{
    private const long MostMemory = 512L * 1024 * 1024;
    private const int Gibibyte = 1 << 30;
    private const int MostFile = 100 * 1024 * 1024;

    [Fact]
    public void An_object_stream_of_one_gibibyte_is_refused()
    {
        var file = PdfSketch.OnePage().Stream([1, 2, 3], pack: data => PdfSketch.Zlib([.. data, .. new byte[Gibibyte]]));
        Assert.InRange(file.Length, 0, 2_000_000);
        Assert.Equal("too_complex", Refusal(file));
    }

    [Fact]
    public void A_bomb_inside_a_bomb_is_refused()
    {
        var file = PdfSketch.OnePage().Stream(
            [1, 2, 3], objectStreamFilter: "/Filter[/FlateDecode/FlateDecode]", pack: data => PdfSketch.Zlib(PdfSketch.Zlib([.. data, .. new byte[Gibibyte]])));
        Assert.InRange(file.Length, 0, 20_000);
        Assert.Equal("too_complex", Refusal(file));
    }

    [Fact]
    public void A_cross_reference_of_one_gibibyte_is_sealed_or_refused()
    {
        var file = PdfSketch.OnePage().Stream();
        var text = Encoding.Latin1.GetString(file);
        var at = text.LastIndexOf("/Type/XRef", StringComparison.Ordinal);
        var data = PdfSketch.Zlib(new byte[Gibibyte]);
        var start = text.LastIndexOf("\nstartxref", StringComparison.Ordinal);
        byte[] bomb =
        [
            .. file[..at], .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/Type/XRef/Size 8388607/W[1 4 2]/Filter/FlateDecode/Root 1 0 R/Length {data.Length}>>stream\n")),
            .. data, .. "\nendstream\nendobj\n"u8, .. file[start..],
        ];
        Seal(bomb);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Many_streams_that_are_each_within_the_limit_are_bounded_together(bool repaired)
    {
        // Each object of the page tree lies in an object stream of its own that inflates to 60 MB.
        var text = new StringBuilder("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R/A[");
        for (var number = 10; number < 40; number++) text.Append(CultureInfo.InvariantCulture, $"{number} 0 R ");
        text.Append("]>>\nendobj\n2 0 obj\n<</Type/Pages/Count 30/Kids[");
        for (var number = 10; number < 40; number++) text.Append(CultureInfo.InvariantCulture, $"{number} 0 R ");
        text.Append("]>>\nendobj\n");
        var file = new MemoryStream();
        file.Write(Encoding.Latin1.GetBytes(text.ToString()));
        var containers = new List<long>();
        for (var number = 10; number < 40; number++)
        {
            var head = string.Create(CultureInfo.InvariantCulture, $"{number} 0 ");
            var data = PdfSketch.Zlib([.. Encoding.Latin1.GetBytes(head + "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"), .. new byte[60_000_000]]);
            containers.Add(file.Length);
            file.Write(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number + 40} 0 obj\n<</Type/ObjStm/N 1/First {head.Length}/Filter/FlateDecode/Length {data.Length}>>stream\n")));
            file.Write(data);
            file.Write("\nendstream\nendobj\n"u8);
        }

        file.Write(Encoding.Latin1.GetBytes(Section(file.Length, text.ToString(), containers, repaired)));
        Assert.Equal("too_complex", Refusal(file.ToArray()));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("<</A[1 2 3]/B(text)>>")]
    public void A_million_objects_are_read(string body)
    {
        var sketch = PdfSketch.OnePage();
        for (var number = 10; number < 1_000_000; number++)
        {
            sketch.Add(number, body);
        }

        Assert.IsType<SealOutcome.Sealed>(Seal(sketch.Table()));
        Assert.IsType<SealOutcome.Sealed>(Seal(sketch.Table(startAs: start => start - 9)));
    }

    [Fact]
    public void A_million_objects_of_an_object_stream_are_read()
    {
        var sketch = PdfSketch.OnePage();
        for (var number = 10; number < 1_000_000; number++)
        {
            sketch.Add(number, "<<>>");
        }

        var outcome = Seal(sketch.Stream([1, 2, 3, .. Enumerable.Range(10, 65_000)]));
        Assert.True(outcome is SealOutcome.Sealed or SealOutcome.Refused);
    }

    [Fact]
    public async Task Twenty_thousand_pages_in_one_list_are_sealed() => await DemandSealed(PdfSketch.Pages(20_000).Table());

    [Fact]
    public async Task A_file_of_a_hundred_megabytes_is_sealed() => await DemandSealed(PdfSketch.OnePage().AddStream(5, "", new byte[MostFile - 2_000]).Table());

    [Fact]
    public void A_byte_too_many_is_refused()
    {
        var file = PdfSketch.OnePage().AddStream(5, "", new byte[MostFile]).Table();
        Assert.Equal("too_large", Refusal(file));
        Assert.Equal("too_large", Refusal(PdfSketch.Pages(20_001).Table()));
    }

    private static async Task DemandSealed(byte[] file)
    {
        Assert.IsType<SealOutcome.Sealed>(Seal(file));
        await Seals.DemandGood(await Seals.Of(file));
    }

    private static string Refusal(byte[] file) => Assert.IsType<SealOutcome.Refused>(Seal(file)).Refusal.Code;

    private static SealOutcome Seal(byte[] file)
    {
        var request = Seals.Request(file, PdfInspector.Inspect(file, SealLimits.Default) is InspectionOutcome.Read read ? read.Inspection.PageCount : 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var outcome = Seals.Sealer.DrySeal(request);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Length:N0} bytes: {taken:N0} allocated, {(outcome as SealOutcome.Refused)?.Refusal.Code ?? "sealed"}"));
        Assert.InRange(taken, 0, MostMemory);
        return outcome;
    }

    private static string Section(long start, string objects, List<long> containers, bool broken)
    {
        var rows = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"99 0 obj\n<</Type/XRef/Size 100/W[1 4 2]/Root 1 0 R/Index[1 2 10 30 50 30 99 1]/Filter/ASCIIHexDecode/Length {(1 + 1 + 30 + 30 + 1) * 14 + 1}>>stream\n"));
        void Row(int kind, long second, int third) => rows.Append(CultureInfo.InvariantCulture, $"{kind:x2}{second:x8}{third:x4}");
        Row(1, objects.IndexOf("1 0 obj", StringComparison.Ordinal), 0);
        Row(1, objects.IndexOf("2 0 obj", StringComparison.Ordinal), 0);
        for (var number = 10; number < 40; number++) Row(2, number + 40, 0);
        foreach (var container in containers) Row(1, container, 0);
        Row(1, start, 0);
        return rows.Append(CultureInfo.InvariantCulture, $">\nendstream\nendobj\nstartxref\n{(broken ? 7 : start)}\n%%EOF\n").ToString();
    }
}
