using System.Security.Cryptography;
using Flexportal.Sealing;
using Flexportal.Sealing.Time;
using Flexportal.Sealing.Verify;
using Flexportal.Tests.Fast.Sealing.Time;
using Flexportal.Tests.Fast.Sealing.Verify;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>P5: every kind of manipulation, in twenty variants, must be refused for a right reason.</summary>
public sealed class TamperingTests
{
    private const int Variants = 20;
    private static readonly List<Manipulation> Kinds = [.. ByteKinds.All, .. SignatureKinds.All, .. RevisionKinds.All, .. InsiderKinds.All];
    private static readonly Lazy<Task<IReadOnlyDictionary<char, (SealedParts File, SealedParts Other)>>> Files = new(Make);

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    [Fact]
    public void P5_there_are_enough_kinds()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kinds.Count} kinds x {Variants} variants = {Kinds.Count * Variants} manipulated files");
        Assert.True(Kinds.Count >= 60);
        Assert.Equal(Kinds.Count, Kinds.DistinctBy(kind => kind.Name).Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task P5_is_refused_for_a_right_reason(string name)
    {
        var kind = Kinds.Single(candidate => candidate.Name == name);
        var files = await Files.Value;
        for (var variant = 0; variant < Variants; variant++)
        {
            var (file, other) = files[kind.On[variant % kind.On.Length]];
            var made = kind.Make(new Work(file, other, new Random(HashCode(name) + variant), variant));
            Assert.False(made.AsSpan().SequenceEqual(file.File), $"variant {variant} changed nothing");
            var report = SealedFiles.Verifier.Verify(made);
            var right = kind.Reasons.Length == 0 ? report.Verdict != Verdict.Valid : report.Reason is { } reason && kind.Reasons.Contains(reason);
            Assert.True(right, $"variant {variant} on {kind.On[variant % kind.On.Length]}: {SealedFiles.Say(report)}");
        }
    }

    [Theory]
    [InlineData('B')]
    [InlineData('T')]
    public async Task What_the_forge_signs_unchanged_is_valid(char level)
    {
        // Otherwise every forged file could be refused for the forge's own faults.
        var (file, _) = (await Files.Value)[level];
        var forge = file.Seal();
        forge.Room = 2 * 1024;
        var report = SealedFiles.Verifier.Verify(forge.Write(digest => new CmsForge(TestPki.World.SealKey).Sign(digest)));
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_forge_archives_unchanged_is_valid(bool asStream)
    {
        var (file, _) = (await Files.Value)['L'];
        var clock = new FakeTimeProvider(SealedFiles.Now);
        var forge = file.Apart(file.SealEnd);
        forge.AsStream = asStream;
        var forged = forge.Write(digest => new TestAuthority(TestPki.World, clock).Token(digest, null));
        var report = SealedFiles.Verifier.Verify(forged);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Fact]
    public async Task P5_a_timestamp_taken_out_leaves_too_much_room_even_where_its_size_was_known()
    {
        var clock = new FakeTimeProvider(SealedFiles.Now);
        var client = new TimestampClient([new TestAuthority(TestPki.World, clock)], TestPki.World.Anchors, clock, TimestampPolicy.Default);
        await client.Stamp(new byte[32], TestContext.Current.CancellationToken);
        var original = SealedFiles.Original();
        var request = new SealRequest(original, SealedFiles.Evidence(original), new ProofLook("Testbureau", 0x0B5FFF, "en"), SealedFiles.Now);
        var trust = new SealTrust(client, null, TestPki.World.Anchors);
        var made = Assert.IsType<SealOutcome.Sealed>(await new Sealer(new SealerOptions(), clock).Seal(request, TestPki.World.SealKey, trust, TestContext.Current.CancellationToken));
        var file = new SealedParts([.. original, .. made.Tail.Span], original.Length);
        var digest = SHA256.HashData([.. file.File[..file.SealOpen], .. file.File[file.SealClose..]]);

        var report = SealedFiles.Verifier.Verify(file.WithDer(file.SealOpen, file.SealClose, new CmsForge(TestPki.World.SealKey).Sign(digest)));

        Assert.True(report.Reason == VerificationReason.Timestamp, SealedFiles.Say(report));
    }

    [Fact]
    public async Task P5_a_renewal_dated_before_the_archive_timestamp_is_refused()
    {
        var (file, _) = (await Files.Value)['L'];
        foreach (var (minutes, expected) in ((int, VerificationReason?)[])[(1, null), (-1, null), (-5, VerificationReason.TimeOrder), (-60, VerificationReason.TimeOrder)])
        {
            var report = SealedFiles.Verifier.Verify(Renewed(file, minutes));
            Assert.True(report.Reason == expected, SealedFiles.Say(report));
        }
    }

    [Fact]
    public async Task P5_an_archive_timestamp_cut_out_from_under_a_renewal_is_missed()
    {
        var (file, _) = (await Files.Value)['L'];
        var renewed = Renewed(file, 1);
        var report = SealedFiles.Verifier.Verify((byte[])[.. file.File[..file.SealEnd], .. renewed[file.File.Length..]]);
        Assert.True(report.Verdict == Verdict.NotValid, SealedFiles.Say(report));
    }

    [Theory]
    [InlineData("/Certs[")]
    [InlineData("/OCSPs[")]
    [InlineData("/CRLs[")]
    public async Task P5_a_renewal_that_takes_validation_data_out_is_refused(string list)
    {
        var (file, _) = (await Files.Value)['L'];
        var report = SealedFiles.Verifier.Verify(Renewed(file, 1, (forge, last) => forge.Objects.Add(Shortened(last.Find("/Type/DSS"), list))));
        Assert.True(report.Reason == VerificationReason.ForbiddenChange, SealedFiles.Say(report));
    }

    private static ForgedObject Shortened(ForgedObject store, string list)
    {
        var start = store.Body.IndexOf(list, StringComparison.Ordinal) + list.Length;
        return store with { Body = store.Body[..start] + store.Body[(store.Body.IndexOf(" R", start, StringComparison.Ordinal) + 2)..] };
    }

    /// <summary>The archive revision once more, as an update behind itself, by a trusted authority whose clock a forger may choose.</summary>
    private static byte[] Renewed(SealedParts file, int minutes, Action<Forge, Forge>? change = null)
    {
        var last = file.Apart(file.SealEnd);
        var forge = Forge.Behindhand(file.File);
        var (stamp, field) = (last.Find("@@HOLE@@"), last.Find("/FT/Sig"));
        var stamped = forge.Add(stamp.Body);
        var added = forge.Add(field.Body.Replace($"/V {stamp.Number} 0 R", $"/V {stamped} 0 R", StringComparison.Ordinal));
        foreach (var mark in (string[])["/Type/Page/", "/Type/Catalog"])
        {
            var item = last.Find(mark);
            forge.Objects.Add(item with { Body = item.Body.Replace($"{field.Number} 0 R]", $"{field.Number} 0 R {added} 0 R]", StringComparison.Ordinal) });
        }

        change?.Invoke(forge, last);
        return forge.Write(digest => new TestAuthority(TestPki.World, new FakeTimeProvider(SealedFiles.Now.AddMinutes(minutes))).Token(digest, null));
    }

    private static async Task<IReadOnlyDictionary<char, (SealedParts File, SealedParts Other)>> Make()
    {
        var original = SealedFiles.Original();
        var another = SealedFiles.Original(text: "Arbeidsovereenkomsten");
        var found = new Dictionary<char, (SealedParts, SealedParts)>();
        foreach (var (key, level) in new[] { ('B', SealLevel.B), ('T', SealLevel.T), ('L', SealLevel.LTA) })
        {
            var other = await SealedFiles.Seal(another, level, SealedFiles.Evidence(another, "0123456789abcdef0123456789abcdef", "Iemand Anders"));
            found[key] = (new SealedParts(await SealedFiles.Seal(original, level), original.Length), new SealedParts(other, another.Length));
        }

        return found;
    }

    /// <summary>The same in every run, unlike string.GetHashCode.</summary>
    private static int HashCode(string name) => name.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)) & 0xFFFFFF;
}
