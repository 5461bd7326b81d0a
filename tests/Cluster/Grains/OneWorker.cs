using Flexportal.Domain.Workers;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>Every test starts with an agency of its own and a worker.</summary>
public abstract class OneWorker(FlexCluster cluster) : IAsyncLifetime
{
    protected FlexCluster Cluster => cluster;

    protected TestAgency Agency { get; private set; } = null!;

    protected Worker Worker { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Agency = await TestAgency.Create(cluster);
        Worker = await Agency.Worker();
        await Prepare();
    }

    public ValueTask DisposeAsync()
    {
        Clear();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>What the class's tests have in common besides.</summary>
    protected virtual Task Prepare() => Task.CompletedTask;

    /// <summary>Takes back what a test changed in the shared cluster.</summary>
    protected virtual void Clear()
    {
    }
}
