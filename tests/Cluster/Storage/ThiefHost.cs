using Flexportal.Domain.Agencies;
using Flexportal.Domain.Common;
using Flexportal.Storage;
using Flexportal.Storage.Reads;
using Microsoft.Extensions.DependencyInjection;

namespace Flexportal.Tests.Cluster.Storage;

/// <summary>A host that has the database but the wrong master key.</summary>
internal sealed class ThiefHost(StorageOptions options) : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddFlexportalStorage(options).BuildServiceProvider();

    public Task<Agency?> ReadAgency(TenantId tenant, CancellationToken cancellation) => services.GetRequiredService<IRowReader>().Agency(tenant, cancellation);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
