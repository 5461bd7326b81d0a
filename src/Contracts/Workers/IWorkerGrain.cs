using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;

namespace Flexportal.Contracts.Workers;

/// <summary>A worker. Key: tenant/workerId.</summary>
[GrainInterfaceType("flexportal.worker")]
[Alias("flexportal.worker")]
public interface IWorkerGrain : ITenantGrain
{
    /// <summary>The worker, or null.</summary>
    [Alias("get")]
    ValueTask<Worker?> Get();

    /// <summary>Adds or changes the worker; the caller has found or derived the id by the external id. Idempotent by the command's key.</summary>
    [Alias("upsert")]
    Task<Reply<Worker>> Upsert(UpsertWorker command, CommandContext context);

    /// <summary>Language and more time. Idempotent by the command's key.</summary>
    [Alias("preferences")]
    Task<Reply<Worker>> UpdatePreferences(UpdatePreferences command, CommandContext context);

    /// <summary>Mails an invitation with a link to set the first password (or to sign in), in this language or, where it is null, the worker's own. Refusal: InvalidFormat (language). Idempotent by the command's key.</summary>
    [Alias("invite")]
    Task<Reply<Worker>> Invite(string? language, CommandContext context);

    /// <summary>Sets a password by a mail link's token, ends all other sessions and opens a new one. Refusals: LinkExpired, PasswordTooShort, PasswordTooCommon.</summary>
    [Alias("set-password")]
    Task<Reply<SessionInfo>> SetPassword(SetPassword command);

    /// <summary>Passes a question on to the agency; the answer is its number. Refusals: NotFound (a document that is not the worker's), InvalidFormat, Unavailable. Idempotent by the command's key.</summary>
    [Alias("ask-help")]
    Task<Reply<HelpQuestion>> AskHelp(AskHelp command, CommandContext context);

    /// <summary>The living sessions, the last used first.</summary>
    [Alias("sessions")]
    Task<IReadOnlyList<Session>> Sessions();

    /// <summary>Ends one session by its name on the worker's page (<c>WorkerRules.SessionName</c>); an unknown one is over already.</summary>
    [Alias("sign-out")]
    Task SignOut(string session, CommandContext context);

    /// <summary>Ends every session of the worker.</summary>
    [Alias("sign-out-everywhere")]
    Task SignOutEverywhere(CommandContext context);
}

/// <summary>Sign-in for one login name. Key: tenant/SHA-256 of the normalised address. Its limiter lives in Orleans' own storage.</summary>
[GrainInterfaceType("flexportal.sign-in")]
[Alias("flexportal.sign-in")]
public interface ISignInGrain : ITenantGrain
{
    /// <summary>Checks the password; the hasher runs also for unknown names. Refusals: SignInFailed, SignInTooOften (this name), TooOften (this network address).</summary>
    [Alias("sign-in")]
    Task<Reply<SessionInfo>> SignIn(SignIn command);

    /// <summary>Mails a reset link when the name is known; the answer is the same when it is not. At most 3 an hour.</summary>
    [Alias("forgot")]
    Task ForgotPassword(string login);
}

/// <summary>One session. Key: tenant/SHA-256 of the session id.</summary>
[GrainInterfaceType("flexportal.session")]
[Alias("flexportal.session")]
public interface ISessionGrain : ITenantGrain
{
    /// <summary>The session while it lives (15 minutes idle, 12 hours in all), else null. Counts as use.</summary>
    [Alias("get")]
    ValueTask<SessionInfo?> Get();

    /// <summary>Signs out.</summary>
    [Alias("end")]
    Task End();

    /// <summary>Forget the cached row; called when sessions are revoked.</summary>
    [Alias("drop")]
    Task Drop();
}

/// <summary>A living session.</summary>
/// <param name="Worker">Who.</param>
/// <param name="Since">When the password was given.</param>
/// <param name="Ip">Address of the sign-in.</param>
/// <param name="ExpiresAt">The latest end, if unused until then.</param>
[GenerateSerializer]
[Alias("flexportal.session-info")]
[Immutable]
public sealed record SessionInfo([property: Id(0)] WorkerId Worker, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] string Ip, [property: Id(3)] DateTimeOffset ExpiresAt);
