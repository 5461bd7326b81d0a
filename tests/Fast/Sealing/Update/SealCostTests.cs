using System.Globalization;
using Flexportal.Domain.Signing;
using Flexportal.Sealing;
using Flexportal.Sealing.Ltv;
using Flexportal.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Cos;
using Flexportal.Tests.Fast.Sealing.Proof;
using Flexportal.Tests.Fast.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Verify;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Update;

/// <summary>What a seal adds to a file, and what it takes to make: tagged, two weights, two languages and evidence.json included.</summary>
public sealed class SealCostTests
{
    private static readonly EvidenceConsent[] Consents =
    [
        new("nl", "Ik heb dit document gelezen en ben het eens met de inhoud. Ik onderteken het elektronisch."),
        new("pl", "Przeczytałem ten dokument i zgadzam się z jego treścią. Podpisuję go elektronicznie."),
    ];

    [Theory]
    [InlineData(SealLevel.B, 45_000)]
    [InlineData(SealLevel.T, 57_000)]
    [InlineData(SealLevel.LTA, 80_000)]
    public async Task A_seal_adds_little(SealLevel level, int most)
    {
        foreach (var original in new[] { SealedFiles.Original(), SealedFiles.Original(xrefStream: true) })
        {
            foreach (var name in (string[])["Niki van Dooren", "Łukasz Świętopełk-Żółkiewski"])
            {
                var evidence = SealedFiles.Evidence(original, signer: name) with { Consents = Consents };
                var added = (await SealedFiles.Seal(original, level, evidence)).Length - original.Length;
                TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"B-{level}, {name}: {added:N0} bytes"));
                Assert.InRange(added, 10_000, most);
            }
        }
    }

    [Fact]
    public async Task An_authority_whose_tokens_are_known_gets_no_more_room_than_it_needs()
    {
        var clock = new FakeTimeProvider(SealedFiles.Now);
        var world = TestPki.World;
        var client = new TimestampClient([new TestAuthority(world, clock)], world.Anchors, clock, TimestampPolicy.Default);
        var trust = new SealTrust(client, new ValidationDataCollector(new TestRevocation(world, clock), world.Anchors), world.Anchors);
        var original = SealedFiles.Original();
        var request = new SealRequest(original, SealedFiles.Evidence(original), Sample.Look, SealedFiles.Now);
        var sizes = new List<int>();
        for (var turn = 0; turn < 3; turn++)
        {
            var outcome = await new Sealer(new SealerOptions(), clock).Seal(request, world.SealKey, trust, TestContext.Current.CancellationToken);
            sizes.Add(Assert.IsType<SealOutcome.Sealed>(outcome).Tail.Length);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"B-LTA, one after the other: {string.Join(", ", sizes)} bytes");
        Assert.InRange(sizes[1], 10_000, sizes[0] - 10_000);
        Assert.InRange(sizes[2], sizes[1] - 1_000, sizes[1] + 1_000);
    }

    [Theory]
    [InlineData(110_000, false, 1_000_000)]
    [InlineData(4_830_000, false, 1_000_000)]
    [InlineData(25_000_000, false, 1_000_000)]
    [InlineData(110_000, true, 1_500_000)]
    [InlineData(4_830_000, true, 1_500_000)]
    public void A_seal_allocates_half_the_file_and_little_more(int size, bool selfCheck, int more)
    {
        var file = PdfSketch.Pages(5).AddStream(40, "", new byte[size]).Table();
        var request = Seals.Request(file);
        var sealer = new Sealer(new SealerOptions { SelfCheck = selfCheck }, new FakeTimeProvider(Seals.At));
        Assert.IsType<SealOutcome.Sealed>(sealer.DrySeal(request));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.IsType<SealOutcome.Sealed>(sealer.DrySeal(request));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file.Length:N0} bytes: {taken:N0} allocated"));
        Assert.InRange(taken, 0, file.Length / 2 + more);
    }
}
