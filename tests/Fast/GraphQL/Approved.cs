using System.Runtime.CompilerServices;
using Xunit;

namespace Flexportal.Tests.Fast.Api;

/// <summary>A text in the repository that a human approved by committing it. With FLEXPORTAL_APPROVE=1 it is written instead of compared.</summary>
internal static class Approved
{
    public static void Equal(string text, string path, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "../../..", path);
        if (Environment.GetEnvironmentVariable("FLEXPORTAL_APPROVE") == "1")
            File.WriteAllText(file, text);
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", text);
    }
}
