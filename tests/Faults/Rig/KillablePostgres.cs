using System.Diagnostics;
using System.Globalization;
using Flexportal.Tests.Faults.Child;
using Npgsql;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>
/// A PostgreSQL cluster of our own, in a process group of its own, so that all of it can be killed at once; it comes back by itself.
/// It ends with this process, however that ends: a shell watches the pipe from us.
/// </summary>
internal sealed class KillablePostgres : IAsyncDisposable
{
    private readonly string place;
    private readonly bool asRoot = Environment.UserName == "root";
    private Process? watcher;
    private volatile bool ending;
    private Task supervisor = Task.CompletedTask;

    private KillablePostgres(string place) => this.place = place;

    /// <summary>Number of the process group; a kill point that holds it kills the database.</summary>
    public int Group { get; private set; }

    /// <summary>How often it has been started anew.</summary>
    public int Restarts { get; private set; }

    public string Superuser => $"Host={place};Port=5432;Username=flexportal;Database=postgres";

    /// <param name="folder">Where the data go; null: a folder of its own.</param>
    public static async Task<KillablePostgres> Start(string? folder = null)
    {
        var server = new KillablePostgres(folder ?? Directory.CreateTempSubdirectory("fp-faults-pg-").FullName);
        if (server.asRoot)
        {
            using var chown = Process.Start("chown", ["postgres", server.place]);
            await chown.WaitForExitAsync();
        }

        await server.Shell($"cd '{server.place}' && '{Binaries()}/initdb' -D data -U flexportal -A trust -E UTF8 --locale=C.UTF-8 --no-instructions >init.log 2>&1").WaitForExitAsync();
        server.Run();
        await server.Answers();
        server.supervisor = Task.Run(server.Supervise);
        return server;
    }

    /// <summary>Kills every process of the cluster, as a machine does that stops being one.</summary>
    public void Kill() => Posix.Kill(-Group, Posix.SigKill);

    /// <summary>Waits until it answers.</summary>
    public async Task Answers()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{Superuser};Pooling=false;Timeout=3");
                await connection.OpenAsync();
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException && since.Elapsed < TimeSpan.FromSeconds(90))
            {
                await Task.Delay(50);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        ending = true;
        watcher?.StandardInput.Close();
        await supervisor;
        await Shell($"rm -rf '{place}'").WaitForExitAsync();
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private void Run()
    {
        watcher = Shell(
            $"""
            cd '{place}' && exec 3<&0 || exit 1
            setsid '{Binaries()}/postgres' -D data -k '{place}' -c listen_addresses= -c max_connections=300 -c port=5432 >>log 2>&1 &
            server=$!
            echo $server
            (cat <&3 >/dev/null; kill -9 -$server) &
            wait $server 2>/dev/null
            """);
        Group = int.Parse(watcher.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    private async Task Supervise()
    {
        while (true)
        {
            await watcher!.WaitForExitAsync();
            if (ending)
            {
                return;
            }

            Restarts++;
            Run();
        }
    }

    private Process Shell(string script)
    {
        var start = new ProcessStartInfo(asRoot ? "setpriv" : "sh") { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        string[] arguments = asRoot ? ["--reuid=postgres", "--regid=postgres", "--init-groups", "sh", "-c", script] : ["-c", script];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }

    private static string Binaries() => Environment.GetEnvironmentVariable("FLEXPORTAL_TEST_POSTGRES") is { Length: > 0 } given ? given : Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()!
        : Path.GetDirectoryName(Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, "initdb")).First(File.Exists))!;
}
