using System.Security.Cryptography;
using System.Text;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Cms;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Time;

public sealed class TimestampClientTests
{
    private static readonly byte[] Data = Encoding.ASCII.GetBytes("a signature value");
    private static readonly byte[] Digest = SHA256.HashData(Data);
    private readonly FakeTimeProvider clock = new(TestPki.From.AddDays(100));

    public static TheoryData<Defect> Defects => [.. Enum.GetValues<Defect>().Where(defect => defect != Defect.None)];

    [Fact]
    public async Task A_sound_token_is_taken()
    {
        var stamp = await Client(Defect.None).Stamp(Digest, TestContext.Current.CancellationToken);
        Assert.Equal(clock.GetUtcNow(), stamp.Time);
        Assert.Equal("None", stamp.Authority);
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task F26_a_bad_token_is_never_taken(Defect defect)
    {
        var work = Client(defect).Stamp(Digest, TestContext.Current.CancellationToken);
        if (defect == Defect.Slow) clock.Advance(TimeSpan.FromSeconds(11));
        var failure = await Assert.ThrowsAsync<TimestampUnavailableException>(() => work);
        Assert.StartsWith($"{defect}: ", Assert.Single(failure.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task F26_the_second_authority_steps_in(Defect defect)
    {
        var work = Client(defect, Defect.None).Stamp(Digest, TestContext.Current.CancellationToken);
        if (defect == Defect.Slow) clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("None", (await work).Authority);
    }

    [Fact]
    public async Task The_reason_is_named()
    {
        var failure = await Assert.ThrowsAsync<TimestampUnavailableException>(() => Client(Defect.WrongNonce, Defect.OneHourOff, Defect.NoKeyUsage).Stamp(Digest, TestContext.Current.CancellationToken));
        Assert.Contains("nonce", failure.Failures[0], StringComparison.Ordinal);
        Assert.Contains("3600 s from our clock", failure.Failures[1], StringComparison.Ordinal);
        Assert.Contains("not for timestamps alone", failure.Failures[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_authorities_there_is_no_timestamp() =>
        await Assert.ThrowsAsync<TimestampUnavailableException>(() => Client().Stamp(Digest, TestContext.Current.CancellationToken));

    [Fact]
    public async Task Cancelling_is_no_failure_of_the_authority()
    {
        using var stop = new CancellationTokenSource();
        var work = Client(Defect.Slow, Defect.None).Stamp(Digest, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public async Task Openssl_verifies_the_test_authority()
    {
        // The oracle for the oracle: our own test authority must be a real one, or its defects prove nothing.
        using var folder = new TemporaryFolder();
        var token = (await Client(Defect.None).Stamp(Digest, TestContext.Current.CancellationToken)).Token;
        var root = folder.File("root.pem", Encoding.ASCII.GetBytes(TestPki.World.TimeRoot.Certificate.ExportCertificatePem()));
        var (exit, output) = await Tool.Run(
            "openssl", "ts", "-verify", "-data", folder.File("data", Data), "-in", folder.File("token.der", token.Span), "-token_in", "-CAfile", root,
            "-attime", clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task Openssl_as_an_authority_is_understood()
    {
        using var folder = new TemporaryFolder();
        var authority = OpenSslAuthority.Create(folder);
        var anchors = new TrustAnchors([], [authority.Root]);
        var stamp = await new TimestampClient([authority], anchors, TimeProvider.System, TimestampPolicy.Default).Stamp(Digest, TestContext.Current.CancellationToken);
        Assert.Equal(0, stamp.Token.Span[0] - 0x30);
    }

    private TimestampClient Client(params Defect[] defects) => new(
        [.. defects.Select(defect => new TestAuthority(TestPki.World, clock, defect))], TestPki.World.Anchors, clock, TimestampPolicy.Default);
}
