using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Workers;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.SignIn;

/// <summary>W3 and W5: log in, log out, forgotten password, language. Forms, not GraphQL.</summary>
internal static class SignInPages
{
    private const int MaxMail = 254;
    private static readonly TimeSpan LanguageLife = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.SignIn, Show);
        pages.MapPost(Links.SignIn, SignIn);
        pages.MapPost(Links.SignOut, SignOut);
        pages.MapPost(Links.SignOutEverywhere, SignOutEverywhere).WithMetadata(new SignedInOnly());
        pages.MapPost(Links.SignOutDevice, SignOutDevice).WithMetadata(new SignedInOnly());
        pages.MapGet(Links.SignOutDevice, () => PageResults.See(Links.Settings));
        pages.MapGet(Links.SignOut, () => PageResults.See(Links.Home));
        pages.MapGet(Links.Forgot, ShowForgot);
        pages.MapPost(Links.Forgot, Forgot);
        pages.MapPost(Links.Language, ChooseLanguage);
        pages.MapGet(Links.Language, () => PageResults.See(Links.Home));
    }

    /// <summary>The session as the browser gets it, in the worker's language unless the browser chose one.</summary>
    public static async Task Begin(PortalContext portal, HttpContext http, string secret, WorkerId worker)
    {
        WorkerSessions.Begin(http, secret);
        PortalCookies.Delete(http, PortalCookies.Form);
        if (PortalCookies.Read(http, PortalCookies.Language) is null && await portal.Grains.Worker(worker).Get() is { } profile && Texts.Texts.Find(profile.Language) is { } texts)
            PortalCookies.Write(http, PortalCookies.Language, texts.Tag, LanguageLife);
    }

    private static IResult Show(PortalContext portal, HttpContext http, string? terug, string? fout, int? n, string? weg, string? uit)
    {
        var back = Links.Own(terug);
        return portal.Caller is not null
            ? PageResults.See(back ?? Links.Home)
            : PageResults.Page<SignInForm>(new SignInModel(back, fout, n, weg is not null, uit is not null, TypedText.Read(http).GetValueOrDefault("mail")));
    }

    private static async Task<IResult> SignIn(PortalContext portal, HttpContext http)
    {
        var login = Forms.Text(http, "mail");
        var password = http.Request.Form["wachtwoord"].ToString();
        var back = Links.Own(Forms.Text(http, "terug"));
        var address = back is null ? Links.SignIn : Links.SignInFor(back);
        if (login.Length is 0 or > MaxMail || password.Length is 0 or > SignInRules.MaxPassword)
            return Wrong(http, address, login.Length == 0 ? "MAIL" : password.Length == 0 ? "PASSWORD" : "SIGN_IN_FAILED");
        var secret = Secrets.New();
        var reply = await portal.Grains.SignIn(Secrets.Hash(EmailAddress.Normalise(login)))
            .SignIn(new Domain.Workers.SignIn(login, new Password(password), Secrets.Hash(secret), WorkerSessions.Address(http), WorkerSessions.Agent(http)));
        if (reply.Refusal is { } refusal)
            return Wrong(http, refusal.Code switch
            {
                RefusalCode.SignInTooOften => Wait(address, "TOO_OFTEN", refusal, portal),
                RefusalCode.TooOften => Wait(address, "NETWORK", refusal, portal),
                _ => Forms.With(address, "SIGN_IN_FAILED"),
            }, null);
        await End(portal);
        await Begin(portal, http, secret, reply.Value!.Worker);
        TypedText.Forget(http);
        return PageResults.See(back ?? Links.Home);
    }

    private static async Task<IResult> SignOut(PortalContext portal, HttpContext http)
    {
        await End(portal);
        PortalCookies.Delete(http, PortalCookies.Session);
        return PageResults.See($"{Links.SignIn}?uit=1");
    }

    private static async Task<IResult> SignOutDevice(PortalContext portal, HttpContext http)
    {
        await portal.Grains.Worker(portal.Caller!.Worker).SignOut(Forms.Text(http, "apparaat"), By(portal, http, "sign-out-device"));
        return PageResults.See($"{Links.Settings}?uit=1");
    }

    private static async Task<IResult> SignOutEverywhere(PortalContext portal, HttpContext http)
    {
        await portal.Grains.Worker(portal.Caller!.Worker).SignOutEverywhere(By(portal, http, "sign-out-everywhere"));
        PortalCookies.Delete(http, PortalCookies.Session);
        return PageResults.See($"{Links.SignIn}?uit=1");
    }

    private static CommandContext By(PortalContext portal, HttpContext http, string command)
    {
        var caller = portal.Caller!;
        var actor = new Actor(ActorKind.Worker, caller.Worker.Value, "worker", caller.Address.ToString(), caller.UserAgent);
        return new CommandContext(actor, Forms.Key(http).ToString(), Secrets.Hash(command));
    }

    private static IResult ShowForgot(HttpContext http, string? fout, int? n, string? verstuurd) =>
        PageResults.Page<ForgotForm>(new ForgotModel(fout, n, verstuurd is not null, TypedText.Read(http).GetValueOrDefault("mail")));

    private static async Task<IResult> Forgot(PortalContext portal, HttpContext http)
    {
        var login = Forms.Text(http, "mail");
        if (login.Length == 0)
            return PageResults.See(Forms.With(Links.Forgot, "MAIL"));
        if (await portal.Grains.Budget(BudgetKey.OfAddress(BudgetUse.ForgottenPassword, WorkerSessions.Address(http))).Take() is { } full)
            return Wrong(http, Wait(Links.Forgot, "NETWORK", full, portal), null);
        // The answer is the same for a known and an unknown address, and for one that cannot be one.
        if (EmailAddress.IsWellFormed(login))
            await portal.Grains.SignIn(Secrets.Hash(EmailAddress.Normalise(login))).ForgotPassword(login);
        return PageResults.See($"{Links.Forgot}?verstuurd=1");
    }

    private static async Task<IResult> ChooseLanguage(PortalContext portal, HttpContext http)
    {
        if (Texts.Texts.Find(Forms.Text(http, "taal")) is { } texts && portal.Languages.Contains(texts))
        {
            PortalCookies.Write(http, PortalCookies.Language, texts.Tag, LanguageLife);
            if (portal.Caller is not null)
                await portal.Run<Settings.PreferencesData>("WorkerPreferencesUpdate", new { language = texts.Tag, moreTime = (bool?)null, key = Guid.NewGuid() });
        }

        return PageResults.See(Where(http.Request));
    }

    // Back to the page whose menu was used; its address comes from the browser, so only its path counts.
    private static string Where(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value && Links.Own(from.PathAndQuery) is { } own ? own : Links.Home;

    private static async Task End(PortalContext portal)
    {
        if (portal.Caller is { } caller)
            await portal.Grains.Session(caller.SessionHash).End();
    }

    private static IResult Wrong(HttpContext http, string address, string? problem)
    {
        TypedText.Keep(http, http.Request.Form);
        return PageResults.See(problem is null ? address : Forms.With(address, problem));
    }

    private static string Wait(string address, string problem, Refusal refusal, PortalContext portal) => $"{Forms.With(address, problem)}&n={Forms.Minutes(refusal.At, portal.Now)}";
}

/// <summary>The log-in form.</summary>
/// <param name="Back">Where to go afterwards: an address of our own, or null.</param>
public sealed record SignInModel(string? Back, string? Problem, int? Minutes, bool WasAway, bool SignedOut, string? Mail);

/// <summary>The form for a forgotten password, or the word that a mail may be on its way.</summary>
public sealed record ForgotModel(string? Problem, int? Minutes, bool Sent, string? Mail);
