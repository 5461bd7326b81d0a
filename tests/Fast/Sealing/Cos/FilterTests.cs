using System.Text;
using Flexportal.Sealing;
using Flexportal.Sealing.Cos;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cos;

public sealed class FilterTests
{
    private static readonly byte[] Picture = [1, 2, 3, 4, 9, 8, 7, 6, 11, 13, 17, 19];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Each_png_predictor_is_undone(int kind)
    {
        var rows = new MemoryStream();
        for (var row = 0; row < 3; row++)
        {
            rows.WriteByte((byte)kind);
            for (var column = 0; column < 4; column++)
            {
                int left = column > 0 ? Picture[row * 4 + column - 1] : 0;
                int up = row > 0 ? Picture[row * 4 + column - 4] : 0;
                int corner = row > 0 && column > 0 ? Picture[row * 4 + column - 5] : 0;
                rows.WriteByte((byte)(Picture[row * 4 + column] - kind switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 }));
            }
        }

        Assert.Equal(Picture, Decode("/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 4>>", PdfSketch.Zlib(rows.ToArray())));
    }

    [Fact]
    public void The_tiff_predictor_is_undone() =>
        Assert.Equal([1, 2, 3, 5, 7, 9], Decode("/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 3/Colors 2>>", PdfSketch.Zlib([1, 2, 2, 3, 4, 4])));

    [Fact]
    public void Lzw_is_undone() =>
        Assert.Equal([45, 45, 45, 45, 45, 65, 45, 45, 45, 66], Decode("/Filter/LZWDecode", [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]));

    [Fact]
    public void Ascii85_is_undone() => Assert.Equal("Man is d"u8.ToArray(), Decode("/Filter/ASCII85Decode", "9jqo^BlbD-~>"u8.ToArray()));

    [Fact]
    public void Run_lengths_are_undone() => Assert.Equal("aaaabc"u8.ToArray(), Decode("/Filter/RunLengthDecode", [253, 97, 1, 98, 99, 128]));

    [Fact]
    public void A_flate_stream_that_breaks_off_gives_what_it_has()
    {
        var packed = PdfSketch.Zlib(Enumerable.Range(0, 20_000).Select(value => (byte)(value * value >> 3)).ToArray());
        var decoded = Decode("/Filter/FlateDecode", packed[..(packed.Length / 2)]);
        Assert.InRange(decoded!.Length, 1, 19_999);
    }

    [Fact]
    public void An_unknown_filter_gives_nothing() => Assert.Null(Decode("/Filter/DCTDecode", [1]));

    [Fact]
    public void A_bomb_is_refused_at_the_limit()
    {
        var budget = new WorkBudget(new SealLimits { MaxInflatedPerStream = 1_000_000 }, TimeProvider.System);
        var refused = Assert.Throws<SealRefusedException>(() => Decode("/Filter/FlateDecode", PdfSketch.Zlib(new byte[1_100_000]), budget));
        Assert.Equal(SealRefusalReason.TooComplex, refused.Refusal.Reason);
    }

    [Fact]
    public void Bombs_in_several_streams_add_up()
    {
        var budget = new WorkBudget(new SealLimits { MaxInflatedTotal = 1_000_000 }, TimeProvider.System);
        Assert.NotNull(Decode("/Filter/FlateDecode", PdfSketch.Zlib(new byte[600_000]), budget));
        Assert.Throws<SealRefusedException>(() => Decode("/Filter/FlateDecode", PdfSketch.Zlib(new byte[600_000]), budget));
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        return new[] { left, up, corner }.MinBy(value => Math.Abs(estimate - value));
    }

    private static byte[]? Decode(string entries, byte[] raw, WorkBudget? budget = null)
    {
        var parser = new CosParser(Encoding.ASCII.GetBytes($"<<{entries}>>"), 0, 100);
        return StreamDecoder.Decode((CosDictionary)parser.Read()!, raw, value => value, budget ?? new WorkBudget(SealLimits.Default, TimeProvider.System))?.ToArray();
    }
}
