using System.Globalization;
using System.Text;
using Flexportal.Sealing;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cos;
using Flexportal.Tests.Fast.Sealing.Update;
using Flexportal.Tests.Fast.Sealing.Verify;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Robustness;

/// <summary>
/// Whatever is done to the bytes, the answer is sealed or refused, and a refusal is one that was foreseen; the verifier has an answer too, and it is not yes.
/// <c>./flexportal fuzz SECONDS [SEED]</c> runs the long test for that time, from the seed that a failure printed.
/// </summary>
public sealed class MutationTests
{
    private static readonly byte[][] Seeds =
    [
        PdfSketch.OnePage(page: "/Annots[9 0 R]", catalog: "/AcroForm 8 0 R/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>/StructTreeRoot 11 0 R")
            .Add(8, "<</Fields[9 0 R]>>").Add(9, "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 1 1]>>").Add(10, "<</Type/Filespec/F(a)>>")
            .Add(11, "<</Type/StructTreeRoot/K[]/ParentTree<</Nums[]>>>>").Table(),
        PdfSketch.OnePage(catalog: "/AcroForm 8 0 R").Add(8, "<</Fields[]>>").Stream([1, 2, 3, 8], predictor: true),
        PdfSketch.OnePage().Hybrid([2, 3]),
        PdfSketch.Update(PdfSketch.Pages(7).Table(), "", (3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Rotate 90>>")),
        PdfSketch.OnePage().Stream([1, 2], objectStreamFilter: "/Filter/ASCIIHexDecode", pack: data => Encoding.ASCII.GetBytes(Convert.ToHexString(data) + ">")),
    ];

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "obj", "endobj", "stream", "endstream", "xref", "trailer", "startxref", "%%EOF", "<<", ">>", "[", "]", "(", ")", "R", "0 0 R", "1 0 R", "2 0 R", "-1", "99999999999", "4294967296", "/Kids",
            "/Pages", "/Type", "/Length", "/Prev", "/XRefStm", "/Size", "/Encrypt", "/Filter", "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/RunLengthDecode", "/DecodeParms<</Predictor 15/Columns 7>>",
            "/W[1 8 8]", "/W[0 0 0]", "/Index[0 99999999]", "/N 99999", "/First 99999", "/ObjStm", "null", "/AcroForm", "/Fields", "/ParentTree", "/Names", "/Limits", "/MediaBox[0 0 0 0]", "/Rotate 45", "/Sig",
        }.Select(Encoding.ASCII.GetBytes),
    ];

    [Fact]
    public void Cut_at_every_sixty_fourth_byte_a_file_is_sealed_or_refused()
    {
        foreach (var file in Seeds)
        {
            for (var length = 0; length < file.Length; length += 64)
            {
                Demand(file[..length], $"cut at {length}");
            }
        }
    }

    [Fact]
    public void Some_hundred_random_changes_are_sealed_or_refused() => Run(20_261_123, 600, TimeSpan.MaxValue);

    [Fact]
    [Trait("Length", "Long")]
    public void Ten_thousand_random_changes_are_sealed_or_refused()
    {
        var seed = Number("FLEXPORTAL_FUZZ_SEED") ?? Random.Shared.Next();
        var seconds = Number("FLEXPORTAL_FUZZ_SECONDS");
        Run(seed, seconds is null ? 10_000 : int.MaxValue, seconds is { } given ? TimeSpan.FromSeconds(given) : TimeSpan.MaxValue);
    }

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private static void Run(int seed, int count, TimeSpan limit)
    {
        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine($"first seed {seed}");
        var sealedSeeds = Task.WhenAll(SealedFiles.B, SealedFiles.Lta, SealedFiles.LtaWithStreams).GetAwaiter().GetResult();
        var start = TimeProvider.System.GetTimestamp();
        var turn = 0;
        for (; turn < count && TimeProvider.System.GetElapsedTime(start) < limit; turn++)
        {
            var one = unchecked(seed + turn);
            var name = $"./flexportal fuzz 1 {one}";
            Demand(Mutate(Seeds, new Random(one)), name);
            DemandNotValid(sealedSeeds, Mutate(sealedSeeds, new Random(one)), name);
        }

        output?.WriteLine($"{turn} turns, each with a changed original and a changed sealed file");
    }

    private static byte[] Mutate(byte[][] seeds, Random random)
    {
        var file = seeds[random.Next(seeds.Length)].ToList();
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(7))
            {
                case 0:
                    file[at] = (byte)random.Next(256);
                    break;
                case 1:
                    file.RemoveRange(at, Math.Min(random.Next(1, 40), file.Count - at));
                    break;
                case 2:
                    file.InsertRange(at, Words[random.Next(Words.Length)]);
                    break;
                case 3:
                    file.InsertRange(at, file.GetRange(random.Next(file.Count / 2), Math.Min(random.Next(1, 200), file.Count / 2)));
                    break;
                case 4:
                    Overwrite(file, at, Words[random.Next(Words.Length)]);
                    break;
                case 5:
                    ChangeNumber(file, at, random);
                    break;
                default:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
            }

            if (file.Count == 0)
            {
                file.Add(0);
            }
        }

        return [.. file];
    }

    private static void Overwrite(List<byte> file, int at, byte[] word)
    {
        for (var index = 0; index < word.Length && at + index < file.Count; index++)
        {
            file[at + index] = word[index];
        }
    }

    private static void ChangeNumber(List<byte> file, int at, Random random)
    {
        var digit = file.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
        {
            file[digit] = (byte)('0' + random.Next(10));
        }
    }

    private static void Demand(byte[] file, string name)
    {
        try
        {
            var outcome = PdfInspector.Inspect(file, SealLimits.Default);
            Foreseen((outcome as InspectionOutcome.Refused)?.Refusal, name, file);
            if (outcome is InspectionOutcome.Read)
            {
                Foreseen((Seals.Sealer.DrySeal(Seals.Request(file)) as SealOutcome.Refused)?.Refusal, name, file);
            }
        }
        catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{name}: {fault}");
        }
    }

    private static void DemandNotValid(byte[][] unchanged, byte[] file, string name)
    {
        var report = SealedFiles.Verifier.Verify(file);
        Assert.True(report.Verdict != Verdict.Valid || Array.Exists(unchanged, one => one.AsSpan().SequenceEqual(file)), $"{name}: a changed file is valid: {Keep(file)}");
        // To be read as an original it may be refused, no more.
        Demand(file, name);
    }

    private static string Keep(byte[] file)
    {
        var path = Path.Combine(Path.GetTempPath(), "flexportal-fuzz.pdf");
        File.WriteAllBytes(path, file);
        return path;
    }

    private static void Foreseen(SealRefusal? refusal, string name, byte[] file)
    {
        name = refusal is null ? name : $"{name}: {Keep(file)}";
        Assert.False(refusal?.Detail?.StartsWith("unforeseen", StringComparison.Ordinal) ?? false, $"{name}: {refusal?.Detail}");
        Assert.False(refusal?.Reason == SealRefusalReason.SelfCheckFailed, $"{name}: {refusal?.Detail}");
    }
}
