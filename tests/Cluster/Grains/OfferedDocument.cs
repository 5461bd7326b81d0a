using Flexportal.Domain.Documents;
using Flexportal.Domain.Workers;
using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>Every test starts with an agency of its own, a worker, and a document with a code that was offered to them.</summary>
public abstract class OfferedDocument(FlexCluster cluster) : IAsyncLifetime
{
    protected FlexCluster Cluster => cluster;

    protected TestAgency Agency { get; private set; } = null!;

    protected Worker Worker { get; private set; } = null!;

    protected Document Document { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Agency = await TestAgency.Create(cluster);
        Worker = await Agency.Worker();
        Document = await Agency.Document(Worker);
    }

    public ValueTask DisposeAsync()
    {
        Clear();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Takes back what a test changed in the shared cluster.</summary>
    protected virtual void Clear()
    {
    }
}
