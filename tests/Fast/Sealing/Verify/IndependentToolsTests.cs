using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Flexportal.Sealing;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Tampering;
using Flexportal.Tests.Fast.Sealing.Time;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Verify;

/// <summary>What programs of others say of our sealed files; the commands stand in docs/verifying.md.</summary>
public sealed class IndependentToolsTests : IDisposable
{
    private static readonly DateTimeOffset Today = TimeProvider.System.GetUtcNow().AddMinutes(-1);
    private static readonly Lazy<Task<(byte[] File, int OriginalSize)>> MadeB = new(() => Make(SealLevel.B, TestPki.TodayBare));
    private static readonly Lazy<Task<(byte[] File, int OriginalSize)>> MadeLta = new(() => Make(SealLevel.LTA, TestPki.TodayBare));
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Levels => new("B", "LTA");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Pdfsig_calls_a_seal_valid_trusted_and_total()
    {
        var output = await PdfSig((await MadeB.Value).File);
        Assert.Contains("Signature is Valid", output, StringComparison.Ordinal);
        Assert.Contains("Certificate is Trusted", output, StringComparison.Ordinal);
        Assert.Contains("Total document signed", output, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdfsig_calls_an_archived_seal_valid_and_trusted()
    {
        var output = await PdfSig((await MadeLta.Value).File);
        Assert.Contains("Signature is Valid", output, StringComparison.Ordinal);
        Assert.Contains("Certificate is Trusted", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdfsig_notices_a_flipped_bit()
    {
        var file = (byte[])(await MadeB.Value).File.Clone();
        file[200] ^= 1;
        Assert.Contains("Digest Mismatch", await PdfSig(file), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Qpdf_and_mutool_find_nothing_wrong(string level)
    {
        var path = folder.File("sealed.pdf", (await Of(level)).File);
        var (exit, output) = await Tool.Run("qpdf", "--check", path);
        Assert.True(exit == 0, output);
        var (_, said) = await Tool.Run("mutool", "sign", "-v", path);
        // MuPDF does not know validation data and archive timestamps, and calls them edits.
        Assert.Contains(level == "B" ? "The document is unchanged since signing" : "The signature is valid", said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Openssl_verifies_seal_and_timestamps(string level)
    {
        var (file, size) = await Of(level);
        var parts = new SealedParts(file, size);
        var signed = folder.File("signed", [.. file[..parts.SealOpen], .. file[parts.SealClose..parts.SealEnd]]);
        var cms = parts.Der(parts.SealOpen, parts.SealClose);
        var (exit, output) = await Tool.Run(
            "openssl", "cms", "-verify", "-inform", "DER", "-in", folder.File("cms.der", cms), "-content", signed, "-binary", "-CAfile", Root("root.pem", TestPki.TodayBare.SealRoot),
            "-purpose", "any", "-cades", "-out", "/dev/null");
        Assert.True(exit == 0, output);
        if (level == "B") return;

        var message = Flexportal.Sealing.Cms.CmsReader.Read(cms, sortedCertificates: true);
        await OpenSslStamp(message.UnsignedAttributes["1.2.840.113549.1.9.16.2.14"].ToArray(), message.Signature.ToArray());
        await OpenSslStamp(parts.Der(parts.Open, parts.Close), [.. file[..parts.Open], .. file[parts.Close..]]);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Pkijs_verifies_the_message_and_pdfjs_sees_the_signature(string level)
    {
        await InstallJudge();
        var path = folder.File("sealed.pdf", (await Of(level)).File);
        var (exit, output) = await Tool.Run("node", Path.Combine(JudgeFolder(), "judge.mjs"), path, Root("root.pem", TestPki.TodayBare.SealRoot));
        Assert.True(exit == 0, output);
        var answer = JsonDocument.Parse(output.Split('\n').Last(line => line.StartsWith('{'))).RootElement;
        var cms = answer.GetProperty("cms");
        Assert.True(cms.GetProperty("verified").GetBoolean(), output);
        Assert.True(cms.GetProperty("chain").GetBoolean(), output);
        Assert.True(cms.GetProperty("essMatches").GetBoolean(), output);
        Assert.Equal(4, cms.GetProperty("attributes").GetArrayLength());
        var structure = answer.GetProperty("structure");
        Assert.True(structure.TryGetProperty("signatures", out var signatures), output);
        Assert.Equal(level == "B" ? 1 : 2, signatures.GetArrayLength());
        Assert.Single(signatures.EnumerateArray(), signature => signature.GetProperty("coversWholeDocument").GetBoolean());
        Assert.Contains("evidence.json", structure.GetProperty("attachments").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task Our_own_verifier_agrees()
    {
        var verifier = new SealVerifier(TestPki.TodayBare.Anchors);
        Assert.All([(await MadeB.Value).File, (await MadeLta.Value).File], file =>
        {
            var report = verifier.Verify(file);
            Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
        });
    }

    private static Task<(byte[] File, int OriginalSize)> Of(string level) => level == "B" ? MadeB.Value : MadeLta.Value;

    private static async Task<(byte[] File, int OriginalSize)> Make(SealLevel level, TestPki world)
    {
        var original = SealedFiles.Original();
        var evidence = SealedFiles.Evidence(original) with { CreatedAt = Today.AddMinutes(-9), SignedAt = Today.AddMinutes(-2) };
        return (await SealedFiles.Seal(original, level, evidence, pki: world, at: Today), original.Length);
    }

    private async Task<string> PdfSig(byte[] file)
    {
        var store = "sql:" + Directory.CreateDirectory(folder["nss"]).FullName;
        await Tool.Run("certutil", "-N", "-d", store, "--empty-password");
        await Tool.Run("certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", Root("root.pem", TestPki.TodayBare.SealRoot));
        var (_, output) = await Tool.Run("pdfsig", "-nssdir", store, folder.File("sealed.pdf", file));
        return output;
    }

    private async Task OpenSslStamp(byte[] token, byte[] data)
    {
        var (exit, output) = await Tool.Run(
            "openssl", "ts", "-verify", "-data", folder.File("data", data), "-in", folder.File("token", token), "-token_in", "-CAfile", Root("time.pem", TestPki.TodayBare.TimeRoot));
        Assert.True(exit == 0, output);
    }

    private string Root(string name, Holder root) => folder.File(name, Encoding.ASCII.GetBytes(root.Certificate.ExportCertificatePem() + "\n"));

    /// <summary>Installs the two npm packages beside their lock file once; the lock names versions and hashes.</summary>
    private static async Task InstallJudge()
    {
        var where = JudgeFolder();
        if (Directory.Exists(Path.Combine(where, "node_modules", "pkijs"))) return;
        var (exit, output) = await Tool.Run("npm", "--prefix", where, "install", "--no-save", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");
        Assert.True(exit == 0, string.Create(CultureInfo.InvariantCulture, $"npm install answered {exit}: {output}"));
    }

    private static string JudgeFolder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "tools");
}
