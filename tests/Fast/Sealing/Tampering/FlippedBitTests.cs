using System.Collections.Concurrent;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Verify;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>No bit of a sealed file may change without the verdict changing.</summary>
public sealed class FlippedBitTests
{
    [Theory]
    [InlineData("B")]
    [InlineData("T")]
    [InlineData("LTA")]
    public async Task One_bit_of_every_seventh_byte_is_noticed(string kind) =>
        await DemandNoticed(await SealedFiles.Of(kind), offset => offset % 7 == 0 ? [1 << (offset / 7 % 8)] : []);

    [Theory]
    [InlineData("B")]
    [InlineData("T")]
    [InlineData("LTA")]
    [InlineData("LTA over a cross-reference stream")]
    [Trait("Length", "Long")]
    public async Task Every_bit_of_every_byte_is_noticed(string kind) =>
        await DemandNoticed(await SealedFiles.Of(kind), _ => [1, 2, 4, 8, 16, 32, 64, 128]);

    [Theory]
    [InlineData("T")]
    [InlineData("LTA")]
    [Trait("Length", "Long")]
    public async Task Every_inverted_or_zeroed_byte_is_noticed(string kind)
    {
        var file = await SealedFiles.Of(kind);
        await DemandNoticed(file, offset => file[offset] == 0 ? [255] : [255, file[offset]]);
    }

    private static async Task DemandNoticed(byte[] file, Func<int, int[]> masks)
    {
        var passed = new ConcurrentBag<string>();
        var unsealed = 0;
        await Parallel.ForAsync(0, 64, TestContext.Current.CancellationToken, (part, _) =>
        {
            var copy = (byte[])file.Clone();
            for (var offset = part; offset < file.Length; offset += 64)
            {
                foreach (var mask in masks(offset))
                {
                    copy[offset] ^= (byte)mask;
                    var report = SealedFiles.Verifier.Verify(copy);
                    if (report.Verdict == Verdict.Valid) passed.Add($"offset {offset} mask {mask}");
                    if (report.Verdict == Verdict.NotSealed) Interlocked.Increment(ref unsealed);
                    copy[offset] ^= (byte)mask;
                }
            }

            return ValueTask.CompletedTask;
        });
        Assert.Empty(passed);
        // One damaged place must not make a sealed file look like one that never was.
        Assert.Equal(0, unsealed);
    }
}
