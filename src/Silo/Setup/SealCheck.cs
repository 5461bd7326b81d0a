using System.Security.Cryptography;
using Flexportal.Sealing.Verify;
using Flexportal.Web.Pages.Check;

namespace Flexportal.Silo.Setup;

/// <summary>The verifier behind the public page. The roots are read for each file, so that a root put beside the others needs no restart.</summary>
internal sealed class SealCheck(string trustFolder, TimeProvider time) : ISealCheck
{
    public Task<SealVerdict> Check(ReadOnlyMemory<byte> file, CancellationToken cancellation) => Task.Run(() => Judge(file), cancellation);

    private SealVerdict Judge(ReadOnlyMemory<byte> file)
    {
        var report = new SealVerifier(TrustAnchors.FromFolder(trustFolder), time).Verify(file);
        var outcome = report.Verdict switch
        {
            Verdict.Valid => SealOutcomeKind.Valid,
            Verdict.NotValid => SealOutcomeKind.NotValid,
            Verdict.NotSealed => SealOutcomeKind.NotSealed,
        };
        var found = report.Findings;
        return new SealVerdict(outcome, found?.Seal, found?.StampedAt ?? found?.SealedAt, found?.TransactionId, Convert.ToHexStringLower(SHA256.HashData(file.Span)), report.ReasonCode);
    }
}
