using System.Collections.Concurrent;
using Flexportal.Sealing;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Time;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Verify;

/// <summary>A verifier that says no to good files is of no use: varied ones, of all levels, must pass without exception.</summary>
public sealed class GoodFilesTests
{
    private static readonly string[] Names =
        ["Niki van Dooren", "Łukasz Śliwiński", "Ștefan Țurcanu", "Олександр Шевченко", "Ґанна Їжакевич", "Ελένη Παπαδοπούλου", "İpek Yıldız", "Åse Ødegård", "Zoë d'Hôtel-’t Hooft", "Jürgen Weiß", "Ĺubica Ďurišová", "A"];

    [Fact]
    public Task Sixty_good_files_are_valid() => DemandValid(60);

    [Fact]
    [Trait("Length", "Long")]
    public Task A_thousand_and_two_hundred_good_files_are_valid() => DemandValid(1200);

    private static async Task DemandValid(int count)
    {
        var refused = new ConcurrentBag<string>();
        await Parallel.ForAsync(0, count, TestContext.Current.CancellationToken, async (number, _) =>
        {
            var random = new Random(number);
            var original = SealedFiles.Original(number % 3 == 0, new string((char)('a' + random.Next(26)), 1 + random.Next(3000)), number % 5 != 0);
            var transaction = Convert.ToHexStringLower(Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256)).ToArray());
            var evidence = SealedFiles.Evidence(original, transaction, Names[random.Next(Names.Length)]);
            if (number % 4 == 0) evidence = evidence with { Verification = null };
            if (number % 7 == 0) evidence = evidence with { OpenedAt = null, SignIn = evidence.SignIn with { Number = null } };
            if (number % 6 == 0) evidence = evidence with { Title = string.Join(' ', Enumerable.Repeat("Een lange titel", 1 + random.Next(20))) };
            var level = (SealLevel)(number % 3);
            var file = await SealedFiles.Seal(original, level, evidence, pki: number % 8 == 0 ? TestPki.BareWorld : TestPki.World);
            var verifier = number % 8 == 0 ? new SealVerifier(TestPki.BareWorld.Anchors) : SealedFiles.Verifier;
            var report = verifier.Verify(file);
            if (report.Findings is not { } found || found.TransactionId != transaction || found.Level != level) refused.Add($"{number}: {SealedFiles.Say(report)}");
        });
        Assert.Empty(refused);
    }
}
