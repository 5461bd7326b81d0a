using Flexportal.Domain.Documents;
using Flexportal.TestKit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>Every test starts with a document with a code besides, offered to the worker.</summary>
public abstract class OfferedDocument(FlexCluster cluster) : OneWorker(cluster)
{
    protected Document Document { get; private set; } = null!;

    protected override async Task Prepare() => Document = await Agency.Document(Worker);
}
