using Flexportal.Sealing.Verify;

namespace Flexportal.Tests.Fast.Sealing.Tampering;

/// <summary>What a manipulation works on.</summary>
/// <param name="Parts">A sealed file: B, T and B-LTA in turn.</param>
/// <param name="Random">Seeded by kind and variant, so a failure can be made again.</param>
/// <param name="Variant">0 to 19.</param>
internal sealed record Work(SealedParts Parts, SealedParts Other, Random Random, int Variant);

/// <summary>One way to cheat.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="On">Levels it is tried on: any of B, T and L.</param>
/// <param name="Reasons">What the verifier may answer.</param>
/// <param name="Make">Makes the manipulated file.</param>
internal sealed record Manipulation(string Name, string On, VerificationReason[] Reasons, Func<Work, byte[]> Make)
{
    public override string ToString() => Name;
}
