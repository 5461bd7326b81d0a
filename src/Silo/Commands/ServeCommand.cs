namespace Flexportal.Silo.Commands;

/// <summary>Runs the roles that the configuration names.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(string[] args)
    {
        var app = PortalHost.Build(args);
        await app.RunAsync();
        return 0;
    }
}
