using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;

namespace Flexportal.Domain.Challenges;

/// <summary>The code flow (design section 5): new codes, the clock, the tries, the lock.</summary>
public static class ChallengeRules
{
    /// <summary>Codes of one flow at the very most, uncharged ones included.</summary>
    public const int MaxCodes = 12;

    private static readonly TimeSpan AccountWindow = TimeSpan.FromDays(30);

    /// <summary>From when on a new code may be asked: 15 s after the last, or 20 s while its mail has not been accepted.</summary>
    public static DateTimeOffset CanResendAt(CodeChallenge challenge, SigningPolicy policy)
    {
        var current = challenge.Current;
        var waiting = current.AcceptedAt is null && current.Delivery is DeliveryState.Queued or DeliveryState.Delayed;
        return current.RequestedAt + TimeSpan.FromSeconds(waiting ? Math.Max(policy.ResendPauseSeconds, policy.MailWaitSeconds) : policy.ResendPauseSeconds);
    }

    /// <summary>New codes that remain.</summary>
    public static int ResendsLeft(CodeChallenge challenge, SigningPolicy policy) => Math.Max(0, policy.MaxResends - challenge.ResendsUsed);

    /// <summary>Tries that remain.</summary>
    public static int AttemptsLeft(CodeChallenge challenge, SigningPolicy policy) => Math.Max(0, policy.MaxWrongTries - challenge.WrongTries);

    /// <summary>Whether the mail of the running code is late: not accepted within 20 s. No time runs, and a new code is free.</summary>
    public static bool IsMailLate(CodeChallenge challenge, SigningPolicy policy, DateTimeOffset now) =>
        challenge.Current.AcceptedAt is null
        && (now - challenge.Current.RequestedAt >= TimeSpan.FromSeconds(policy.MailWaitSeconds)
            || challenge.Current.Delivery is DeliveryState.Failed or DeliveryState.Bounced);

    /// <summary>Whether the account has used up its wrong tries of 30 days.</summary>
    public static bool IsAccountSpent(Worker worker, SigningPolicy policy, DateTimeOffset now) => Recent(worker, now).Count() >= policy.MaxAccountTries;

    /// <summary>Replaces the running code by a new one. A code whose mail was never accepted is not charged.</summary>
    public static Decision Resend(Agency agency, Document document, CodeChallenge challenge, Worker worker, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        if (NotRunning(document, challenge, now) is { } refusal)
        {
            return Decision.No(refusal);
        }

        var policy = agency.Policy;
        if (ResendsLeft(challenge, policy) == 0 && IsOver(challenge.Current, now))
        {
            return new Decision(Lock(document, challenge, LockReason.ResendsUsedUp, worker, seed, Actor.System("code"), now), new Refusal(RefusalCode.DocumentLocked) { At = now });
        }

        var late = IsMailLate(challenge, policy, now);
        if ((ResendsLeft(challenge, policy) == 0 && !late) || challenge.Codes.Length >= MaxCodes)
        {
            return Decision.No(new Refusal(RefusalCode.ResendsUsedUp) { ResendsLeft = 0 });
        }

        if (CanResendAt(challenge, policy) is var from && now < from)
        {
            return Decision.No(new Refusal(RefusalCode.ResendTooSoon) { At = from, ResendsLeft = ResendsLeft(challenge, policy) });
        }

        var replaced = challenge.Current with { Charged = challenge.Current.Charged && !late };
        var code = new SentCode(challenge.Codes.Length + 1, seed.Id, now);
        var next = challenge with { Destination = worker.Email, Codes = [.. challenge.Codes[..^1], replaced, code] };
        return Decision.Yes(new Changes { Challenge = next }
            .Plus(CodeMail(seed, worker, document, code.Number, now))
            .Plus(new DueWork(DueKind.ExpireCode, document.Id.Value, null))
            .Plus(Fact.Of("code.resent", document.Id, now, actor, ("number", $"{code.Number}"))));
    }

    /// <summary>Takes over what happened to a code's mail. Acceptance of the running code starts its clock.</summary>
    /// <returns>Null when nothing changes.</returns>
    public static Changes? MailFate(CodeChallenge challenge, Mail mail)
    {
        var index = mail.CodeNumber is { } number ? challenge.Codes.ToList().FindIndex(code => code.Number == number && code.Mail == mail.Id) : -1;
        if (index < 0)
        {
            return null;
        }

        var before = challenge.Codes[index];
        var starts = before.AcceptedAt is null && mail.AcceptedAt is not null;
        var after = before with
        {
            SentAt = mail.SentAt ?? before.SentAt,
            AcceptedAt = before.AcceptedAt ?? mail.AcceptedAt,
            ExpiresAt = starts ? mail.AcceptedAt + TimeSpan.FromSeconds(challenge.LifetimeSeconds) : before.ExpiresAt,
            Delivery = mail.State,
        };
        if (after == before)
        {
            return null;
        }

        var changes = new Changes { Challenge = challenge with { Codes = challenge.Codes.SetItem(index, after) } };
        var running = index == challenge.Codes.Length - 1 && challenge.State == ChallengeState.Running;
        return starts && running
            ? changes.Plus(new DueWork(DueKind.ExpireCode, challenge.Document.Value, after.ExpiresAt))
                .Plus(Fact.Of("code.accepted-by-provider", challenge.Document, mail.AcceptedAt!.Value, Actor.System("mail"), ("number", $"{before.Number}")))
            : changes;
    }

