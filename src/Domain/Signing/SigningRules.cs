using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Signing;

/// <summary>Ids of a new attempt, made by the grain.</summary>
/// <param name="Transaction">The transaction id.</param>
/// <param name="Salt">Salt of a new code flow, 32 hex digits.</param>
/// <param name="Mail">For the code's mail, or the notice of a lock.</param>
public sealed record AttemptSeed(TransactionId Transaction, string Salt, MailSeed Mail);

/// <summary>The act of signing: start, and confirm with a code. Code, document and signature change in one commit.</summary>
public static class SigningRules
{
    /// <summary>Starts an attempt. Without verification the document is signed at once; else the first code goes out. Starting again resumes.</summary>
    public static Decision Start(
        Agency agency, Document document, CodeChallenge? challenge, Worker worker, StartSigning command, AttemptSeed seed, Actor actor, DateTimeOffset now)
    {
        if (Problem(agency, document, worker, command, now) is { } refusal)
        {
            return Decision.No(refusal);
        }

        if (document.State == DocumentState.AwaitingCode)
        {
            return Decision.Nothing;
        }

        var started = DocumentRules.Opened(document, now) with { Transaction = seed.Transaction, StartedAt = now };
        var facts = document.OpenedAt is null
            ? new Changes().Plus(Fact.Of("document.opened", document.Id, now, actor), Fact.Of("signing.started", document.Id, now, actor, ("transaction", seed.Transaction.Value)))
            : new Changes().Plus(Fact.Of("signing.started", document.Id, now, actor, ("transaction", seed.Transaction.Value)));
        return document.Verification switch
        {
            VerificationMethod.None => Decision.Yes(Sign(facts, agency, started, worker, null, command.Signature, command.Signer, actor, now)),
            VerificationMethod.EmailCode => Decision.Yes(AskCode(facts, agency, started, challenge, worker, command, seed, actor, now)),
        };
    }

    /// <summary>Checks a typed code.</summary>
    /// <param name="agency">The agency.</param>
    /// <param name="document">The document.</param>
    /// <param name="challenge">The flow.</param>
    /// <param name="worker">The worker.</param>
    /// <param name="command">The typed code and the session.</param>
    /// <param name="codes">The flow's codes, derived by the grain: one for each sent code.</param>
    /// <param name="seed">For the notice of a lock.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When: only the persisted instants decide.</param>
    public static Decision Confirm(
        Agency agency, Document document, CodeChallenge? challenge, Worker worker, ConfirmCode command, IReadOnlyList<string> codes, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        if (command.Signer.Worker != document.Worker || challenge is null || (document.Transaction != command.Transaction && challenge.Transaction != command.Transaction))
        {
            return Decision.No(RefusalCode.NotFound);
        }

        if (ChallengeRules.NotRunning(document, challenge, now) is { } refusal)
        {
            return Decision.No(refusal);
        }

        var (typed, unreadable) = CodeText.Parse(command.Typed, challenge.Digits);
        if (typed is null)
        {
            return Decision.No(unreadable! with { AttemptsLeft = ChallengeRules.AttemptsLeft(challenge, agency.Policy) });
        }

        if (CodeDerivation.Matches(typed, codes[challenge.Codes.Length - 1]))
        {
            return ChallengeRules.IsOver(challenge.Current, now)
                ? Decision.No(new Refusal(RefusalCode.CodeExpired, "code") { ResendsLeft = ChallengeRules.ResendsLeft(challenge, agency.Policy), At = challenge.Current.ExpiresAt })
                : Decision.Yes(Accept(agency, document, challenge, worker, command, actor, now));
        }

        return codes.Take(challenge.Codes.Length - 1).Any(old => CodeDerivation.Matches(typed, old))
            ? Decision.No(new Refusal(RefusalCode.CodeReplaced, "code") { At = challenge.Current.SentAt ?? challenge.Current.RequestedAt })
            : ChallengeRules.Wrong(agency, document, challenge, worker, seed, actor, now);
    }

    /// <summary>The evidence of a signature, from what the rows say at that moment. Also made for the dry seal, with the longest texts it can get.</summary>
    public static TransactionEvidence Evidence(
        Agency agency, Document document, Worker worker, CodeChallenge? challenge, SignatureKind kind, SignerSession signer, DateTimeOffset signedAt) => new(
            document.Transaction!.Value.Value,
            new EvidenceAgency(agency.Id.Value, agency.Name),
            document.StartedAt ?? signedAt,
            signedAt,
            document.OfferedAt ?? document.CreatedAt,
            document.OpenedAt,
            document.OfferedBy,
            new EvidenceFile(document.FileName, document.File.PageCount, document.File.Size, document.File.Sha256),
            new EvidenceSignIn(worker.Id.Value, signer.SignInIp, worker.Email, "worker", worker.Name.Display, worker.Email, worker.ExternalId.Value, signer.Since),
            challenge is null ? null : Verification(agency, challenge, signedAt),
            new EvidenceSigner(worker.Name.Display, signer.Ip, worker.Id.Value, worker.Email, kind.ToString().ToUpperInvariant()),
            document.Title,
            ConsentText.Shown(document.Title, signer.Language));

