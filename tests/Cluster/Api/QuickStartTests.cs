using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>The commands that the README gives for the first document, as they stand there.</summary>
public sealed class QuickStartTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_first_document_of_the_readme_is_put_up()
    {
        var tenant = await host.Tenant();
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));
        var section = (await File.ReadAllTextAsync(Path.Combine(root, "README.md"), TestContext.Current.CancellationToken)).Split("## The first document")[1];
        var script = section.Split("```sh\n")[1].Split("```")[0];

        var (code, output) = await Run(root, script, ("HOST", tenant.HostName), ("KEY", tenant.Key));

        Assert.True(code == 0, output);
        Assert.Contains("\"state\":\"OFFERED\"", output.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("errors\":[{", output, StringComparison.Ordinal);
        var listed = await tenant.Data("{ documents { totalCount nodes { title worker { displayName email } } } }");
        Assert.Equal(1, listed.GetProperty("documents").GetProperty("totalCount").GetInt32());
        Assert.Equal("Jan Jansen", listed.GetProperty("documents").GetProperty("nodes")[0].GetProperty("worker").GetProperty("displayName").GetString());
    }

    private static string Here([CallerFilePath] string file = "") => file;

    private static async Task<(int Code, string Output)> Run(string folder, string script, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-c", script]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }
}
