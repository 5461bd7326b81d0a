using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Flexportal.Sealing.Cms;
using Flexportal.Sealing.Verify;
using Xunit;

namespace Flexportal.Tests.Fast.Sealing.Cms;

public sealed class CertificatePathTests
{
    private static readonly DateTimeOffset From = TestKeys.Made;

    [Theory]
    [InlineData(1, null)]
    [InlineData(-1, VerificationReason.CertificateTime)]
    [InlineData(400, VerificationReason.CertificateTime)]
    public void A_certificate_counts_in_its_time_only(int day, VerificationReason? reason) => Judge(Chain(below: 1), From.AddDays(day), reason);

    [Theory]
    [InlineData(0, VerificationReason.CertificateForm)]
    [InlineData(1, null)]
    public void A_root_says_how_many_authorities_may_follow(int below, VerificationReason? reason) => Judge(Chain(below), From.AddDays(1), reason);

    [Fact]
    public void A_seal_certificate_issues_no_other() => Judge(Chain(below: 2, middleIsAuthority: false), From.AddDays(1), VerificationReason.CertificateForm);

    [Fact]
    public void The_same_names_with_another_key_are_another_root()
    {
        var (chain, other) = (Chain(below: 1), Chain(below: 1));
        Judge([chain[0], chain[1], other[2]], From.AddDays(1), VerificationReason.UntrustedRoot);
    }

    private static void Judge(DerCertificate[] chain, DateTimeOffset at, VerificationReason? reason)
    {
        IReadOnlyList<DerCertificate> Build() => CertificatePath.Build(chain[0], [chain[1]], [chain[2].Der], at);
        if (reason is null)
        {
            Assert.Equal(3, Build().Count);
        }
        else
        {
            Assert.Equal(reason, Assert.Throws<Rejection>(Build).Reason);
        }
    }

    /// <summary>Leaf, authority, root; the leaf is valid for a year.</summary>
    private static DerCertificate[] Chain(int below, bool middleIsAuthority = true)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leafKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = TestKeys.Authority("Root", rootKey, below).CreateSelfSigned(From.AddYears(-1), From.AddYears(9));
        var request = middleIsAuthority ? TestKeys.Authority("Middle", middleKey, 0) : TestKeys.Request("Middle", middleKey);
        using var middle = request.Create(root.SubjectName, X509SignatureGenerator.CreateForECDsa(rootKey), From.AddYears(-1), From.AddYears(5), [0x21]);
        using var leaf = TestKeys.Request("Leaf", leafKey).Create(middle.SubjectName, X509SignatureGenerator.CreateForECDsa(middleKey), From, From.AddYears(1), [0x22]);
        return [DerCertificate.Read(leaf.RawData), DerCertificate.Read(middle.RawData), DerCertificate.Read(root.RawData)];
    }
}