    /// <summary>Whether a code mail is still wanted: its code runs and has not been replaced.</summary>
    public static bool IsWanted(CodeChallenge? challenge, Mail mail) =>
        challenge is { State: ChallengeState.Running } && challenge.Current.Mail == mail.Id;

    /// <summary>Ends the running code when its time is over: the flow locks after the last one, else only the end is noted.</summary>
    public static Decision Expire(Agency agency, Document document, CodeChallenge challenge, Worker worker, MailSeed seed, DateTimeOffset now)
    {
        var current = challenge.Current;
        if (challenge.State != ChallengeState.Running || document.State != DocumentState.AwaitingCode || current.Ended || !IsOver(current, now))
        {
            return Decision.Nothing;
        }

        if (ResendsLeft(challenge, agency.Policy) == 0)
        {
            return Decision.Yes(Lock(document, challenge, LockReason.ResendsUsedUp, worker, seed, Actor.System("code"), now));
        }

        return Decision.Yes(new Changes { Challenge = challenge with { Codes = [.. challenge.Codes[..^1], current with { Ended = true }] } }
            .Plus(new DueWork(DueKind.ExpireCode, document.Id.Value, null))
            .Plus(Fact.Of("code.expired", document.Id, current.ExpiresAt!.Value, Actor.System("code"), ("number", $"{current.Number}"))));
    }

    /// <summary>A wrong try: counted in the commit that answers, and locking when it was the last.</summary>
    internal static Decision Wrong(Agency agency, Document document, CodeChallenge challenge, Worker worker, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var counted = challenge with { WrongTries = challenge.WrongTries + 1 };
        var account = worker with { WrongCodes = [.. Recent(worker, now), now] };
        var fact = Fact.Of("code.wrong", document.Id, now, actor, ("try", $"{counted.WrongTries}"));
        var spent = IsAccountSpent(account, agency.Policy, now);
        if (AttemptsLeft(counted, agency.Policy) > 0 && !spent)
        {
            return new Decision(
                new Changes { Challenge = counted, Worker = account }.Plus(fact),
                new Refusal(RefusalCode.CodeIncorrect, "code") { AttemptsLeft = AttemptsLeft(counted, agency.Policy) });
        }

        var locked = Lock(document, counted, LockReason.TooManyAttempts, worker, seed, actor, now);
        return new Decision(
            // The try comes before the lock that it brought about.
            locked with { Facts = [fact, .. locked.Facts], Worker = spent ? account with { State = WorkerState.Blocked } : account },
            new Refusal(RefusalCode.TooManyAttempts, "code") { AttemptsLeft = 0, At = now });
    }

    internal static Refusal? NotRunning(Document document, CodeChallenge challenge, DateTimeOffset now) =>
        DocumentRules.NotOpen(document, now)
        ?? (document.State == DocumentState.AwaitingCode && challenge.State == ChallengeState.Running ? null : new Refusal(RefusalCode.Conflict));

    internal static bool IsOver(SentCode code, DateTimeOffset now) => code.ExpiresAt is { } end && now >= end;

    internal static Mail CodeMail(MailSeed seed, Worker worker, Document document, int number, DateTimeOffset now) =>
        MailRules.About(MailKind.Code, seed, worker, document, now) with { CodeNumber = number };

    private static Changes Lock(Document document, CodeChallenge challenge, LockReason reason, Worker worker, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        var next = document with
        {
            State = DocumentState.Locked,
            Lock = new DocumentLock(reason, now, challenge.WrongTries, challenge.Codes.Length),
            UpdatedAt = now,
        };
        return new Changes { Document = next, Challenge = challenge with { State = ChallengeState.Locked } }
            .Plus(MailRules.About(MailKind.Locked, seed, worker, next, now))
            .Plus(new DueWork(DueKind.ExpireCode, document.Id.Value, null))
            .Plus(Fact.Of("document.locked", document.Id, now, actor, ("reason", reason.ToString())));
    }

    private static IEnumerable<DateTimeOffset> Recent(Worker worker, DateTimeOffset now) => worker.WrongCodes.Where(at => now - at < AccountWindow);
}
