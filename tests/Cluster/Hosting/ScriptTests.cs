using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

/// <summary>The script as a newcomer uses it, in a copy of the sources below a folder with spaces and umlauts: it builds, starts, survives and cleans up after itself.</summary>
[Trait("Length", "Long")]
public sealed class ScriptTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flexportal höme ");
    private readonly int _port = FreePort();

    private string Place => Path.Combine(_folder.FullName, "ü b");

    public void Dispose()
    {
        Script("down").GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task up_survives_a_kill_of_everything_says_what_is_wrong_and_leaves_nothing_behind()
    {
        await Copy();
        // As root the server's user must be able to enter, or the data would outlive the test in the system's state folder.
        await Shell($"chmod 755 '{_folder.FullName}'");

        var (code, said) = await Script("up --detach");
        Assert.True(code == 0, said);
        Assert.Contains($"http://taldemo.localhost:{_port}", said, StringComparison.Ordinal);
        Assert.Contains("niki@werknemer.example", said, StringComparison.Ordinal);
        var (added, key) = await Script("agency add noord");
        Assert.True(added == 0 && key.Contains("fp_", StringComparison.Ordinal), key);
        var builtAt = File.GetLastWriteTimeUtc(Path.Combine(Place, ".local", "app", "flexportal.dll"));

        (code, said) = await Script("up --detach");
        Assert.True(code == 0 && said.Contains("already runs", StringComparison.Ordinal), said);

        await Shell("for p in /proc/[0-9]*; do case \"$(tr '\\0' ' ' <$p/cmdline 2>/dev/null) $(readlink $p/cwd 2>/dev/null)\" in *\"$PLACE/.local/\"*) kill -9 ${p#/proc/} 2>/dev/null;; esac; done; true");
        (code, said) = await Script("up --detach");
        Assert.True(code == 0 && !said.Contains("already runs", StringComparison.Ordinal), said);
        Assert.Equal(builtAt, File.GetLastWriteTimeUtc(Path.Combine(Place, ".local", "app", "flexportal.dll")));
        (code, said) = await Script("agency add noord");
        Assert.True(code == 73, said);

        (code, said) = await Script("down");
        Assert.True(code == 0, said);
        Assert.Equal("", await Shell("for p in /proc/[0-9]*; do line=$({ tr '\\0' ' ' <$p/cmdline; } 2>/dev/null || true); case $line in *\"$PLACE/.local/\"*) echo \"$line\";; esac; done"));

        using var other = new TcpListener(IPAddress.Loopback, _port);
        other.Start();
        (code, said) = await Script("up --detach");
        Assert.Equal(1, code);
        Assert.Contains($"port {_port} is taken", said, StringComparison.Ordinal);
        Assert.Contains("FLEXPORTAL_PORT", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agency add noord", 1, "does not run")]
    [InlineData("down", 0, "nothing runs")]
    [InlineData("up --bogus", 1, "--detach")]
    [InlineData("bogus", 64, "Usage")]
    public async Task what_cannot_be_done_is_said(string command, int exit, string words)
    {
        await Copy();

        var (code, said) = await Script(command);

        Assert.Equal(exit, code);
        Assert.Contains(words, said, StringComparison.Ordinal);
    }

    private async Task Copy()
    {
        Directory.CreateDirectory(Place);
        await Shell($"cd '{Root()}' && tar -c --exclude=bin --exclude=obj flexportal tools src demo Directory.Build.props Directory.Packages.props global.json BannedSymbols.txt .editorconfig .globalconfig | tar -x -C \"$PLACE\"");
    }

    private Task<(int Code, string Said)> Script(string command) => Run($"cd \"$PLACE\" && ./flexportal {command} 2>&1");

    private async Task<string> Shell(string command)
    {
        var (code, said) = await Run(command);
        Assert.True(code == 0, said);
        return said;
    }

    private async Task<(int Code, string Said)> Run(string command)
    {
        // Into a file: what the script starts in the background would hold a pipe open.
        var output = Path.Combine(_folder.FullName, "said");
        var start = new ProcessStartInfo("bash", ["-c", $"({command}) >'{output}' 2>&1 </dev/null"])
        {
            Environment = { ["PLACE"] = Place, ["FLEXPORTAL_PORT"] = $"{_port}", ["FLEXPORTAL_DATABASE"] = "" },
        };
        using var shell = Process.Start(start)!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Flexportal.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
