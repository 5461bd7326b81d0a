using Flexportal.Sealing;
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
        var report = SealedFiles.Verifier.Verify(file.Seal().Write(digest => new CmsForge(TestPki.World.SealKey).Sign(digest)));
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
    }

    [Fact]
    public async Task What_the_forge_archives_unchanged_is_valid()
    {
        var (file, _) = (await Files.Value)['L'];
        var clock = new FakeTimeProvider(SealedFiles.Now);
        var forged = file.Apart(file.SealEnd).Write(digest => new TestAuthority(TestPki.World, clock).Token(digest, null));
        var report = SealedFiles.Verifier.Verify(forged);
        Assert.True(report.Verdict == Verdict.Valid, SealedFiles.Say(report));
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
