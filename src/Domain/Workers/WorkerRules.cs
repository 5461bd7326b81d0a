using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;

namespace Flexportal.Domain.Workers;

/// <summary>What may be done with a worker's account.</summary>
public static class WorkerRules
{
    /// <summary>How long an unused session lives.</summary>
    public static readonly TimeSpan SessionIdle = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lives at most.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    /// <summary>Adds or changes a worker.</summary>
    /// <param name="existing">The row, or null for a new worker.</param>
    /// <param name="id">The id for a new one.</param>
    /// <param name="command">The data.</param>
    /// <param name="agency">For the default language.</param>
    /// <param name="seed">For the notice to a former address.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">When.</param>
    public static Decision Upsert(Worker? existing, WorkerId id, UpsertWorker command, Agency agency, MailSeed seed, Actor actor, DateTimeOffset now)
    {
        if (Problem(existing, command) is { } refusal)
        {
            return Decision.No(refusal);
        }

        var name = new PersonName(command.FamilyName.Trim(), Blank(command.NamePrefix), Blank(command.GivenName), Blank(command.Initials));
        var email = command.Email.Trim();
        var before = existing ?? new Worker { Id = id, ExternalId = command.ExternalId, Name = name, Email = email, Language = agency.DefaultLanguage, CreatedAt = now };
        var next = before with
        {
            Name = name,
            Email = email,
            Phone = Blank(command.Phone) ?? before.Phone,
            BirthDate = command.BirthDate ?? before.BirthDate,
            Language = command.Language ?? before.Language,
            MailState = SameAddress(email, before.Email) ? before.MailState : null,
            CredentialsSince = SameAddress(email, before.Email) ? before.CredentialsSince : now,
            UpdatedAt = now,
        };
        var changes = new Changes { Worker = next }
            .Plus(Fact.Of(existing is null ? "worker.created" : "worker.updated", id, now, actor, ("externalId", command.ExternalId.Value)));
        return Decision.Yes(existing is not null && IsMoved(existing, next)
            ? changes.Plus(MailRules.About(MailKind.AddressChanged, seed, next, null, now) with { To = existing.Email })
            : changes);
    }

    /// <summary>Sets language and more time.</summary>
    public static Decision UpdatePreferences(Worker worker, UpdatePreferences command, Actor actor, DateTimeOffset now) =>
        Check.Language("language", command.Language) is { } refusal
            ? Decision.No(refusal)
            : Decision.Yes(new Changes
            {
                Worker = worker with { Language = command.Language ?? worker.Language, MoreTime = command.MoreTime ?? worker.MoreTime, UpdatedAt = now },
            }.Plus(Fact.Of("worker.preferences-updated", worker.Id, now, actor)));

    /// <summary>Mails an invitation without a document.</summary>
    public static Decision Invite(Worker worker, string? language, MailSeed seed, Actor actor, DateTimeOffset now) =>
        Check.Language("language", language) is { } refusal
            ? Decision.No(refusal)
            : Decision.Yes(new Changes()
                .Plus(MailRules.About(MailKind.Invite, seed, worker, null, now, language))
                .Plus(new MailLink(seed.TokenHash, LinkKind.Invite, worker.Id, null, now + MailRules.InviteLifetime))
                .Plus(Fact.Of("worker.invited", worker.Id, now, actor)));

    /// <summary>Mails a reset link (an invitation link for one who never had a password).</summary>
    public static Decision ForgotPassword(Worker worker, MailSeed seed, DateTimeOffset now) =>
        Decision.Yes(new Changes()
            .Plus(MailRules.About(MailKind.PasswordReset, seed, worker, null, now))
            .Plus(new MailLink(seed.TokenHash, LinkKind.PasswordReset, worker.Id, null, now + MailRules.ResetLifetime))
            .Plus(Fact.Of("worker.password-reset-asked", worker.Id, now, Actor.System("portal"))));

    /// <summary>Sets a password by a link, once, and opens the new session. The caller has hashed the password and ends the other sessions.</summary>
    /// <param name="worker">Whose.</param>
    /// <param name="link">The link, or null when its token is unknown.</param>
    /// <param name="hash">The hasher's text.</param>
    /// <param name="opened">The new session.</param>
    /// <param name="others">The sessions to end.</param>
    /// <param name="now">When.</param>
    public static Decision SetPassword(Worker worker, MailLink? link, string hash, Session opened, IEnumerable<Session> others, DateTimeOffset now) =>
        !MaySetPassword(worker, link, now)
            ? Decision.No(RefusalCode.LinkExpired)
            : Decision.Yes(new Changes
            {
                Worker = worker with { PasswordHash = hash, CredentialsSince = now, State = Activated(worker.State), LastSignInAt = now, Devices = Workers.Devices.With(worker.Devices, Workers.Devices.Mark(opened.UserAgent)), UpdatedAt = now },
                Links = [link! with { UsedAt = now }],
                Sessions = [opened, .. others.Select(session => session with { EndedAt = now })],
            }.Plus(Fact.Of("worker.password-set", worker.Id, now, By(worker, opened))));

