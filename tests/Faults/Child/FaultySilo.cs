using System.Globalization;
using Flexportal.Grains.Mails;
using Flexportal.Grains.Signing;
using Flexportal.Silo;
using Flexportal.Silo.Work;
using Flexportal.Storage.Writes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Flexportal.Tests.Faults.Child;

/// <summary>
/// The real host, all roles, in a process that may be killed: kill points stand around its commits, its seals, its mails and its answers, and its clock may be
/// wrong. Configured by the environment like the real one; it lives as long as its standard input is open.
/// </summary>
internal static class FaultySilo
{
    public static async Task<int> Run()
    {
        var points = new KillPoints(Environment.GetEnvironmentVariable("FAULTS_ARMED")!);
        var clock = new WrongClock(Seconds(Environment.GetEnvironmentVariable("FAULTS_CLOCK")));
        _ = Task.Run(EndWithStarter);
        await using var app = PortalHost.Build([], builder => builder.Host.UseServiceProviderFactory(new DecoratedServices(services => Decorate(services, points, clock))));
        await app.StartAsync(CancellationToken.None);
        await Console.Out.WriteLineAsync("ready");
        await app.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }

    private static TimeSpan Seconds(string? text) => TimeSpan.FromSeconds(text is null ? 0 : double.Parse(text, CultureInfo.InvariantCulture));

    private static void Decorate(IServiceCollection services, KillPoints points, TimeProvider clock)
    {
        services.Around<ICommitStore>(real => new BreakableCommits(real, points));
        services.Around<IDocumentSealer>(real => new BreakableSealer(real, points));
        services.Around<IMailTransport>(real => new BreakableTransport(real, points));
        services.AddSingleton<IStartupFilter>(new BreakableAnswers(points));
        services.AddKeyedSingleton(DatabaseClock.Machine, clock);
    }

    // When the one who started us is gone, so are we.
    private static void EndWithStarter()
    {
        while (Console.In.Read() >= 0)
        {
        }

        Posix.Kill(Environment.ProcessId, Posix.SigKill);
    }

    private static void Around<T>(this IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(real);
        services.Add(new ServiceDescriptor(typeof(T), provider => wrap((T)Make(real, provider)), real.Lifetime));
    }

    private static object Make(ServiceDescriptor service, IServiceProvider provider) =>
        service.ImplementationInstance
        ?? service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);

    private sealed class DecoratedServices(Action<IServiceCollection> decorate) : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            decorate(containerBuilder);
            return containerBuilder.BuildServiceProvider();
        }
    }
}
