using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Flexportal.Tests.Cluster.Api;

/// <summary>The audits of the GraphQL-over-HTTP specification, by an independent client.</summary>
public sealed class HttpAuditTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task All_61_audits_pass()
    {
        var tenant = await host.Tenant();
        var folder = Path.Combine(Path.GetDirectoryName(Here())!, "audits");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            await Run(folder, "npm", "ci", "--no-audit", "--no-fund");

        var report = JsonDocument.Parse(await Run(folder, "node", "audit.mjs", new Uri(host.Address, "/api/graphql").ToString(), tenant.HostName, tenant.Key)).RootElement;

        Assert.Empty(report.GetProperty("failed").EnumerateArray().Select(failed => failed.GetString()));
        Assert.Equal(61, report.GetProperty("ok").GetInt32());
    }

    private static string Here([CallerFilePath] string file = "") => file;

    private static async Task<string> Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {await errors}{output}");
        return output;
    }
}
