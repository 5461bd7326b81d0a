using Flexportal.Api.Common;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using GraphQL;

namespace Flexportal.Api.Workers.Signing;

/// <summary>The page that an attempt is at.</summary>
internal enum SigningStep
{
    Read,
    Confirm,
    Code,
    Sealing,
    Done,
    Refused,
    Locked,
    Expired,
}

/// <summary>One attempt to sign: the same on every device, for as long as its flow runs.</summary>
[Name("SigningAttempt")]
[Implements(typeof(INode))]
internal sealed class Attempt : INode
{
    private readonly WorkerCall _call;
    private readonly Document _document;
    private readonly TransactionId _transaction;
    private readonly CodeChallenge? _flow;

    private Attempt(WorkerCall call, Document document, TransactionId transaction, CodeChallenge? flow) => (_call, _document, _transaction, _flow) = (call, document, transaction, flow);

    [Id]
    public string Id => NodeId.Of(_call.Tenant, _document.Id, _transaction).ToString();

    public SigningStep Step => _document.State switch
    {
        DocumentState.Draft or DocumentState.Offered or DocumentState.Opened => SigningStep.Confirm,
        DocumentState.AwaitingCode => SigningStep.Code,
        DocumentState.Locked => SigningStep.Locked,
        DocumentState.Signed => _document.Copy is SignedCopyState.Sealing ? SigningStep.Sealing : SigningStep.Done,
        DocumentState.Refused => SigningStep.Refused,
        DocumentState.Expired or DocumentState.Withdrawn or DocumentState.Replaced => SigningStep.Expired,
    };

    public DateTimeOffset ServerNow => _call.Now;

    public async Task<ChallengeInfo?> Challenge() => _flow is { Codes.IsEmpty: false } flow ? new ChallengeInfo(_call, flow, (await _call.Agency()).Policy) : null;

    public UrlText ResumeUrl => new($"{_call.Origin}/d/{_document.Id}/code");

    /// <summary>The attempt of a document; null when none was started.</summary>
    internal static Attempt? Of(WorkerCall call, Document document, CodeChallenge? flow) =>
        (document.Transaction ?? flow?.Transaction) is { } transaction ? new Attempt(call, document, transaction, flow?.Transaction == transaction ? flow : null) : null;

    internal static async Task<Attempt?> Find(WorkerCall call, Document document, TransactionId? transaction, CancellationToken cancellation)
    {
        var flows = await call.Parts.Reads.Challenges(call.Tenant, [document.Id], cancellation);
        return Of(call, document, flows.GetValueOrDefault(document.Id)) is { } attempt && attempt._transaction == transaction ? attempt : null;
    }
}

/// <summary>The running code, as its worker may see it.</summary>
[Name("CodeChallenge")]
internal sealed class ChallengeInfo(WorkerCall call, CodeChallenge flow, SigningPolicy policy)
{
    public static VerificationMethod Method => VerificationMethod.EmailCode;

    public string MaskedDestination => EmailAddress.Mask(flow.Destination);

    public LocalizedTime? SentAt => LocalizedTime.Of(flow.Current.SentAt, call.Language);

    public DeliveryState Delivery => flow.Current.Delivery;

    /// <summary>Null until the provider has accepted the mail: no time runs before.</summary>
    public DateTimeOffset? ExpiresAt => flow.Current.ExpiresAt;

    public int LifetimeSeconds => flow.LifetimeSeconds;

    public int Digits => flow.Digits;

    public int ResendsLeft => Math.Max(0, policy.MaxResends - flow.ResendsUsed);

    public int AttemptsLeft => Math.Max(0, policy.MaxWrongTries - flow.WrongTries);

    /// <summary>Null when no new code is left.</summary>
    public DateTimeOffset? CanResendAt => ResendsLeft > 0 ? flow.Current.RequestedAt.AddSeconds(policy.ResendPauseSeconds) : null;

    /// <summary>From when on a mail that was not accepted is called late.</summary>
    public DateTimeOffset LateAt => flow.Current.RequestedAt.AddSeconds(policy.MailWaitSeconds);
}