    private static Refusal? Problem(Agency agency, Document document, Worker worker, StartSigning command, DateTimeOffset now) =>
        (command.Signer.Worker == document.Worker ? null : new Refusal(RefusalCode.NotFound))
        ?? (document.Purpose == DocumentPurpose.Sign ? null : new Refusal(RefusalCode.Conflict))
        ?? DocumentRules.NotOpen(document, now)
        ?? (agency.Policy.SignatureKinds.Contains(command.Signature) ? null : new Refusal(RefusalCode.InvalidFormat, "signature"))
        ?? (document.Verification != VerificationMethod.None && (worker.State == WorkerState.Blocked || ChallengeRules.IsAccountSpent(worker, agency.Policy, now))
            ? new Refusal(RefusalCode.AccountLocked)
            : null);

    private static Changes AskCode(
        Changes changes, Agency agency, Document started, CodeChallenge? old, Worker worker, StartSigning command, AttemptSeed seed, Actor actor, DateTimeOffset now)
    {
        var policy = agency.Policy;
        var moreTime = command.MoreTime || worker.MoreTime;
        var challenge = new CodeChallenge
        {
            Document = started.Id,
            Worker = worker.Id,
            Transaction = seed.Transaction,
            UnlockNumber = started.UnlockNumber,
            Salt = seed.Salt,
            Digits = policy.CodeDigits,
            LifetimeSeconds = moreTime ? Math.Max(policy.CodeLifetimeMoreTimeSeconds, policy.CodeLifetimeSeconds) : policy.CodeLifetimeSeconds,
            Destination = worker.Email,
            Signature = command.Signature,
            SignatureSvg = command.SignatureSvg,
            Codes = [new SentCode(1, seed.Mail.Id, now)],
            Version = old?.Version ?? 0,
        };
        return (changes with
        {
            Document = started with { State = DocumentState.AwaitingCode },
            Challenge = challenge,
            Worker = command.MoreTime && !worker.MoreTime ? worker with { MoreTime = true, UpdatedAt = now } : null,
        })
        .Plus(ChallengeRules.CodeMail(seed.Mail, worker, started, 1, now))
        .Plus(Fact.Of("code.asked", started.Id, now, actor, ("to", EmailAddress.Mask(worker.Email))));
    }

    private static Changes Accept(Agency agency, Document document, CodeChallenge challenge, Worker worker, ConfirmCode command, Actor actor, DateTimeOffset now)
    {
        var changes = new Changes
        {
            Challenge = challenge with { State = ChallengeState.Accepted },
            Worker = worker.WrongCodes.IsEmpty ? null : worker with { WrongCodes = [] },
        }
        .Plus(new DueWork(DueKind.ExpireCode, document.Id.Value, null))
        .Plus(Fact.Of("code.entered", document.Id, now, actor, ("number", $"{challenge.Current.Number}")));
        return Sign(changes, agency, document, worker, challenge, challenge.Signature, command.Signer, actor, now);
    }

    private static Changes Sign(
        Changes changes, Agency agency, Document document, Worker worker, CodeChallenge? challenge, SignatureKind kind, SignerSession signer, Actor actor, DateTimeOffset now)
    {
        var transaction = document.Transaction!.Value;
        // Another host may have started the transaction by a clock that is a little ahead; evidence whose times run backwards would never pass as sealed.
        now = Latest(now, document.StartedAt, challenge?.Current.AcceptedAt);
        return (changes with
        {
            Document = document with { State = DocumentState.Signed, SignedAt = now, Copy = SignedCopyState.Sealing, UpdatedAt = now },
            Signature = new Signature
            {
                Document = document.Id,
                Transaction = transaction,
                Worker = worker.Id,
                SignedAt = now,
                Evidence = Evidence(agency, document, worker, challenge, kind, signer, now),
            },
        })
        .Plus(new DueWork(DueKind.Seal, transaction.Value, now), new DueWork(DueKind.ExpireDocument, document.Id.Value, null))
        .Plus(Fact.Of("document.signed", document.Id, now, actor, ("transaction", transaction.Value)));
    }

    private static DateTimeOffset Latest(DateTimeOffset now, params ReadOnlySpan<DateTimeOffset?> recorded)
    {
        foreach (var at in recorded)
        {
            now = at > now ? at.Value : now;
        }

        return now;
    }

    private static EvidenceVerification Verification(Agency agency, CodeChallenge challenge, DateTimeOffset enteredAt) => new(
        "EMAIL_CODE",
        challenge.Digits,
        challenge.Destination,
        challenge.Current.SentAt ?? challenge.Current.RequestedAt,
        challenge.Current.AcceptedAt,
        enteredAt,
        challenge.Codes.Length,
        challenge.WrongTries,
        agency.Policy.MaxWrongTries);
}
