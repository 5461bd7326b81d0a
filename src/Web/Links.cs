using Flexportal.Domain.Common;

namespace Flexportal.Web;

/// <summary>Every address of the portal.</summary>
internal static class Links
{
    public const string Home = "/";
    public const string SignIn = "/inloggen";
    public const string SignOut = "/uitloggen";
    public const string SignOutEverywhere = "/uitloggen/overal";
    public const string Forgot = "/wachtwoord-vergeten";
    public const string Language = "/taal";
    public const string Personal = "/jouw-documenten";
    public const string SignOutDevice = "/uitloggen/apparaat";
    public const string Help = "/hulp";
    public const string Android = "/hulp/android";
    public const string Settings = "/instellingen";
    public const string Check = "/controleer";
    public const string Privacy = "/privacy";
    public const string Accessibility = "/toegankelijkheid";

    public static string Document(string id) => $"/d/{id}";

    public static string Read(string id) => $"/d/{id}/lezen";

    public static string Text(string id) => $"/d/{id}/tekst";

    public static string Confirm(string id) => $"/d/{id}/ondertekenen";

    public static string Code(string id) => $"/d/{id}/code";

    public static string Resend(string id) => $"/d/{id}/code/opnieuw";

    public static string Done(string id) => $"/d/{id}/klaar";

    public static string MailCopy(string id) => $"/d/{id}/mail";

    public static string HelpWith(string id) => $"{Help}?document={id}";

    public static string Locked(string id) => $"/d/{id}/geblokkeerd";

    public static string Refuse(string id) => $"/d/{id}/weigeren";

    public static string Closed(string id) => $"/d/{id}/gesloten";

    public static string Welcome(string token) => $"/welkom/{token}";

    public static string NewPassword(string token) => $"/wachtwoord/{token}";

    public static string SignInFor(string back) => $"{SignIn}?terug={Uri.EscapeDataString(back)}";

    /// <summary>An address of our own to go back to, or null: never another host, never a scheme.</summary>
    public static string? Own(string? path) =>
        path is { Length: > 0 and <= 300 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal)
        && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl)
            ? path
            : null;

    /// <summary>Whether an address segment can be a document's id; anything else is simply not found.</summary>
    public static bool IsDocument(string id) => OpaqueId.IsWellFormed(id);
}
