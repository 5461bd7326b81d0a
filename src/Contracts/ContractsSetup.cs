using Flexportal.Contracts.Walls;
using Flexportal.Contracts.Wire;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace Flexportal.Contracts;

/// <summary>What silo and client share.</summary>
public static class ContractsSetup
{
    /// <summary>Registers the wire format of the domain's records, the exceptions that may cross, and the guard on outgoing calls. Silo and client alike.</summary>
    public static IServiceCollection AddFlexportalContracts(this IServiceCollection services)
    {
        services.AddSerializer(serializer => serializer.AddJsonSerializer(
            DomainWire.Covers, static _ => false, static json => json.Configure(static options => options.SerializerOptions = DomainWire.Json)));
        services.AddSingleton<IGeneralizedCopier, DomainCopier>();
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedNamespacePrefixes.Add("Flexportal."));
        services.AddSingleton<IOutgoingGrainCallFilter, OutgoingTenantWall>();
        return services;
    }
}