    /// <summary>
    /// Whether this link may set a password now: unused, in time, of this worker, mailed after the last change of address and password (a former address may be a
    /// stranger's by now); an invitation only while there is no password.
    /// </summary>
    public static bool MaySetPassword(Worker worker, MailLink? link, DateTimeOffset now) =>
        link is { UsedAt: null } && link.Worker == worker.Id && now < link.ExpiresAt && !(MailedAt(link) < worker.CredentialsSince)
        && (link.Kind == LinkKind.PasswordReset || (link.Kind == LinkKind.Invite && worker.PasswordHash is null));

    /// <summary>Records a sign-in whose password was right, with a fresh hash where the old one is too weak by now. From the second device on, each new one is mailed to the worker.</summary>
    /// <param name="worker">Who.</param>
    /// <param name="newHash">The hasher's new text, or null.</param>
    /// <param name="opened">The new session.</param>
    /// <param name="seed">For the notice.</param>
    /// <param name="now">When.</param>
    public static Changes SignedIn(Worker worker, string? newHash, Session opened, MailSeed seed, DateTimeOffset now)
    {
        var devices = Workers.Devices.With(worker.Devices, Workers.Devices.Mark(opened.UserAgent));
        var changes = new Changes
        {
            Worker = worker with { PasswordHash = newHash ?? worker.PasswordHash, State = Activated(worker.State), LastSignInAt = now, Devices = devices },
            Sessions = [opened],
        }.Plus(Fact.Of("worker.signed-in", worker.Id, now, By(worker, opened)));
        return worker.Devices.IsDefaultOrEmpty || devices == worker.Devices
            ? changes
            : changes.Plus(MailRules.About(MailKind.NewDevice, seed, worker, null, now) with { Device = DeviceName.Of(opened.UserAgent) });
    }

    /// <summary>Ends sessions.</summary>
    public static Changes SignedOut(Worker worker, IEnumerable<Session> sessions, Actor actor, DateTimeOffset now) =>
        new Changes { Sessions = [.. sessions.Select(session => session with { EndedAt = now })] }.Plus(Fact.Of("worker.signed-out", worker.Id, now, actor));

    /// <summary>How a worker's page names a session: 64 bits of its hash, so that the page carries no key.</summary>
    public static string SessionName(Session session) => session.Hash[..16];

    /// <summary>The end of a session if it is not used again, or null when it is over.</summary>
    public static DateTimeOffset? SessionEnd(Session session, DateTimeOffset lastUse, DateTimeOffset now)
    {
        var end = lastUse + SessionIdle < session.CreatedAt + SessionLife ? lastUse + SessionIdle : session.CreatedAt + SessionLife;
        return session.EndedAt is null && now < end ? end : null;
    }

    /// <summary>Takes over the fate of a mail to the worker's address; null when nothing changes.</summary>
    public static Worker? MailFate(Worker worker, Mail mail, DateTimeOffset now) =>
        string.Equals(mail.To, worker.Email, StringComparison.OrdinalIgnoreCase) && worker.MailState != mail.State
        && mail.State is DeliveryState.Delivered or DeliveryState.Bounced or DeliveryState.Complained or DeliveryState.Failed
            ? worker with { MailState = mail.State, UpdatedAt = now }
            : null;

    // Before the account was used, an address is only corrected: the wrong one may be a stranger's, who is told nothing.
    private static bool IsMoved(Worker before, Worker after) =>
        before.PasswordHash is not null && !SameAddress(before.Email, after.Email);

    private static bool SameAddress(string one, string other) => EmailAddress.Normalise(one) == EmailAddress.Normalise(other);

    private static DateTimeOffset? MailedAt(MailLink link) => link.Kind switch
    {
        LinkKind.Invite => link.ExpiresAt - MailRules.InviteLifetime,
        LinkKind.PasswordReset => link.ExpiresAt - MailRules.ResetLifetime,
        LinkKind.Resume or LinkKind.SignedCopy => null,
    };

    private static WorkerState Activated(WorkerState state) => state == WorkerState.Invited ? WorkerState.Active : state;

    private static Actor By(Worker worker, Session session) => new(ActorKind.Worker, worker.Id.Value, worker.Name.Display, session.Ip, session.UserAgent);

    private static Refusal? Problem(Worker? existing, UpsertWorker c) =>
        Check.Version(c.IfVersion, existing?.Version ?? 0)
        ?? Check.Text("externalId.value", c.ExternalId.Value, 100)
        ?? Check.Text("externalId.schemeAgencyId", c.ExternalId.Scheme, 100)
        ?? Check.Text("familyName", c.FamilyName, 300)
        ?? Check.Optional("namePrefix", c.NamePrefix, 40)
        ?? Check.Optional("givenName", c.GivenName, 300)
        ?? Check.Optional("initials", c.Initials, 40)
        ?? Check.Email("email", c.Email?.Trim())
        ?? Check.Optional("phone", c.Phone, 40)
        ?? Check.Language("language", c.Language);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
