using Flexportal.Silo.Setup;
using Npgsql;

namespace Flexportal.Silo.Options;

/// <summary>The database as people write it: Npgsql's own connection string, or <c>postgresql://user:password@host:port/name?sslmode=require</c>.</summary>
internal static class DatabaseAddress
{
    /// <exception cref="SetupException">It is neither. The text itself is not repeated: it may hold a password.</exception>
    public static string Parse(string text)
    {
        try
        {
            return Read(text);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            throw new SetupException(
                "Flexportal:Database (FLEXPORTAL_DATABASE for the script) is neither postgresql://user:password@host:port/name nor Host=...;Username=...;Password=...;Database=... as Npgsql knows it.");
        }
    }

    private static string Read(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new NpgsqlConnectionStringBuilder(text).ConnectionString;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
        {
            throw new FormatException();
        }

        var login = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Username = login[0].Length > 0 ? login[0] : null,
            Password = login.Length > 1 ? login[1] : null,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            builder[Keyword(Uri.UnescapeDataString(parts[0]))] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return builder.ConnectionString;
    }

    // libpq's names for what Npgsql calls otherwise.
    private static string Keyword(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "application_name" => "Application Name",
        "host" => "Host",
        "connect_timeout" => "Timeout",
        _ => name,
    };
}
