using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Flexportal.TestKit;
using Npgsql;

namespace Flexportal.Bench.Api;

/// <summary>From the start of the process to the first answered page of an agency, on a database that is set up: the host as it is shipped.</summary>
internal static class StartBench
{
    private const double LimitSeconds = 6;

    public static async Task<int> Run()
    {
        var state = Directory.CreateTempSubdirectory("fp-bench-").FullName;
        var database = $"fp_bench_{Guid.NewGuid():N}"[..20];
        await Execute($"create database {database}");
        try
        {
            await Verb(state, database, "migrate");
            await Verb(state, database, "agency", "add", "bench");
            var seconds = new List<double>();
            for (var round = 0; round <= Rounds.Count; round++)
            {
                var one = await Once(state, database);
                if (round > 0)
                    seconds.Add(one);
            }

            return Rounds.Report("seconds from process start to the first answered page", seconds, LimitSeconds, atLeast: false);
        }
        finally
        {
            await Execute($"drop database {database} with (force)");
            Directory.Delete(state, recursive: true);
        }
    }

    private static async Task<double> Once(string state, string database)
    {
        var port = FreePort();
        var clock = Stopwatch.StartNew();
        using var host = Process.Start(Command(state, database, port, "serve"))!;
        var output = Task.WhenAll(host.StandardOutput.ReadToEndAsync(), host.StandardError.ReadToEndAsync());
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            while (!await Answers(http, port))
            {
                if (host.HasExited || clock.Elapsed > TimeSpan.FromMinutes(1))
                    throw new InvalidOperationException($"The host did not start: {string.Concat(await output)}");
                await Task.Delay(20);
            }

            Console.WriteLine($"  {clock.Elapsed.TotalSeconds:F2} s");
            return clock.Elapsed.TotalSeconds;
        }
        finally
        {
            if (!host.HasExited)
                host.Kill();
            await host.WaitForExitAsync();
        }
    }

    private static async Task<bool> Answers(HttpClient http, int port)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/inloggen");
            request.Headers.Host = string.Create(CultureInfo.InvariantCulture, $"bench.localhost:{port}");
            using var answer = await http.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task Verb(string state, string database, params string[] verb)
    {
        using var process = Process.Start(Command(state, database, FreePort(), verb))!;
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', verb)}: {string.Concat(await output)}");
    }

    private static ProcessStartInfo Command(string state, string database, int port, params string[] verb)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "flexportal.dll"), .. verb]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["Flexportal__Database"] = new NpgsqlConnectionStringBuilder(PostgresServer.Superuser) { Database = database }.ConnectionString;
        start.Environment["Flexportal__StateFolder"] = state;
        start.Environment["Flexportal__Port"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["Flexportal__Orleans__SiloPort"] = FreePort().ToString(CultureInfo.InvariantCulture);
        start.Environment["Flexportal__Orleans__GatewayPort"] = FreePort().ToString(CultureInfo.InvariantCulture);
        return start;
    }

    private static async Task Execute(string sql)
    {
        await using var server = NpgsqlDataSource.Create(PostgresServer.Superuser);
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
