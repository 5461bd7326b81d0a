using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Flexportal.Tests.Faults.Child;

namespace Flexportal.Tests.Faults.Rig;

/// <summary>One silo as a child process: the real host. When it dies it is started again at the same addresses, as a cluster's scheduler does.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Action<ProcessStartInfo, SiloProcess> configure;
    private readonly string log;
    private Process? process;
    private volatile bool ending;
    private readonly Task life;

    public SiloProcess(int number, string folder, Action<ProcessStartInfo, SiloProcess> configure)
    {
        (Number, this.configure, log) = (number, configure, Path.Combine(folder, $"silo-{number}.log"));
        (Port, SiloPort, GatewayPort) = (FreePort(), FreePort(), FreePort());
        life = Task.Run(Live);
    }

    public int Number { get; }

    public int Port { get; }

    public int SiloPort { get; }

    public int GatewayPort { get; }

    /// <summary>Whether it runs and serves.</summary>
    public bool IsReady { get; private set; }

    /// <summary>How often it died.</summary>
    public int Deaths { get; private set; }

    public string Log => File.Exists(log) ? File.ReadAllText(log) : "";

    public void Kill() => Posix.Kill(process!.Id, Posix.SigKill);

    /// <summary>It stands still, as in a long pause of the collector or a virtual machine being moved.</summary>
    public void StandStill()
    {
        IsReady = false;
        Posix.Kill(process!.Id, Posix.SigStop);
    }

    public void GoOn() => Posix.Kill(process!.Id, Posix.SigContinue);

    public async ValueTask DisposeAsync()
    {
        ending = true;
        process?.StandardInput.Close();
        await life;
    }

    private async Task Live()
    {
        while (!ending)
        {
            using var child = Start();
            process = child;
            var complaints = child.StandardError.ReadToEndAsync();
            while (await child.StandardOutput.ReadLineAsync() is { } line)
            {
                await File.AppendAllTextAsync(log, line + "\n");
                IsReady |= line == "ready";
            }

            await child.WaitForExitAsync();
            await File.AppendAllTextAsync(log, await complaints);
            IsReady = false;
            Deaths++;
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SiloProcess).Assembly.Location, "silo"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        configure(start, this);
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
