using Flexportal.Sealing.Keys;
using Flexportal.Silo.Setup;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.Options;

namespace Flexportal.Silo.Commands;

/// <summary>What the executable can do. Without a verb it serves.</summary>
internal static class Verbs
{
    private static readonly Dictionary<string, Func<string[], Task<int>>> ByName = new(StringComparer.Ordinal)
    {
        ["serve"] = ServeCommand.Run,
        ["migrate"] = MigrateCommand.Run,
        ["agency"] = AgencyCommand.Run,
        ["seal"] = SealCommand.Run,
        ["corpus"] = CorpusCommand.Run,
        ["verify"] = VerifyCommand.Run,
        ["renew"] = RenewCommand.Run,
    };

    public static Task<int> Run(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-'))
        {
            return Guarded(ServeCommand.Run, args);
        }

        return ByName.TryGetValue(args[0], out var verb) ? Guarded(verb, args[1..]) : Unknown(args[0]);
    }

    // What an operator can mend is said in a sentence; everything else keeps its stack trace.
    private static async Task<int> Guarded(Func<string[], Task<int>> verb, string[] args)
    {
        try
        {
            return await verb(args);
        }
        catch (Exception e) when (e is OptionsValidationException or SetupException or StorageException or SealKeyException)
        {
            Console.Error.WriteLine($"flexportal: {e.Message}");
            return 78;
        }
    }

    private static Task<int> Unknown(string verb)
    {
        Console.Error.WriteLine($"flexportal: unknown command \"{verb}\"; there are {string.Join(", ", ByName.Keys)}.");
        return Task.FromResult(64);
    }
}
