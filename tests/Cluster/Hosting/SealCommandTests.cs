using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Flexportal.Silo;
using Xunit;

namespace Flexportal.Tests.Cluster.Hosting;

/// <summary><c>./flexportal seal</c> and <c>verify</c> as scripts call them: the exit code says what happened, for any input.</summary>
public sealed class SealCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("flexportal-seal");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task a_document_is_sealed_and_found_valid_also_over_itself()
    {
        var file = Write("in.pdf", Document);

        var (code, answer) = await Run("seal", file, PathOf("out.pdf"), "--json");
        Assert.Equal((0, "B-B"), (code, (string?)JsonNode.Parse(answer)!["level"]));
        Assert.Equal(0, (await Run("verify", PathOf("out.pdf"))).Code);
        Assert.StartsWith(Document, await File.ReadAllTextAsync(PathOf("out.pdf"), Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(0, (await Run("seal", file, file)).Code);
        Assert.Equal(0, (await Run("verify", file)).Code);
        Assert.Equal(3, Directory.GetFileSystemEntries(_folder.FullName).Length);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("no document", "not_a_pdf")]
    [InlineData("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n", "no_pages")]
    public async Task what_cannot_be_sealed_is_refused_with_a_stable_code(string text, string reason)
    {
        var (code, answer) = await Run("seal", Write("in.pdf", text), PathOf("out.pdf"), "--json");

        Assert.Equal((3, reason), (code, (string?)JsonNode.Parse(answer)!["code"]));
        Assert.False(File.Exists(PathOf("out.pdf")));
    }

    [Fact]
    public async Task a_device_that_never_ends_is_too_large_and_one_that_is_written_to_stays()
    {
        Assert.Equal(3, (await Run("seal", "/dev/zero", PathOf("out.pdf"))).Code);
        Assert.Equal(74, (await Run("verify", "/dev/zero")).Code);
        Assert.Equal(0, (await Run("seal", Write("in.pdf", Document), "/dev/null")).Code);
        Assert.Equal(0, new FileInfo("/dev/null").Length);
    }

    [Theory]
    [InlineData(64, "seal")]
    [InlineData(64, "seal", "in.pdf")]
    [InlineData(64, "seal", "in.pdf", "out.pdf", "more.pdf")]
    [InlineData(64, "seal", "in.pdf", "out.pdf", "--jsn")]
    [InlineData(74, "seal", "", "out.pdf")]
    [InlineData(74, "seal", ".", "out.pdf")]
    [InlineData(74, "seal", "nothing.pdf", "out.pdf")]
    [InlineData(74, "seal", "in.pdf", "nowhere/out.pdf")]
    [InlineData(2, "verify", "in.pdf")]
    [InlineData(74, "verify", ".")]
    [InlineData(2, "renew", "in.pdf", "--tsa", "http://127.0.0.1:9/")]
    public async Task a_wrong_call_is_told_from_a_wrong_file(int expected, params string[] arguments)
    {
        Write("in.pdf", Document);
        await Run("seal", "in.pdf", "first.pdf");
        Directory.CreateDirectory(PathOf("state/keys/time"));
        File.Copy(PathOf("state/keys/root.pem"), PathOf("state/keys/time/root.pem"));

        Assert.Equal(expected, (await Run(arguments)).Code);
    }

    private const string Document =
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\ntrailer\n<</Root 1 0 R/Size 4>>\n";

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text, Encoding.Latin1);
        return PathOf(name);
    }

    private async Task<(int Code, string Answer)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PortalHost).Assembly.Location, .. arguments])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Flexportal__StateFolder"] = PathOf("state");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await errors;
        return (process.ExitCode, answer);
    }
}
