namespace Flexportal.Silo.Commands;

/// <summary>What the executable can do. Without a verb it serves.</summary>
internal static class Verbs
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> ByName = new(StringComparer.Ordinal)
    {
        ["serve"] = ServeCommand.Run,
    };

    public static Task<int> Run(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            return ServeCommand.Run(args);
        }

        return ByName.TryGetValue(args[0], out var verb) ? verb(args[1..]) : Unknown(args[0]);
    }

    private static Task<int> Unknown(string verb)
    {
        Console.Error.WriteLine($"flexportal: unknown command \"{verb}\"; there are {string.Join(", ", ByName.Keys)}.");
        return Task.FromResult(64);
    }
}
