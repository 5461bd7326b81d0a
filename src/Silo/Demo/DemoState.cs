using System.Text.Json;
using Flexportal.Silo.Options;

namespace Flexportal.Silo.Demo;

/// <summary>What was seeded.</summary>
internal sealed record DemoState(IReadOnlyList<DemoTenant> Tenants);

internal sealed record DemoTenant(string Slug, string ApiKey, IReadOnlyList<DemoAccount> Workers);

/// <param name="Id">As the API knows it.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Email">Sign-in name.</param>
/// <param name="Password">In the clear: these people do not exist.</param>
internal sealed record DemoAccount(string Id, string Name, string Email, string Password);

/// <summary><c>.local/demo.json</c>, which other tools read, and the list of accounts that the script prints.</summary>
internal sealed class DemoFile(PortalOptions portal, string mailFolder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path = Path.Combine(portal.StateFolder, "demo.json");

    /// <summary>Slug to API key of an earlier run; only hashes are in the database.</summary>
    public IReadOnlyDictionary<string, string> Keys()
    {
        if (!File.Exists(_path))
        {
            return new Dictionary<string, string>();
        }

        using var file = JsonDocument.Parse(File.ReadAllText(_path));
        return file.RootElement.GetProperty("tenants").EnumerateArray()
            .ToDictionary(tenant => tenant.GetProperty("slug").GetString()!, tenant => tenant.GetProperty("apiKey").GetString()!);
    }

    public void Write(DemoState state)
    {
        var content = new
        {
            BaseUrl = $"http://127.0.0.1:{portal.Port}",
            MailFolder = mailFolder,
            RootCertificate = Path.Combine(portal.StateFolder, "keys", "root.pem"),
            Tenants = state.Tenants.Select(tenant => new
            {
                tenant.Slug,
                Host = $"{tenant.Slug}.{portal.BaseDomain}:{portal.Port}",
                tenant.ApiKey,
                tenant.Workers,
            }),
        };
        Replace(_path, JsonSerializer.Serialize(content, Json) + "\n");
        var lines = state.Tenants.SelectMany(tenant => tenant.Workers.Select(worker => $"{tenant.Slug,-10} {worker.Email,-32} {worker.Password}"));
        Replace(Path.Combine(portal.StateFolder, "demo-accounts.txt"), string.Join('\n', lines) + "\n");
    }

    private static void Replace(string path, string text)
    {
        var draft = path + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(path: draft, options))
        {
            writer.Write(text);
        }

        File.Move(draft, path, overwrite: true);
    }
}
