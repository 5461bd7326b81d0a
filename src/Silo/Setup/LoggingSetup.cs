namespace Flexportal.Silo.Setup;

/// <summary>Quiet logs without anything personal: request addresses carry link tokens, so the request log is off.</summary>
internal static class LoggingSetup
{
    public static void AddQuietLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        }
        else
        {
            builder.Logging.AddJsonConsole();
        }

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // It warns at each start about a check that has not yet run since the machine booted.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.ConsistentRing", LogLevel.Error);
        // It recommends the server's garbage collector, which is no gain on the small machines this runs on.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
    }
}
