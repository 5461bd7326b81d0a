using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Flexportal.Tests.Fast.Architecture;

/// <summary>The two tables that say which test tries which attack and fault: a renamed or lost test must not leave a claim behind.</summary>
public sealed partial class TrustTableTests
{
    [Theory]
    [InlineData("trust.md", 60)]
    [InlineData("faults.md", 20)]
    public void every_test_that_is_named_exists(string file, int least)
    {
        var root = Root();
        var named = Test().Matches(File.ReadAllText(Path.Combine(root, "docs", file))).Select(match => (Class: match.Groups[1].Value, Method: match.Groups[2].Value)).ToList();
        var missing = named.Where(test => !Directory.EnumerateFiles(Path.Combine(root, "tests"), $"{test.Class}.cs", SearchOption.AllDirectories)
            .Any(path => Regex.IsMatch(File.ReadAllText(path), $@"\b{test.Method}\(", RegexOptions.None, TimeSpan.FromSeconds(1))));

        Assert.True(named.Count >= least, $"{named.Count} tests are named in {file}.");
        Assert.Empty(missing);
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Test();
}
