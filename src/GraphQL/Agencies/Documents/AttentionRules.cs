using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;

namespace Flexportal.Api.Agencies.Documents;

/// <summary>Why an agency should look at a document.</summary>
internal enum AttentionReason
{
    MailBounced,
    NeverOpened,
    OpenedNotSigned,
    CodeLocked,
    Refused,
    ExpiresSoon,
    Expired,
    SealingFailed,
}

/// <summary>Computes the reasons from rows that are read anyway.</summary>
internal static class AttentionRules
{
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(3);
    private static readonly TimeSpan Soon = TimeSpan.FromDays(2);

    public static IReadOnlyList<AttentionReason> Of(Document document, Signature? signature, DateTimeOffset now) => [.. Reasons(document, signature, now)];

    private static IEnumerable<AttentionReason> Reasons(Document document, Signature? signature, DateTimeOffset now)
    {
        if (document.Copy is SignedCopyState.Bounced or SignedCopyState.Failed)
            yield return AttentionReason.MailBounced;
        if (signature is { Sealed: null, SealProblem: not null })
            yield return AttentionReason.SealingFailed;
        if (document.State == DocumentState.Locked)
            yield return AttentionReason.CodeLocked;
        if (document.State == DocumentState.Refused)
            yield return AttentionReason.Refused;
        if (document.State == DocumentState.Expired)
            yield return AttentionReason.Expired;
        if (document.Purpose == DocumentPurpose.Sign && document.State == DocumentState.Offered && document.OfferedAt + Quiet < now)
            yield return AttentionReason.NeverOpened;
        if (document.Purpose == DocumentPurpose.Sign && document.State is DocumentState.Opened or DocumentState.AwaitingCode && document.OpenedAt + Quiet < now)
            yield return AttentionReason.OpenedNotSigned;
        if (document.State is DocumentState.Offered or DocumentState.Opened or DocumentState.AwaitingCode or DocumentState.Locked && document.ExpiresAt - Soon < now)
            yield return AttentionReason.ExpiresSoon;
    }
}
