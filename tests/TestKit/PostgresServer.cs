using System.Diagnostics;
using Npgsql;

namespace Flexportal.TestKit;

/// <summary>
/// A PostgreSQL cluster for the tests of this process: the one in FLEXPORTAL_TEST_DATABASE (a superuser's connection string), else a private one, started once.
/// A private one ends with this process, however that ends: a shell watches the pipe from us.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>A superuser's connection string to the database <c>postgres</c>.</summary>
    public static string Superuser => Started.Value;

    /// <summary>The data folder of the private cluster; null with a given one.</summary>
    public static string? DataFolder { get; private set; }

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("FLEXPORTAL_TEST_DATABASE") is { Length: > 0 } given)
        {
            DataFolder = ReadDataFolder(given);
            return given;
        }

        var place = Directory.CreateTempSubdirectory("fp-pg-").FullName;
        var asRoot = Environment.UserName == "root";
        if (asRoot)
        {
            Run("chown", "postgres", place);
        }

        DataFolder = Path.Combine(place, "data");
        var script = $"""
            cd "{place}" || exit 1
            "{Binaries()}/initdb" -D data -U flexportal -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >init.log 2>&1 || exit 1
            "{Binaries()}/postgres" -D data -k "{place}" -c listen_addresses= -c max_connections=200 -c port=5432 >log 2>&1 &
            server=$!
            cat >/dev/null
            kill -INT $server
            wait $server
            cd / && rm -rf "{place}" || (sleep 1; rm -rf "{place}")
            """;
        var start = new ProcessStartInfo(asRoot ? "setpriv" : "sh") { RedirectStandardInput = true, WorkingDirectory = "/" };
        string[] arguments = asRoot ? ["--reuid=postgres", "--regid=postgres", "--init-groups", "sh", "-c", script] : ["-c", script];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C";
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.StandardInput.Close();
            process.WaitForExit(10_000);
        };
        var address = $"Host={place};Port=5432;Username=flexportal;Database=postgres";
        WaitUntilReady(address, process, place);
        return address;
    }

    private static void WaitUntilReady(string address, Process process, string place)
    {
        var until = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var connection = new NpgsqlConnection($"{address};Pooling=false");
                connection.Open();
                return;
            }
            catch (NpgsqlException) when (until.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
            {
                // The server's own start is awaited: there is no event for it.
                Thread.Sleep(50);
            }
            catch (NpgsqlException exception)
            {
                throw new InvalidOperationException($"PostgreSQL did not start in {place}.", exception);
            }
        }
    }

    private static string Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()!
        : Path.GetDirectoryName(Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "initdb")).First(File.Exists))!;

    private static string? ReadDataFolder(string superuser)
    {
        using var connection = new NpgsqlConnection($"{superuser};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("show data_directory", connection);
        return (string?)command.ExecuteScalar();
    }

    private static void Run(string file, params string[] arguments)
    {
        using var process = Process.Start(file, arguments);
        process.WaitForExit();
    }
}
