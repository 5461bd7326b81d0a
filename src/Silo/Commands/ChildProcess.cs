using System.Diagnostics;

namespace Flexportal.Silo.Commands;

/// <summary>What a finished child said.</summary>
/// <param name="Code">Exit code; 128 + signal where it died; null where it had to be killed.</param>
/// <param name="Output">Standard output and error.</param>
internal sealed record ChildAnswer(int? Code, string Output);

/// <summary>Runs a program with a bound on time. Arguments are passed as they are, never through a shell.</summary>
internal static class ChildProcess
{
    public static async Task<ChildAnswer> Run(string program, IEnumerable<string> arguments, TimeSpan patience, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var limit = new CancellationTokenSource(patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ChildAnswer(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return new ChildAnswer(null, "killed: it took too long");
        }
    }
}
