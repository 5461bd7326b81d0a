using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Flexportal.Tests.Fast.Architecture;

/// <summary>The walls of the house as functions from sources to violations, so that each can be run against the house and against a sample that breaks it.</summary>
internal static partial class Walls
{
    /// <summary>Who may reference whom: the arrows of the design, and nothing else.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Rendering"] = [],
        ["Contracts"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Sealing"] = ["Domain"],
        ["Grains"] = ["Contracts", "Domain", "Sealing", "Storage"],
        ["GraphQL"] = ["Contracts", "Rendering", "Storage"],
        ["Web"] = ["Contracts", "GraphQL"],
        ["Silo"] = ["Contracts", "Domain", "Grains", "GraphQL", "Rendering", "Sealing", "Storage", "Web"],
    };

    /// <summary>The sources of the house: path below the root to text.</summary>
    public static IReadOnlyDictionary<string, string> House()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Flexportal.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests do not stand in the repository.");
        }

        return Directory.EnumerateFiles(Path.Combine(root, "src"), "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal)
                && Path.GetExtension(file.Name) is ".cs" or ".csproj" or ".sql" or ".razor")
            .ToDictionary(file => file.Name, file => File.ReadAllText(file.Path), StringComparer.Ordinal);
    }

    public static IEnumerable<string> References(IReadOnlyDictionary<string, string> sources) =>
        from project in Projects(sources)
        from reference in project.Xml.Descendants("ProjectReference")
        let to = Regex.Match(reference.Attribute("Include")!.Value, @"/(\w+)/[^/]+\.csproj$", RegexOptions.None, TimeSpan.FromSeconds(10)).Groups[1].Value
        where !Arrows.TryGetValue(project.Room, out var allowed) || !allowed.Contains(to)
        select $"{project.Room} -> {to}";

    public static IEnumerable<string> PackagesOfPureRooms(IReadOnlyDictionary<string, string> sources) =>
        from project in Projects(sources)
        where project.Room is "Domain" or "Rendering"
        from package in project.Xml.Descendants().Where(item => item.Name.LocalName is "PackageReference" or "FrameworkReference")
        select $"{project.Room}: {package.Attribute("Include")!.Value}";

    public static IEnumerable<string> GrainsReachedWithoutTenant(IReadOnlyDictionary<string, string> sources) =>
        Find(sources, GetGrainCall(), path => path != "src/Contracts/TenantGrains.cs");

    public static IEnumerable<string> ClocksBesideTimeProvider(IReadOnlyDictionary<string, string> sources) => Find(sources, Clock(), _ => true);

    public static IEnumerable<string> ImpureDomain(IReadOnlyDictionary<string, string> sources) =>
        Find(sources, Impure(), path => path.StartsWith("src/Domain/", StringComparison.Ordinal));

    public static IEnumerable<string> ClocksInSql(IReadOnlyDictionary<string, string> sources) =>
        Find(sources, SqlClock(), path => path.StartsWith("src/Storage/", StringComparison.Ordinal));

    /// <summary>Orleans' storage key has no grain type in it: two grains with one state name overwrite each other.</summary>
    public static IEnumerable<string> StateNamesUsedTwice(IReadOnlyDictionary<string, string> sources) =>
        sources.Where(file => file.Key.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => StateName().Matches(file.Value).Select(match => match.Groups[1].Value))
            .GroupBy(name => name)
            .Where(same => same.Count() > 1)
            .Select(same => same.Key);

    /// <summary>Grains of the kind <c>Grain&lt;T&gt;</c> all have the state name "state".</summary>
    public static IEnumerable<string> GrainsWithStateByBase(IReadOnlyDictionary<string, string> sources) => Find(sources, GrainOfT(), _ => true);

    public static IEnumerable<string> GrainsWithoutName(IReadOnlyDictionary<string, string> sources) =>
        from file in sources
        where file.Key.StartsWith("src/Grains/", StringComparison.Ordinal)
        from match in GrainClass().Matches(file.Value)
        where match.Groups["abstract"].Length == 0 && (match.Groups["name"].Length == 0 || match.Groups["visible"].Value != "internal")
        select $"{file.Key}: {match.Groups["class"].Value}";

    private static IEnumerable<(string Room, XDocument Xml)> Projects(IReadOnlyDictionary<string, string> sources) =>
        sources.Where(file => file.Key.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => (file.Key.Split('/')[1], XDocument.Parse(file.Value)));

    private static IEnumerable<string> Find(IReadOnlyDictionary<string, string> sources, Regex forbidden, Func<string, bool> applies) =>
        from file in sources
        where !file.Key.EndsWith(".csproj", StringComparison.Ordinal) && applies(file.Key)
        from match in forbidden.Matches(Comments().Replace(file.Value, ""))
        select $"{file.Key}: {match.Value}";

    [GeneratedRegex(@"^\s*(//|--).*$", RegexOptions.Multiline, 10_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bGetGrain\s*[<(]", RegexOptions.None, 10_000)]
    private static partial Regex GetGrainCall();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b|\bThread\.Sleep\b|\bEnvironment\.TickCount", RegexOptions.None, 10_000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\bGuid\.NewGuid\b|\bnew Random\b|\bRandom\.Shared\b|\bRandomNumberGenerator\b|\bSystem\.IO\b|\bFile\.\w+\(|\basync\b|\bTimeProvider\b", RegexOptions.None, 10_000)]
    private static partial Regex Impure();

    [GeneratedRegex(@"\bnow\(\)|\bcurrent_timestamp\b", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex SqlClock();

    [GeneratedRegex(@"\[PersistentState\(""([^""]+)""", RegexOptions.None, 10_000)]
    private static partial Regex StateName();

    [GeneratedRegex(@":\s*(Journaled)?Grain<", RegexOptions.None, 10_000)]
    private static partial Regex GrainOfT();

    [GeneratedRegex(@"(\[GrainType\(""(?<name>[^""]+)""\)\]\s*)?(?<visible>public|internal)\s+(?<abstract>abstract\s+)?(sealed\s+)?(partial\s+)?class\s+(?<class>\w+Grain)\b", RegexOptions.None, 10_000)]
    private static partial Regex GrainClass();
}
