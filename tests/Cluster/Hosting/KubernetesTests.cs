using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

public sealed partial class KubernetesTests
{
    [Theory]
    [InlineData("base")]
    [InlineData("overlays/dev")]
    [InlineData("overlays/production")]
    public async Task the_manifests_render_and_an_edge_pod_gets_no_key_but_the_data_key(string folder)
    {
        var rendered = await Render(folder);
        var documents = rendered.Split("\n---\n");
        var edge = Assert.Single(documents, text => Kind().Match(text).Groups[1].Value == "Deployment" && text.Contains("name: flexportal-edge", StringComparison.Ordinal));
        Assert.Equal(["flexportal-data-key", "flexportal-database"], Secret().Matches(edge).Select(match => match.Groups[1].Value).Distinct().Order());
        var silo = Assert.Single(documents, text => Kind().Match(text).Groups[1].Value == "Deployment" && text.Contains("name: flexportal-silo", StringComparison.Ordinal));
        Assert.Contains("flexportal-seal-key", silo, StringComparison.Ordinal);
        foreach (var deployment in new[] { edge, silo })
        {
            Assert.Contains("terminationGracePeriodSeconds", deployment, StringComparison.Ordinal);
            Assert.Contains("/health/ready", deployment, StringComparison.Ordinal);
            Assert.Contains("readOnlyRootFilesystem: true", deployment, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_developers_cluster_writes_its_mails_to_files_and_is_not_production()
    {
        var rendered = await Render("overlays/dev");

        Assert.Matches(@"name: Flexportal__Mail__Transport\s+value: Pickup", rendered);
        Assert.Contains("ASPNETCORE_ENVIRONMENT: Staging", rendered, StringComparison.Ordinal);
        Assert.Matches(@"name: Flexportal__Mail__Transport\s+value: Postmark", await Render("overlays/production"));
    }

    private static async Task<string> Render(string folder)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Root(), "k8s", folder)]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var kubectl = Process.Start(start)!;
        var faults = kubectl.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var rendered = await kubectl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kubectl.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(kubectl.ExitCode == 0, await faults);
        return rendered;
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

    [GeneratedRegex(@"^kind: (\w+)", RegexOptions.Multiline, 1000)]
    private static partial Regex Kind();

    [GeneratedRegex(@"(?:secretName|secretKeyRef:\s+key: \w+\s+name): (flexportal-[\w-]+)", RegexOptions.None, 1000)]
    private static partial Regex Secret();
}
