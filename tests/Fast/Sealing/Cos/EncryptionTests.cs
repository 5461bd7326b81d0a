using Flexportal.Sealing;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Update;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cos;

public sealed class EncryptionTests
{
    public static TheoryData<string> Handlers =>
    [
        "--allow-weak-crypto --encrypt||owner|40|--modify=n|--",
        "--allow-weak-crypto --encrypt||owner|128|--modify=none|--",
        "--allow-weak-crypto --encrypt||owner|128|--use-aes=y|--",
        "--allow-weak-crypto --encrypt||owner|128|--force-V4|--",
        "--allow-weak-crypto --encrypt||owner|128|--use-aes=y|--cleartext-metadata|--",
        "--allow-weak-crypto --encrypt||owner|256|--force-R5|--",
        "--encrypt||owner|256|--",
        "--encrypt||owner|256|--modify=form|--",
        "--encrypt||owner|256|--cleartext-metadata|--",
    ];

    [Theory]
    [MemberData(nameof(Handlers))]
    public async Task A_file_with_an_empty_user_password_is_sealed(string handler)
    {
        using var folder = new TemporaryFolder();
        foreach (var file in (byte[][])[PdfSketch.OnePage().Table(), PdfSketch.OnePage(catalog: "/Lang(nl)").Stream([1, 2, 3])])
        {
            var whole = await Seals.Of(await Encrypt(folder, file, handler));
            await Seals.DemandGood(whole);
            var text = (await Tool.Run("pdftotext", folder.File("sealed.pdf", whole), "-")).Output;
            Assert.Contains("Niki van Dooren", text, StringComparison.Ordinal);
            Assert.Equal(0, (await Tool.Run("qpdf", "--is-encrypted", folder["sealed.pdf"])).Exit);
        }
    }

    [Fact]
    public async Task The_embedded_evidence_can_be_read_out_of_an_encrypted_file()
    {
        using var folder = new TemporaryFolder();
        var whole = await Seals.Of(await Encrypt(folder, PdfSketch.OnePage().Table(), "--encrypt||owner|256|--"));
        var (exit, output) = await Tool.Run("qpdf", "--show-attachment=evidence.json", folder.File("sealed.pdf", whole));
        Assert.Equal(0, exit);
        Assert.Contains("fa353dec5dec4b799ef00ef5187df7be", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--allow-weak-crypto --encrypt|secret|owner|40|--")]
    [InlineData("--allow-weak-crypto --encrypt|secret|owner|128|--use-aes=y|--")]
    [InlineData("--encrypt|secret|owner|256|--")]
    public async Task A_user_password_is_refused(string handler)
    {
        using var folder = new TemporaryFolder();
        var refusal = await Seals.Refusal(await Encrypt(folder, PdfSketch.OnePage().Table(), handler));
        Assert.Equal("encrypted", refusal.Code);
    }

    [Fact]
    public async Task A_restricted_file_is_sealed_or_refused_by_policy()
    {
        using var folder = new TemporaryFolder();
        var file = await Encrypt(folder, PdfSketch.OnePage().Table(), "--encrypt||owner|256|--modify=none|--annotate=n|--assemble=n|--form=n|--modify-other=n|--");
        var inspection = Assert.IsType<InspectionOutcome.Read>(PdfInspector.Inspect(file, SealLimits.Default)).Inspection;
        Assert.True(inspection.ForbidsAdditions);
        Assert.Null(UploadPolicy.Portal.Check(inspection));
        Assert.Equal(SealRefusalReason.PermissionsForbid, (UploadPolicy.Portal with { AcceptRestricted = false }).Check(inspection)?.Reason);

        await Seals.DemandGood(await Seals.Of(file));
        var strict = new Sealer(new SealerOptions { RefuseRestricted = true }, TimeProvider.System);
        Assert.Equal("permissions_forbid", Assert.IsType<SealOutcome.Refused>(strict.DrySeal(Seals.Request(file))).Refusal.Code);
    }

    private static async Task<byte[]> Encrypt(TemporaryFolder folder, byte[] file, string handler)
    {
        var plain = folder.File("plain.pdf", file);
        var arguments = handler.Split(' ').SelectMany(part => part.Split('|')).ToArray();
        var (exit, output) = await Tool.Run("qpdf", [.. arguments, "--object-streams=preserve", plain, folder["encrypted.pdf"]]);
        Assert.True(exit is 0 or 3, output);
        return await File.ReadAllBytesAsync(folder["encrypted.pdf"], TestContext.Current.CancellationToken);
    }
}
