namespace Flexportal.Tests.Browser;

/// <summary>Where the sources are: the tests read the demo's documents.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Flexportal.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
