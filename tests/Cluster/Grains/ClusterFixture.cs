using Flexportal.TestKit;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>One cluster of one silo for the tests of a class. A test that breaks commits or mail starts its own.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public FlexCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await FlexCluster.Start();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}

/// <summary>The same with three silos.</summary>
public sealed class ThreeSiloFixture : IAsyncLifetime
{
    public FlexCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await FlexCluster.Start(silos: 3);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
