using System.Security.Cryptography;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;
using Flexportal.Sealing.Proof;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Proof;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing;

/// <summary>The shipped documents go all the way: accepted, sealed small, found valid, and every word of the proof read back.</summary>
public sealed class DemoDocumentsTests
{
    private const int MostOverhead = 45_000;

    public static IEnumerable<TheoryDataRow<string>> Documents() =>
        Directory.GetFiles(Root, "*.pdf", SearchOption.AllDirectories).Order().Select(file => new TheoryDataRow<string>(Path.GetRelativePath(Root, file)));

    private static string Root { get; } = FindRoot();

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task a_document_is_accepted_sealed_and_read_back(string document)
    {
        var original = await File.ReadAllBytesAsync(Path.Combine(Root, document), TestContext.Current.CancellationToken);
        Assert.InRange(original.Length, 10_000, 150_000);
        var found = Assert.IsType<InspectionOutcome.Read>(PdfInspector.Inspect(original, SealLimits.Default)).Inspection;
        Assert.Empty(found.ActiveContent);
        Assert.True(found is { HasSignatures: false, IsRepaired: false, IsEncrypted: false, HasXfa: false, IsTagged: true });

        var evidence = Sample.Evidence with
        {
            SignedAt = TestKeys.Made.AddDays(1),
            Title = "Uitzendovereenkomst Олександр Шевченко",
            File = new EvidenceFile(Path.GetFileName(document), found.PageCount, original.Length, Convert.ToHexStringLower(SHA256.HashData(original))),
        };
        var outcome = await new Sealer(new SealerOptions(), TimeProvider.System).Seal(
            new SealRequest(original, evidence, Sample.Look, evidence.SignedAt), TestKeys.P256, null, TestContext.Current.CancellationToken);
        var tail = Assert.IsType<SealOutcome.Sealed>(outcome).Tail;
        Assert.True(tail.Length <= MostOverhead, $"{tail.Length} bytes over the original");

        byte[] whole = [.. original, .. tail.Span];
        var report = new SealVerifier(new TrustAnchors([TestKeys.RootOf(TestKeys.P256)], [])).Verify(whole);
        Assert.True(report.Verdict == Verdict.Valid, report.Detail);
        using var folder = new TemporaryFolder();
        var file = folder.File("sealed.pdf", whole);
        var (exit, output) = await Tool.Run("qpdf", "--check", file);
        Assert.True(exit == 0, output);
        var (_, text) = await Tool.Run("pdftotext", "-raw", file, "-");
        var squeezed = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        foreach (var (member, value) in EvidenceTexts.All(evidence, Sample.Look).Where(pair => pair.Member is not ("signer.signature" or "signIn.role" or "verification.method")))
        {
            Assert.True(squeezed.Contains(string.Concat(value.Where(letter => !char.IsWhiteSpace(letter))), StringComparison.Ordinal), $"{member} is not in the text");
        }
    }

    [Fact]
    public void both_agencies_have_an_ovk_of_five_pages_and_a_logo()
    {
        foreach (var (agency, ovk) in new[] { ("taldemo", "ovk-van-dooren.pdf"), ("werkstad", "ovk-shevchenko.pdf") })
        {
            var bytes = File.ReadAllBytes(Path.Combine(Root, agency, ovk));
            Assert.Equal(5, Assert.IsType<InspectionOutcome.Read>(PdfInspector.Inspect(bytes, SealLimits.Default)).Inspection.PageCount);
            var logo = File.ReadAllBytes(Path.Combine(Root, agency, "logo.png"));
            Assert.Equal([0, 0, 0, 192, 0, 0, 0, 48], logo[16..24]);
        }
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Flexportal.sln")))
            {
                return Path.Combine(folder.FullName, "demo");
            }
        }

        throw new DirectoryNotFoundException("No Flexportal.sln above the tests.");
    }
}
