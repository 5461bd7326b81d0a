using Flexportal.Contracts;
using Flexportal.Grains.Dispatch;
using Flexportal.Grains.Documents;
using Flexportal.Grains.Mails;
using Flexportal.Grains.Shared;
using Flexportal.Grains.Signing;
using Flexportal.Grains.Workers;
using Flexportal.Sealing;
using Flexportal.Sealing.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Flexportal.Grains;

/// <summary>Puts the grains into a silo.</summary>
public static class GrainsSetup
{
    /// <summary>
    /// Adds the grains, their walls and the dispatcher of due work. The host brings: the stores (<c>AddFlexportalStorage</c>), the default grain storage,
    /// a <c>SecretKey</c>, an <see cref="ISealKeyRing"/>, an <see cref="IMailTransport"/> and an <see cref="IMailComposer"/>; optionally a <see cref="SealTrust"/>.
    /// </summary>
    public static ISiloBuilder AddFlexportalGrains(this ISiloBuilder silo)
    {
        silo.AddIncomingGrainCallFilter<IncomingTenantWall>();
        var services = silo.Services;
        services.AddFlexportalContracts();
        services.AddOptions<PasswordOptions>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new Sealer(new SealerOptions(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IDocumentSealer>(provider => new DocumentSealer(
            provider.GetRequiredService<Sealer>(), provider.GetRequiredService<ISealKeyRing>(), provider.GetService<SealTrust>(), provider.GetRequiredService<ILogger<DocumentSealer>>()));
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<SignInTools>();
        services.AddSingleton<DocumentIntake>();
        services.AddSingleton<MailWriting>();
        services.AddHostedService<DueWorkDispatcher>();
        services.AddHostedService<Housekeeper>();
        services.AddHostedService<FirstStatistics>();
        return silo;
    }
}
