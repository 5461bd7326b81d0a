using Flexportal.Sealing;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Time;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Verify;

public sealed class RenewalTests
{
    [Theory]
    [InlineData("T", 1)]
    [InlineData("LTA", 2)]
    [InlineData("LTA over a cross-reference stream", 2)]
    public async Task A_renewal_adds_an_archive_timestamp_and_changes_nothing_else(string kind, int archives)
    {
        var file = await SealedFiles.Of(kind);
        var later = new FakeTimeProvider(SealedFiles.Now.AddDays(3));
        var renewed = Assert.IsType<RenewalOutcome.Renewed>(await Renewal(later).Renew(file, TestContext.Current.CancellationToken));
        byte[] longer = [.. file, .. renewed.Tail.Span];
        var report = new SealVerifier(TestPki.World.Anchors, later).Verify(longer);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
        Assert.Equal(SealLevel.LTA, report.Findings!.Level);
        Assert.Equal(archives, report.Findings.ArchivedAt.Count);
        Assert.Equal(later.GetUtcNow(), renewed.ArchivedAt);
        Assert.Equal(SealedFiles.Verifier.Verify(file).Findings!.SealedSha256, report.Findings.SealedSha256);
    }

    [Fact]
    public async Task A_seal_without_timestamp_gains_one_over_the_whole_file()
    {
        var file = await SealedFiles.B;
        var later = new FakeTimeProvider(SealedFiles.Now.AddMinutes(5));
        var renewed = Assert.IsType<RenewalOutcome.Renewed>(await Renewal(later).Renew(file, TestContext.Current.CancellationToken));
        var report = new SealVerifier(TestPki.World.Anchors, later).Verify((byte[])[.. file, .. renewed.Tail.Span]);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
        Assert.Null(report.Findings!.StampedAt);
        Assert.Equal(later.GetUtcNow(), Assert.Single(report.Findings.ArchivedAt));
    }

    [Fact]
    public async Task Ten_renewals_hold()
    {
        var file = await SealedFiles.Lta;
        var clock = new FakeTimeProvider(SealedFiles.Now);
        for (var round = 0; round < 10; round++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            var renewed = Assert.IsType<RenewalOutcome.Renewed>(await Renewal(clock).Renew(file, TestContext.Current.CancellationToken));
            file = [.. file, .. renewed.Tail.Span];
        }

        Assert.Equal(11, new SealVerifier(TestPki.World.Anchors, clock).Verify(file).Findings!.ArchivedAt.Count);
    }

    [Fact]
    public async Task A_changed_file_is_not_prolonged()
    {
        var file = (byte[])(await SealedFiles.Lta).Clone();
        file[100] ^= 1;
        var refused = Assert.IsType<RenewalOutcome.NotValid>(await Renewal(new FakeTimeProvider(SealedFiles.Now)).Renew(file, TestContext.Current.CancellationToken));
        Assert.Equal(VerificationReason.Digest, refused.Report.Reason);
    }

    [Theory]
    [InlineData(Answer.Revoked)]
    [InlineData(Answer.Stale)]
    [InlineData(Answer.SignedByStranger)]
    [InlineData(Answer.AboutAnother)]
    [InlineData(Answer.Down)]
    [InlineData(Answer.Garbage)]
    public async Task Bad_lists_are_not_put_into_a_file(Answer answer)
    {
        var clock = new FakeTimeProvider(SealedFiles.Now);
        await Assert.ThrowsAsync<ValidationDataException>(async () => await Renewal(clock, crl: answer).Renew(await SealedFiles.Lta, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(Answer.Revoked)]
    [InlineData(Answer.Unknown)]
    [InlineData(Answer.Stale)]
    [InlineData(Answer.SignedByStranger)]
    [InlineData(Answer.AboutAnother)]
    [InlineData(Answer.ErrorMessage)]
    [InlineData(Answer.Down)]
    [InlineData(Answer.Garbage)]
    public async Task Bad_responses_are_not_put_into_a_file(Answer answer)
    {
        var clock = new FakeTimeProvider(SealedFiles.Now);
        await Assert.ThrowsAsync<ValidationDataException>(async () => await Renewal(clock, ocsp: answer).Renew(await SealedFiles.T, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_revocation_after_the_timestamp_does_no_harm()
    {
        var clock = new FakeTimeProvider(SealedFiles.Now.AddMinutes(1));
        Assert.IsType<RenewalOutcome.Renewed>(await Renewal(clock, Answer.RevokedLater, Answer.RevokedLater).Renew(await SealedFiles.T, TestContext.Current.CancellationToken));
    }

    private static SealRenewal Renewal(TimeProvider clock, Answer ocsp = Answer.Good, Answer crl = Answer.Good)
    {
        var world = TestPki.World;
        var client = new TimestampClient([new TestAuthority(world, clock)], world.Anchors, clock, TimestampPolicy.Default);
        return new SealRenewal(world.Anchors, new SealTrust(client, new ValidationDataCollector(new TestRevocation(world, clock, ocsp, crl), world.Anchors), world.Anchors), clock);
    }
}
