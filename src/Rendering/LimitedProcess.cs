using System.ComponentModel;
using System.Diagnostics;

namespace Flexportal.Rendering;

/// <summary>
/// Runs one tool under <c>prlimit</c>, with bytes in by pipe and bytes out by pipe. The child has no environment of ours, no network where the kernel lets us
/// take it away, and cannot write files of any size that matters.
/// </summary>
internal sealed class LimitedProcess(RenderLimits limits) : IDisposable
{
    private const int FileBytes = 1 << 20;
    private const int ErrorBytes = 8 << 10;

    private static readonly Lazy<bool> NetworkCanBeTaken = new(ProbeUnshare);

    private readonly SemaphoreSlim _places = new(limits.Processes, limits.Processes);

    /// <summary>What a child left behind.</summary>
    internal readonly record struct Result(int ExitCode, byte[] Output, string Errors);

    internal async Task<Result> Run(string tool, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        if (!await _places.WaitAsync(limits.Wait, cancellationToken))
            throw new RenderingException(RenderFailure.Busy, $"no free place for {tool}");
        try
        {
            return await RunOne(tool, arguments, input, cancellationToken);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<Result> RunOne(string tool, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        clock.CancelAfter(limits.Time);
        using var process = Start(tool, arguments);
        try
        {
            var feeding = Feed(process, input, clock.Token);
            var errors = ReadErrors(process, clock.Token);
            var output = await ReadOutput(process, tool, clock.Token);
            await feeding;
            await process.WaitForExitAsync(clock.Token);
            return new Result(process.ExitCode, output, await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RenderingException(RenderFailure.TooHeavy, $"{tool} took longer than {limits.Time.TotalSeconds:0} s");
        }
        finally
        {
            End(process);
        }
    }

    private Process Start(string tool, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("prlimit")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["HOME"] = "/nonexistent";
        start.Environment["XDG_CACHE_HOME"] = "/nonexistent";
        foreach (var limit in (string[])[$"--as={limits.Memory}", $"--cpu={limits.CpuSeconds}", $"--fsize={FileBytes}", "--core=0", "--nofile=64", "--"])
            start.ArgumentList.Add(limit);
        if (NetworkCanBeTaken.Value)
            foreach (var word in (string[])["unshare", "--net", "--"])
                start.ArgumentList.Add(word);
        start.ArgumentList.Add(tool);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start) ?? throw new RenderingException(RenderFailure.Unavailable, tool);
        }
        catch (Win32Exception e)
        {
            throw new RenderingException(RenderFailure.Unavailable, e.Message);
        }
    }

    private static async Task Feed(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child ended before it had read everything: its exit code says why.
        }
    }

    private async Task<byte[]> ReadOutput(Process process, string tool, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int read; (read = await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > limits.Output)
                throw new RenderingException(RenderFailure.TooHeavy, $"{tool} wrote more than {limits.Output} bytes");
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    // Read to the end, so that a talkative child does not block on a full pipe; only the beginning is kept.
    private static async Task<string> ReadErrors(Process process, CancellationToken cancellationToken)
    {
        var kept = new System.Text.StringBuilder();
        var buffer = new char[1024];
        for (int read; (read = await process.StandardError.ReadAsync(buffer, cancellationToken)) > 0;)
            if (kept.Length < ErrorBytes)
                kept.Append(buffer, 0, read);
        return kept.ToString();
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }

    private static bool ProbeUnshare()
    {
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("unshare", ["--net", "--", "true"]) { RedirectStandardError = true, UseShellExecute = false });
            return probe is not null && probe.WaitForExit(2_000) && probe.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
