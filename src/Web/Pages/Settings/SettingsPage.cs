using Flexportal.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Flexportal.Web.Pages.Settings;

/// <summary>W20: language, more time, larger text, mail address, devices, log out one or everywhere.</summary>
internal static class SettingsPage
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Links.Settings, Show).WithMetadata(new SignedInOnly());
        pages.MapPost(Links.Settings, Save).WithMetadata(new SignedInOnly());
    }

    private static async Task<IResult> Show(PortalContext portal, string? fout, string? bewaard, string? uit) =>
        await portal.Run<SettingsData>("SettingsPage") is { Viewer: { } viewer }
            ? PageResults.Page<SettingsView>(new SettingsModel(viewer.Worker, viewer.Devices, fout, bewaard is not null, uit is not null))
            : PageResults.See(Links.SignIn);

    private static async Task<IResult> Save(PortalContext portal, HttpContext http)
    {
        var texts = Texts.Texts.Find(Forms.Text(http, "taal")) is { } found && portal.Languages.Contains(found) ? found : portal.T;
        var errors = (await portal.Run<PreferencesData>("WorkerPreferencesUpdate", new { language = texts.Tag, moreTime = Forms.Ticked(http, "meer-tijd"), key = Forms.Key(http) }))
            .WorkerPreferencesUpdate.UserErrors;
        if (errors is [{ } error, ..])
            return PageResults.See(Forms.With(Links.Settings, error.Code));
        PortalCookies.Write(http, PortalCookies.Language, texts.Tag, Life);
        if (Forms.Ticked(http, "groot"))
            PortalCookies.Write(http, PortalCookies.LargeText, "1", Life);
        else if (portal.LargeText)
            PortalCookies.Delete(http, PortalCookies.LargeText);
        return PageResults.See($"{Links.Settings}?bewaard=1");
    }
}

public sealed record SettingsData(SettingsViewer? Viewer);

public sealed record SettingsViewer(SettingsWorker Worker, IReadOnlyList<SettingsDevice> Devices);

/// <summary>A browser that is signed in.</summary>
public sealed record SettingsDevice(string Name, string Browser, string System, Moment SignedInAt, Moment LastUsedAt, bool IsThis)
{
    /// <summary>In plain words.</summary>
    public string Say(Texts.Texts t) => (Browser, System) switch
    {
        ("", "") => t.DeviceUnknown,
        ({ Length: > 0 }, { Length: > 0 }) => t.DeviceOn(Browser, System),
        _ => Browser + System,
    };
}

public sealed record SettingsWorker(string DisplayName, string Email, string Language, bool MoreTimeForCodes);

public sealed record PreferencesData(PreferencesPayload WorkerPreferencesUpdate);

public sealed record PreferencesPayload(IReadOnlyList<UserError> UserErrors);

public sealed record SettingsModel(SettingsWorker Worker, IReadOnlyList<SettingsDevice> Devices, string? Problem, bool Saved, bool SignedOut);
