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
        var (edge, silo) = (Deployment(rendered, "edge"), Deployment(rendered, "silo"));
        Assert.Equal(["flexportal-data-key", "flexportal-database"], Secret().Matches(edge).Select(match => match.Groups[1].Value).Distinct().Order());
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

    [Fact]
    public async Task in_production_silos_ask_timestamp_authorities_and_all_pods_have_the_roots_to_check_by()
    {
        var (plain, production) = (await Render("base"), await Render("overlays/production"));

        Assert.Contains("Flexportal__Keys__TrustFolder: /keys/trust", production, StringComparison.Ordinal);
        Assert.DoesNotContain("flexportal-timestamps", plain, StringComparison.Ordinal);
        foreach (var (name, asks) in new[] { ("silo", true), ("edge", false) })
        {
            var (before, after) = (Deployment(plain, name), Deployment(production, name));
            Assert.Matches(@"- mountPath: /keys/trust\n\s+name: trust\n\s+readOnly: true", before);
            Assert.Matches(@"- name: trust\n\s+projected:\n\s+sources:\n\s+- configMap:\n\s+name: flexportal-trust\n(?!\s+- configMap)", before);
            Assert.Matches(@"sources:\n\s+- configMap:\n\s+name: flexportal-trust\n\s+- configMap:\n\s+items:\n\s+- key: time.pem\n\s+path: time/time.pem\n\s+name: flexportal-trust-time\n", after);
            Assert.Equal(asks, after.Contains("- secretRef:\n            name: flexportal-timestamps\n", StringComparison.Ordinal));
        }
    }

    private static string Deployment(string rendered, string name) =>
        Assert.Single(rendered.Split("\n---\n"), text => Kind().Match(text).Groups[1].Value == "Deployment" && text.Contains($"name: flexportal-{name}", StringComparison.Ordinal)) + "\n";

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
