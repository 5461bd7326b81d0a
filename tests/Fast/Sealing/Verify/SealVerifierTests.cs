using System.Diagnostics;
using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Flexportal.Tests.Fast.Sealing.Time;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Verify;

public sealed class SealVerifierTests
{
    [Theory]
    [InlineData("B", SealLevel.B, 1)]
    [InlineData("T", SealLevel.T, 1)]
    [InlineData("LTA", SealLevel.LTA, 2)]
    [InlineData("LTA over a cross-reference stream", SealLevel.LTA, 2)]
    public async Task A_sealed_file_is_valid(string kind, SealLevel level, int revisions)
    {
        var file = await SealedFiles.Of(kind);
        var report = SealedFiles.Verifier.Verify(file);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
        var found = report.Findings!;
        Assert.Equal(level, found.Level);
        Assert.Equal(revisions, found.Revisions);
        Assert.Equal("fa353dec5dec4b799ef00ef5187df7be", found.TransactionId);
        Assert.Equal("Agency seal", found.Seal);
        Assert.Equal(SealedFiles.Now, found.SealedAt);
        Assert.Equal(level == SealLevel.B ? null : SealedFiles.Now, found.StampedAt);
        Assert.Equal(level == SealLevel.LTA ? 1 : 0, found.ArchivedAt.Count);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(0, (int)found.OriginalSize))), found.OriginalSha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(0, (int)found.SealedSize))), found.SealedSha256);
        Assert.Equal("Niki van Dooren", found.Evidence.Signer.Name);
    }

    [Fact]
    public async Task An_original_without_a_last_end_of_line_is_sealed_and_valid()
    {
        var report = SealedFiles.Verifier.Verify(await SealedFiles.Seal(SealedFiles.Original(endLine: false), SealLevel.B));
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Fact]
    public async Task An_rsa_seal_is_valid()
    {
        var file = await SealedFiles.Seal(SealedFiles.Original(), SealLevel.B, key: TestKeys.Rsa);
        var anchors = new TrustAnchors([TestKeys.RootOf(TestKeys.Rsa)], []);
        var report = new SealVerifier(anchors, new FakeTimeProvider(SealedFiles.Now)).Verify(file);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Fact]
    public async Task A_certificate_without_places_to_ask_needs_no_revocation_data()
    {
        var world = TestPki.BareWorld;
        var file = await SealedFiles.Seal(SealedFiles.Original(), SealLevel.LTA, pki: world);
        var report = new SealVerifier(world.Anchors, new FakeTimeProvider(SealedFiles.Now)).Verify(file);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Fact]
    public async Task Another_root_is_not_trusted()
    {
        var anchors = new TrustAnchors([TestPki.World.OtherRoot.Certificate], [TestPki.World.TimeRoot.Certificate]);
        Assert.Equal(VerificationReason.UntrustedRoot, new SealVerifier(anchors, new FakeTimeProvider(SealedFiles.Now)).Verify(await SealedFiles.B).Reason);
    }

    [Fact]
    public async Task Another_time_root_is_not_trusted()
    {
        var anchors = new TrustAnchors([TestPki.World.SealRoot.Certificate], [TestPki.World.OtherRoot.Certificate]);
        Assert.Equal(VerificationReason.Timestamp, new SealVerifier(anchors, new FakeTimeProvider(SealedFiles.Now)).Verify(await SealedFiles.T).Reason);
    }

    [Fact]
    public async Task The_throw_away_key_is_trusted_by_nobody()
    {
        var file = await SealedFiles.Seal(SealedFiles.Original(), SealLevel.B, key: ThrowawaySealKey.Instance);
        Assert.Equal(Verdict.NotValid, SealedFiles.Verifier.Verify(file).Verdict);
    }

    [Fact]
    public async Task A_seal_from_the_future_is_not_valid()
    {
        var early = new SealVerifier(TestPki.World.Anchors, new FakeTimeProvider(SealedFiles.Now.AddDays(-1)));
        Assert.Equal(VerificationReason.TimeOrder, early.Verify(await SealedFiles.T).Reason);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public async Task A_stamped_seal_outlives_its_certificates(int years)
    {
        var late = new SealVerifier(TestPki.World.Anchors, new FakeTimeProvider(SealedFiles.Now.AddYears(years)));
        var report = late.Verify(await SealedFiles.Lta);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Fact]
    public void Files_without_a_seal_are_called_so()
    {
        Assert.Equal(Verdict.NotSealed, SealedFiles.Verifier.Verify(SealedFiles.Original()).Verdict);
        Assert.Equal(Verdict.NotSealed, SealedFiles.Verifier.Verify(ReadOnlyMemory<byte>.Empty).Verdict);
        Assert.Equal(Verdict.NotSealed, SealedFiles.Verifier.Verify(new byte[5000]).Verdict);
    }

    [Fact]
    public async Task Five_megabytes_are_verified()
    {
        var original = SealedFiles.Original(text: new string('x', 5_000_000));
        var file = await SealedFiles.Seal(original, SealLevel.LTA);
        var watch = Stopwatch.StartNew();
        var report = SealedFiles.Verifier.Verify(file);
        TestContext.Current.SendDiagnosticMessage("5 MB verified in {0} ms", watch.ElapsedMilliseconds);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }
}
