using Flexportal.Storage.Schema;

namespace Flexportal.Silo.Commands;

/// <summary><c>flexportal migrate</c>: brings the database up to this version. Needs the owner's login.</summary>
internal static class MigrateCommand
{
    public static async Task<int> Run(string[] args)
    {
        var (storage, _, host) = CommandHost.Build(args);
        using (host)
        {
            var scripts = await Migrator.Migrate(storage, CancellationToken.None);
            Console.WriteLine(scripts.Count == 0 ? "The database is up to date." : $"Ran {string.Join(", ", scripts)}.");
            return 0;
        }
    }
}
