using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Proof;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Update;

/// <summary>Seals made in tests.</summary>
internal static class Seals
{
    public static readonly DateTimeOffset At = new(2026, 6, 1, 12, 0, 0, TimeSpan.FromHours(2));

    public static Sealer Sealer { get; } = new(new SealerOptions(), new FakeTimeProvider(At));

    public static SealRequest Request(byte[] file, int? pages = null)
    {
        var count = pages ?? (PdfInspector.Inspect(file, SealLimits.Default) is InspectionOutcome.Read read ? read.Inspection.PageCount : 1);
        var stated = Sample.Evidence.File with { PageCount = count, Size = file.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)) };
        return new SealRequest(file, Sample.Evidence with { File = stated }, Sample.Look, At);
    }

    public static async Task<SealOutcome> Try(byte[] file, ISealKey? key = null) =>
        await Sealer.Seal(Request(file), key ?? TestKeys.P256, null, TestContext.Current.CancellationToken);

    /// <summary>The whole sealed file.</summary>
    public static async Task<byte[]> Of(byte[] file, ISealKey? key = null)
    {
        var outcome = await Try(file, key);
        var done = Assert.IsType<SealOutcome.Sealed>(outcome);
        byte[] whole = [.. file, .. done.Tail.Span];
        Assert.Equal(done.Size, whole.Length);
        Assert.Equal(done.Sha256, Convert.ToHexStringLower(SHA256.HashData(whole)));
        return whole;
    }

    public static async Task<SealRefusal> Refusal(byte[] file) => Assert.IsType<SealOutcome.Refused>(await Try(file)).Refusal;

    public static TrustAnchors Anchors(ISealKey key) => new([TestKeys.RootOf(key)], []);

    /// <summary>Nothing to complain of for qpdf, and a valid, trusted, total signature for pdfsig.</summary>
    public static async Task DemandGood(byte[] whole, ISealKey? key = null)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("sealed.pdf", whole);
        var (exit, qpdf) = await Tool.Run("qpdf", "--check", path);
        Assert.True(exit == 0, qpdf);
        var signatures = await Pdfsig(folder, path, key);
        Assert.Contains("Signature is Valid", signatures, StringComparison.Ordinal);
        Assert.Contains("Certificate is Trusted", signatures, StringComparison.Ordinal);
        Assert.Contains("Total document signed", signatures, StringComparison.Ordinal);
    }

    public static async Task<string> Pdfsig(TemporaryFolder folder, string path, ISealKey? key = null)
    {
        var store = "sql:" + Directory.CreateDirectory(folder["nss"]).FullName;
        var root = folder.File("root.pem", System.Text.Encoding.ASCII.GetBytes(TestKeys.RootOf(key ?? TestKeys.P256).ExportCertificatePem()));
        await Tool.Run("certutil", "-N", "-d", store, "--empty-password");
        await Tool.Run("certutil", "-A", "-d", store, "-n", "root", "-t", "CT,C,C", "-i", root);
        return (await Tool.Run("pdfsig", "-nssdir", store, path)).Output;
    }
}
