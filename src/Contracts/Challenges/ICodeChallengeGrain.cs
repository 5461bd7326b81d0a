using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;

namespace Flexportal.Contracts.Challenges;

/// <summary>The act of signing one document, with or without a code. Key: tenant/documentId. Its timer ends a code. Commands are idempotent by key.</summary>
[GrainInterfaceType("flexportal.code-challenge")]
[Alias("flexportal.code-challenge")]
public interface ICodeChallengeGrain : ITenantGrain
{
    /// <summary>Starts (or resumes) the attempt. Without verification the document is signed at once; else the first code is mailed.</summary>
    [Alias("start")]
    Task<SigningReply> Start(StartSigning command, CommandContext context);

    /// <summary>Mails a new code. Refusals: ResendTooSoon (At), ResendsUsedUp, and those of the document's state.</summary>
    [Alias("resend")]
    Task<SigningReply> Resend(TransactionId attempt, WorkerIdentity worker, CommandContext context);

    /// <summary>Checks the typed code; the right one signs in the same commit. Refusals: CodeIncorrect (AttemptsLeft), CodeReplaced, CodeExpired, CodeLength, CodeNotNumeric, TooManyAttempts, and those of the document's state.</summary>
    [Alias("confirm")]
    Task<SigningReply> Confirm(ConfirmCode command, CommandContext context);

    /// <summary>The flow's row was changed by another grain (a code's mail was accepted, an unlock): read it again and arm the timer.</summary>
    [Alias("refresh")]
    Task Refresh();

    /// <summary>Ends a code whose time is over. Called by timer and sweeper; harmless at any time.</summary>
    [Alias("expire")]
    Task Expire();
}

/// <summary>Who asks for a new code.</summary>
/// <param name="Worker">The signed-in worker.</param>
[GenerateSerializer]
[Alias("flexportal.worker-identity")]
[Immutable]
public sealed record WorkerIdentity([property: Id(0)] Domain.Common.WorkerId Worker);

/// <summary>Where the attempt stands after a command; state and refusal may come together.</summary>
/// <param name="Document">The document, or null when it is not there for this worker.</param>
/// <param name="Challenge">The code flow, where there is one.</param>
/// <param name="Refusal">The refusal, or null.</param>
[GenerateSerializer]
[Alias("flexportal.signing-reply")]
[Immutable]
public sealed record SigningReply([property: Id(0)] Document? Document, [property: Id(1)] CodeChallenge? Challenge, [property: Id(2)] Refusal? Refusal);
