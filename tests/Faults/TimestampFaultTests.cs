using Flexportal.Sealing;
using Flexportal.Sealing.Verify;
using Flexportal.Storage.Reads;
using Flexportal.TestKit;
using Flexportal.Tests.Faults.Rig;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Faults;

/// <summary>The timestamp authority, OpenSSL's own behind real HTTP, is gone. A farm of its own: elsewhere seals have no timestamps.</summary>
public sealed class TimestampFaultTests
{
    [Fact]
    public async Task F26_without_an_authority_the_signature_stands_and_its_seal_comes_with_it_and_one_mail()
    {
        await using var place = new Place();
        await using var authority = await OpenSslTimestamps.Start(place.Folder);
        await using var farm = await Farm.Start(silos: 1, timestamps: authority);
        var bureau = await Bureau.Create(farm);
        var before = await Signed(await bureau.Paper());
        Assert.Equal(2, authority.Stamped);

        await authority.Stop();
        var paper = await bureau.Paper();
        Assert.True((await paper.Sign()).IsSigned);
        await farm.Until(() => farm.Logs().Contains("timestamp_unavailable", StringComparison.Ordinal), "the seal was tried");
        Assert.NotNull((await Case(paper)).Signature);
        Assert.Null((await Case(paper)).Signature!.Sealed);
        Assert.Empty(paper.Copies());

        await authority.Resume();
        var after = await Signed(paper);
        Assert.Equal(4, authority.Stamped);
        Assert.True(after.StampedAt > before.StampedAt);

        async Task<SealFindings> Signed(Paper one)
        {
            if (!one.WasAcknowledged)
            {
                Assert.True((await one.Sign()).IsSigned);
            }

            var verdicts = await new Judge(farm).Healed(one);
            Assert.True(verdicts.AreGood, $"{verdicts}\n{farm.Logs()}");
            var found = farm.Verifier.Verify(Assert.Single(one.Copies()).Pdf).Findings!;
            Assert.Equal(SealLevel.LTA, found.Level);
            Assert.InRange((found.StampedAt - (await Case(one)).Signature!.SignedAt)!.Value.TotalSeconds, -2, 300);
            return found;
        }

        async Task<SigningCase> Case(Paper one) =>
            (await farm.Eventually(() => farm.Stores.GetRequiredService<IRowReader>().SigningCase(one.Tenant, one.Document, CancellationToken.None)))!;
    }

    private sealed class Place : IAsyncDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("fp-time-").FullName;

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
