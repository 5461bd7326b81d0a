using Flexportal.Sealing;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Verify;

/// <summary>Originals encrypted with an empty user password, by qpdf: strings and streams of our revisions are encrypted too, and read again by the verifier.</summary>
public sealed class EncryptedFilesTests
{
    [Theory]
    [InlineData("128", "--use-aes=n")]
    [InlineData("128", "--use-aes=y")]
    [InlineData("256", null)]
    public async Task A_seal_on_an_encrypted_original_is_valid_at_every_level(string bits, string? cipher)
    {
        using var folder = new TemporaryFolder();
        string[] options = cipher is null ? ["", "owner", bits, "--"] : ["", "owner", bits, cipher, "--"];
        var (exit, output) = await Tool.Run("qpdf", ["--allow-weak-crypto", "--encrypt", .. options, folder.File("plain.pdf", SealedFiles.Original()), folder["locked.pdf"]]);
        Assert.True(exit == 0, output);
        var original = await File.ReadAllBytesAsync(folder["locked.pdf"], TestContext.Current.CancellationToken);
        foreach (var level in Enum.GetValues<SealLevel>())
        {
            var file = await SealedFiles.Seal(original, level);
            Assert.True(file.AsSpan().IndexOf("Testbureau"u8) < 0);
            var report = SealedFiles.Verifier.Verify(file);
            Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
            Assert.Equal(level, report.Findings!.Level);
            file[original.Length + 200] ^= 1;
            Assert.Equal(Verdict.NotValid, SealedFiles.Verifier.Verify(file).Verdict);
        }
    }
}
