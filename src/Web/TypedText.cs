using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Flexportal.Web.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Web;

/// <summary>
/// What a worker typed, kept for half an hour in the worker's own browser, encrypted: it comes back after an error or a new sign-in. Bound to the page's path.
/// Passwords and codes are never in it.
/// </summary>
internal static class TypedText
{
    private const int MaxBytes = 2_600;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private static readonly string[] Kept = ["mail", "waarom", "tekst", "over", "telefoon", "document"];

    // It goes into a cipher, so no letter needs an escape that is three times as long.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Typed(string Path, Dictionary<string, string> Values);

    public static void Keep(HttpContext http, IFormCollection form)
    {
        var values = Kept.Where(form.ContainsKey).ToDictionary(name => name, name => form[name].ToString());
        if (values.Values.All(string.IsNullOrEmpty))
            return;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new Typed(http.Request.Path.Value!, values), Compact);
        if (bytes.Length <= MaxBytes)
            PortalCookies.Write(http, PortalCookies.Typed, Convert.ToBase64String(Protector(http).Protect(bytes)), Life);
    }

    public static IReadOnlyDictionary<string, string> Read(HttpContext http)
    {
        if (PortalCookies.Read(http, PortalCookies.Typed) is not { } cookie)
            return new Dictionary<string, string>();
        try
        {
            var typed = JsonSerializer.Deserialize<Typed>(Protector(http).Unprotect(Convert.FromBase64String(cookie)));
            return typed is not null && typed.Path == http.Request.Path.Value ? typed.Values : new Dictionary<string, string>();
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return new Dictionary<string, string>();
        }
    }

    /// <summary>After the page's own success; what was typed on another page stays.</summary>
    public static void Forget(HttpContext http)
    {
        if (Read(http).Count > 0)
            PortalCookies.Delete(http, PortalCookies.Typed);
    }

    private static IDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector("typed", http.RequestServices.GetRequiredService<PortalContext>().Tenant.Value);
}
