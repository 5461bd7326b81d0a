using Flexportal.Contracts;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Grains.Shared;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Writes;

namespace Flexportal.Grains.Workers;

/// <summary>What only this grain reads.</summary>
internal sealed class SignInState
{
    /// <summary>For an upcaster, should the shape change.</summary>
    public int SchemaVersion { get; set; } = 1;

    public SignInLimiter Limiter { get; set; } = new();
}

/// <summary>
/// Sign-in for one login name. The limiter is written before the answer leaves: when it cannot be written there is no answer, so a broken limiter never means "allowed".
/// Unknown names are limited, hashed and answered as known ones.
/// </summary>
[GrainType("flexportal.sign-in")]
internal sealed class SignInGrain(
    [PersistentState("flexportal.sign-in-limiter")] IPersistentState<SignInState> state,
    IRowReader rows,
    ICommitStore commits,
    SignInTools tools,
    TimeProvider time) : Grain, ISignInGrain
{
    private const int MaxRounds = 5;

    private TenantKey Key => TenantKey.Parse(this.GetPrimaryKeyString());

    private TenantId Tenant => Key.Tenant;

    private TenantGrains Grains => new(GrainFactory, Tenant);

    public async Task<Reply<SessionInfo>> SignIn(SignIn command)
    {
        var now = time.GetUtcNow();
        if (SignInRules.MayTry(state.State.Limiter, now) is { } wait)
        {
            return Reply.No<SessionInfo>(wait);
        }

        var address = BudgetKey.OfAddress(BudgetUse.Password, command.Ip);
        if (await Grains.Budget(address).Take() is { } full)
        {
            return Reply.No<SessionInfo>(full);
        }

        var worker = await Find(command.Login);
        var (right, fresh) = await tools.Passwords.Verify(worker?.PasswordHash, command.Password);
        if (worker is null || !right)
        {
            await Keep(SignInRules.Failed(state.State.Limiter, now));
            await Grains.SignInWatch().Wrong(address.Who);
            return Reply.No<SessionInfo>(RefusalCode.SignInFailed);
        }

        // An office signs in from one address all day: only wrong passwords stay counted.
        await Grains.Budget(address).GiveBack();
        if (state.State.Limiter.Failures > 0)
        {
            await Keep(SignInRules.Succeeded(state.State.Limiter));
        }

        return await Open(worker, fresh, new Session(command.SessionHash, worker.Id, command.Ip, command.UserAgent, now, now, null));
    }

    /// <summary>The answer leaves before the name is looked up, so that its time does not tell whether the name is known.</summary>
    public async Task ForgotPassword(string login)
    {
        if (SignInRules.AskReset(state.State.Limiter, time.GetUtcNow()) is not { } counted)
        {
            return;
        }

        await Keep(counted);
        this.RegisterGrainTimer(
            static (call, _) => call.Grain.MailReset(call.Login),
            (Grain: this, Login: login),
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task MailReset(string login)
    {
        if (await Find(login) is { } worker)
        {
            var changes = WorkerRules.ForgotPassword(worker, Seeds.NewMail(tools.Secret), time.GetUtcNow()).Changes;
            await commits.Commit(Tenant, changes, null, CancellationToken.None);
        }
    }

    private async Task<Reply<SessionInfo>> Open(Worker worker, string? fresh, Session opened)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await commits.Commit(Tenant, WorkerRules.SignedIn(worker, fresh, opened, Seeds.NewMail(tools.Secret), opened.CreatedAt), null, CancellationToken.None) == CommitResult.Done)
            {
                return Reply.Of(WorkerGrain.Info(opened));
            }

            var again = await rows.Worker(Tenant, worker.Id, CancellationToken.None);
            if (again is null || again.PasswordHash != worker.PasswordHash)
            {
                return Reply.No<SessionInfo>(RefusalCode.SignInFailed);
            }

            worker = again;
        }

        return Reply.No<SessionInfo>(RefusalCode.Unavailable);
    }

    private async Task<Worker?> Find(string login) =>
        await rows.WorkerByEmail(Tenant, EmailAddress.Normalise(login), CancellationToken.None) is { } id ? await rows.Worker(Tenant, id, CancellationToken.None) : null;

    /// <summary>A failed write leaves nothing in memory that is not in storage.</summary>
    private async Task Keep(SignInLimiter limiter)
    {
        try
        {
            state.State.Limiter = limiter;
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}

/// <summary>What sign-in needs beside the rows.</summary>
internal sealed record SignInTools(PasswordHashing Passwords, SecretKey Secret);
