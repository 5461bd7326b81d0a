using Flexportal.Storage.Audit;
using Flexportal.Storage.Connections;
using Flexportal.Storage.Due;
using Flexportal.Storage.Files;
using Flexportal.Storage.Reads;
using Flexportal.Storage.Tenants;
using Flexportal.Storage.Vault;
using Flexportal.Storage.Writes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Flexportal.Storage;

/// <summary>Puts the storage into a host.</summary>
public static class StorageSetup
{
    /// <summary>
    /// Adds the stores and two pools: the application's <see cref="NpgsqlDataSource"/>, which Orleans shares, and a small one that sees due work only.
    /// Nothing is opened before the first use; run <see cref="Schema.Migrator"/> before.
    /// </summary>
    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    public static IServiceCollection AddFlexportalStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options.Validated());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new NpgsqlDataSourceBuilder(options.AppConnection) { Name = "flexportal" }
            .UseLoggerFactory(provider.GetService<ILoggerFactory>())
            .Build());
        services.AddSingleton<WorkerSource>();
        services.AddSingleton<TenantDatabase>();
        services.AddSingleton<TenantKeys>();
        services.AddSingleton<DataKeys>();
        services.AddSingleton<DueSignal>();
        services.AddSingleton<ITenantDirectory, TenantDirectory>();
        services.AddSingleton<ICommitStore, CommitStore>();
        services.AddSingleton<IRowReader, RowReader>();
        services.AddSingleton<IDocumentReads, DocumentReads>();
        services.AddSingleton<IFileStore, FileStore>();
        services.AddSingleton<IDueStore, DueStore>();
        services.AddSingleton<IHousekeeping, Housekeeping>();
        services.AddSingleton<IFactChain, FactChain>();
        return services;
    }
}
