using Flexportal.Web.Pages.Documents;

namespace Flexportal.Web.Pages.Signing;

public sealed record ConfirmData(ConfirmViewer? Viewer, ConfirmDocument? Node);

public sealed record ConfirmViewer(ConfirmWorker Worker);

public sealed record ConfirmWorker(string DisplayName, string Email, bool MoreTimeForCodes);

public sealed record ConfirmDocument(string? Id, string Title, string FileName, string State, string Purpose, string Verification, int PageCount);

public sealed record StartData(OpenPayload SigningStart);

public sealed record CodeDocument(string? Id, string Title, string FileName, string State, Attempt? Attempt);

public sealed record ConfirmCodeData(OpenPayload SigningConfirm);

public sealed record ResendData(ResendPayload SigningResendCode);

public sealed record ResendPayload(IReadOnlyList<UserError> UserErrors);

public sealed record DoneData(DoneViewer? Viewer, DoneDocument? Node);

public sealed record DoneViewer(DoneWorker Worker, DoneList ToSign);

public sealed record DoneWorker(string DisplayName, string Email);

public sealed record DoneList(IReadOnlyList<StateOnly> Nodes);

/// <summary>A signed document.</summary>
/// <param name="Copy">Road of the signed file: SEALING, QUEUED, HANDED_OVER, DELIVERED, BOUNCED, FAILED or PURGED.</param>
public sealed record DoneDocument(string? Id, string Title, string FileName, string State, string Verification, Moment? SignedAt, string? Copy, Proof? Proof);

public sealed record Proof(string Reference, string Signature, string Verification, string DocumentSha256, string? SignedSha256, Moment? MailedAt, string? MailedTo, Download? Download);

public sealed record SideDocument(string? Id, string Title, string FileName, string State, DocumentLockData? Lock);

public sealed record DocumentLockData(string Reason, Moment Since, int CodesSent);

public sealed record RefuseData(OpenPayload DocumentRefuse);
